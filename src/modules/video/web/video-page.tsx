import type { ReactElement } from 'react';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import { videoContract } from '../contract.ts';
import { useColumns } from './columns.tsx';
import { videoTexts } from './texts.ts';

const NAMES = ['division', 'enterprise'] as const;
const REFRESH_MS = 10_000;

/** P15 /video: places that are watched, what is counted there, and the way to the pictures. */
function VideoPage(): ReactElement {
  const say = useTexts(videoTexts);
  const [values, choose] = useFilters(NAMES);
  const choice = { keepLast: true, topics: ['alarm'], refetchEveryMs: REFRESH_MS };
  const list = useApiPages(videoContract.video, { query: values }, choice);
  const first = list.data?.pages[0];
  return (
    <div>
      <h1>{say('title')}</h1>
      {first ? <p className="muted">{say(first.platform ? 'some' : 'none')}</p> : null}
      {first && !first.live ? <p role="status">{say('away')}</p> : null}
      <p className="muted">{say('ways')}</p>
      <FilterBar
        fields={[
          {
            ...{ name: 'division', label: say('division'), kind: 'picker' },
            pick: pickOf('jurisdiction', null),
          },
          {
            ...{ name: 'enterprise', label: say('firm'), kind: 'picker' },
            pick: pickOf('enterprise', null),
          },
        ]}
        values={values}
        onChange={choose}
      />
      <LedgerTable
        name="video"
        label={say('list')}
        list={list}
        columns={useColumns()}
        rowKey={({ facility }) => facility.id}
      />
    </div>
  );
}

export { VideoPage as page };
