import { type ReactElement, useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi, keep } from '../../../ui/api/call.ts';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button, ConfirmButton } from '../../../ui/dialog.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { ImportDetail } from '../contract.ts';
import { sheetsContract } from '../contract.ts';
import { ImportRows, Tabs } from './import-rows.tsx';
import { sheetsTexts } from './texts.ts';

type Shown = 'new' | 'change' | 'same' | 'error' | null;

/** What importing would do, row by row; then only the correct ones go in. */
export function Checked(props: {
  readonly data: ImportDetail;
  readonly onRemap: () => void;
}): ReactElement {
  const say = useTexts(sheetsTexts);
  const navigate = useNavigate();
  const { data, onRemap } = props;
  const { type, id, counts, rows } = data;
  const [shown, show] = useState<Shown>(counts.error > 0 ? 'error' : null);
  const commit = useWrite(sheetsContract.commit);
  const discard = useWrite(sheetsContract.discard);
  const params = { type, id };
  const correct = counts.new + counts.change;
  return (
    <>
      <div className="sheets-actions">
        <Button
          kind="main"
          disabled={commit.isPending || correct === 0}
          onClick={() => commit.mutate({ params }, { onError: toast.bad })}
        >
          {correct === 0 ? say('nothingToImport') : say('commit', { count: correct })}
        </Button>
        {counts.error > 0 ? <ErrorsButton data={data} /> : null}
        <Button kind="text" onClick={onRemap}>
          {say('remap')}
        </Button>
        <ConfirmButton
          kind="text"
          title={say('discardTitle')}
          onConfirm={async () => {
            await discard.mutateAsync({ params });
            await navigate(`/sheets/${type}`);
          }}
        >
          {say('discard')}
        </ConfirmButton>
      </div>
      <Tabs
        tabs={[
          { key: null, name: say('allRows'), count: rows },
          { key: 'new' as const, name: say('newRows'), count: counts.new },
          { key: 'change' as const, name: say('changedRows'), count: counts.change },
          { key: 'same' as const, name: say('sameRows'), count: counts.same },
          { key: 'error' as const, name: say('wrongRows'), count: counts.error },
        ]}
        shown={shown}
        show={show}
      />
      <ImportRows data={data} query={shown === null ? {} : { state: shown }} />
    </>
  );
}

/** The file back, with comments where something is wrong. */
export function ErrorsButton(props: { readonly data: ImportDetail }): ReactElement {
  const say = useTexts(sheetsTexts);
  const language = useLanguage();
  const { type, id } = props.data;
  const [busy, setBusy] = useState(false);
  const fetchIt = async (): Promise<void> => {
    setBusy(true);
    try {
      keep(await callApi(sheetsContract.errors, { params: { type, id }, query: { language } }));
    } catch (error) {
      toast.bad(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button disabled={busy} onClick={() => void fetchIt()}>
      {say('errorsFile')}
    </Button>
  );
}
