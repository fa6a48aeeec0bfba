import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { ConfirmButton } from '../../../ui/dialog.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { ImportDetail } from '../contract.ts';
import { sheetsContract } from '../contract.ts';
import { ErrorsButton } from './checked.tsx';
import { ImportRows, Tabs } from './import-rows.tsx';
import { clockText } from './states.tsx';
import { sheetsTexts } from './texts.ts';

type Shown = 'imported' | 'refused' | 'undone' | 'kept' | 'error' | null;

/** What became of the rows, and the way back within a day. */
export function Imported(props: { readonly data: ImportDetail }): ReactElement {
  const say = useTexts(sheetsTexts);
  const { data } = props;
  const { type, id, counts, outcomes, rows, undoUntil } = data;
  const [shown, show] = useState<Shown>(null);
  const undo = useWrite(sheetsContract.undo);
  const left = counts.error + outcomes.refused + outcomes.kept;
  const tabs = [
    { key: 'imported' as const, name: say('importedRows'), count: outcomes.imported },
    { key: 'undone' as const, name: say('undoneRows'), count: outcomes.undone },
    { key: 'kept' as const, name: say('keptRows'), count: outcomes.kept },
    { key: 'refused' as const, name: say('refusedRows'), count: outcomes.refused },
    { key: 'error' as const, name: say('wrongRows'), count: counts.error },
  ];
  const query = shown === null ? {} : shown === 'error' ? { state: shown } : { outcome: shown };
  return (
    <>
      <div className="sheets-actions">
        {undoUntil === null ? null : (
          <>
            <ConfirmButton
              title={say('undoTitle')}
              hint={say('undoHint')}
              disabled={undo.isPending}
              onConfirm={() =>
                undo.mutateAsync({ params: { type, id } }).catch((error) => toast.bad(error))
              }
            >
              {say('undo')}
            </ConfirmButton>
            <span className="muted">{say('undoUntil', { time: clockText(undoUntil) })}</span>
          </>
        )}
        {left > 0 ? <ErrorsButton data={data} /> : null}
      </div>
      <Tabs
        tabs={[
          { key: null, name: say('allRows'), count: rows },
          ...tabs.filter(({ count }) => count > 0),
        ]}
        shown={shown}
        show={show}
      />
      <ImportRows data={data} query={query} />
    </>
  );
}
