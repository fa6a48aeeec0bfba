import { type ReactElement, useState } from 'react';
import type { Role } from '../../../law/roles.ts';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useSession } from '../../../ui/session.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import { PATROLLERS, patrolContract } from '../contract.ts';
import { PatrolTable } from './patrol-table.tsx';
import { patrolTexts } from './texts.ts';
import './patrol.css';

const NAMES = ['division', 'show'] as const;
type Query = { division?: string; show?: 'open' | 'looked' };

/** What a county looks at online today, how far it is, and one key for what is normal. */
function PatrolPage(): ReactElement {
  const [values, choose] = useFilters(NAMES);
  const { asOf } = useAsOf();
  const say = useTexts(patrolTexts);
  const { division, show } = values;
  const query: Query = {
    ...(division ? { division } : {}),
    ...(show === 'open' || show === 'looked' ? { show } : {}),
  };
  const list = useApiPages(
    patrolContract.patrol,
    { query },
    { keepLast: true, topics: ['alarm', 'onlinePatrol'] },
  );
  return (
    <div className="patrol">
      <FilterBar
        fields={[
          {
            ...{ name: 'division', label: say('division'), kind: 'picker' },
            pick: pickOf('jurisdiction', asOf),
          },
          {
            ...{ name: 'show', label: say('show'), kind: 'select' },
            options: (['open', 'looked'] as const).map((value) => ({ value, label: say(value) })),
          },
        ]}
        values={values}
        onChange={choose}
      />
      <Answered of={list}>
        {({ pages }) => (
          <Day
            query={query}
            pages={pages}
            more={list.hasNextPage ? () => void list.fetchNextPage() : null}
          />
        )}
      </Answered>
    </div>
  );
}

type Pages = NonNullable<ReturnType<typeof useApiPages<typeof patrolContract.patrol>>['data']>;

function Day(props: {
  readonly query: Query;
  readonly pages: Pages['pages'];
  readonly more: (() => void) | null;
}): ReactElement {
  const { query, pages, more } = props;
  const say = useTexts(patrolTexts);
  const language = useLanguage();
  const { roles } = useSession();
  const { asOf } = useAsOf();
  // Of an earlier day the list is read; what is looked at is looked at now.
  const may = asOf === null && roles.some((role) => PATROLLERS.includes(role as Role));
  const [enforcement, setEnforcement] = useState(roles.includes('officer'));
  const [first] = pages;
  const rows = pages.flatMap((page) => page.rows);
  const { looked = 0, total = 0 } = first ?? {};
  const sums = { looked, total, day: first?.asOf ?? '' };
  const far = asOf === null ? say('progress', sums) : say('progressOn', sums);
  return (
    <>
      <div className="patrol-bar">
        <strong role="status">{far}</strong>
        <progress value={looked} max={Math.max(total, 1)} aria-label={far} />
        {may ? (
          <label>
            <input
              type="checkbox"
              checked={enforcement}
              onChange={({ target }) => setEnforcement(target.checked)}
            />{' '}
            {say('enforcement')}
          </label>
        ) : null}
        <ExportButton
          exportFile={() =>
            callApi(patrolContract.patrolExport, {
              query: { ...query, language, ...(asOf === null ? {} : { asOf }) },
            })
          }
        />
        {may && rows.length > 0 ? <span className="muted">{say('keys')}</span> : null}
      </div>
      {rows.length === 0 ? (
        <PageState
          title={total > 0 && query.show === 'open' ? say('allLooked') : say('none')}
          hint={total > 0 ? undefined : say('noneHint')}
        />
      ) : (
        <PatrolTable rows={rows} may={may} enforcement={enforcement} />
      )}
      {more ? <Button onClick={more}>{say('more')}</Button> : null}
    </>
  );
}

export { PatrolPage as page };
