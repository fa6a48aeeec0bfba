import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import type { Kind, MajorAnswer, MajorRowAnswer, Share } from '../model.ts';
import { majorStates } from '../model.ts';
import { firmPath, hazardPath, useInView, useLinkWith } from './links.ts';
import { type MajorFilter, majorQuery } from './major-filters.ts';
import { criteriaTexts } from './texts.ts';

type Choose = (change: Readonly<Partial<Record<MajorFilter, string | null>>>) => void;

/** Every major hazard behind the numbers, as the filters of the address choose. */
export function MajorRows(props: {
  readonly kind: Kind;
  readonly view: MajorAnswer;
  readonly filters: Filters<MajorFilter>;
  readonly choose: Choose;
}): ReactElement {
  const { kind, view, filters, choose } = props;
  const say = useTexts(criteriaTexts);
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const query = { kind, ...majorQuery(filters) };
  const list = useApiPages(criteriaContract.majorRows, { query }, { keepLast: true });
  const columns = useColumns();
  const box = useInView(query);
  const exportFile = () => {
    const endpoint = criteriaContract.majorExport;
    return callApi(endpoint, withAsOf(endpoint, { query: { ...query, lang } }, asOf));
  };
  return (
    <div ref={box}>
      <LedgerTable
        name={`major-${kind}`}
        label={say('rows')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        to={({ id }) => hazardPath(id)}
        exportFile={exportFile}
        toolbar={<RowFilter view={view} filters={filters} choose={choose} />}
      />
    </div>
  );
}

function RowFilter(props: {
  readonly view: MajorAnswer;
  readonly filters: Filters<MajorFilter>;
  readonly choose: Choose;
}): ReactElement {
  const { view, filters, choose } = props;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const select = (name: MajorFilter, label: string, shares: readonly Share[]) => ({
    ...{ name, label },
    kind: 'select' as const,
    options: shares.map((share) => ({ value: share.value, label: words(share.label) })),
  });
  const month = (name: 'foundMonth' | 'closedMonth' | 'openMonth') => ({
    ...{ name, label: say(name) },
    kind: 'select' as const,
    options: view.months.map((each) => ({ value: each.month, label: each.month })).reverse(),
  });
  const state = {
    name: 'state' as const,
    label: say('state'),
    kind: 'select' as const,
    options: majorStates.map((value) => ({ value, label: say(value) })),
  };
  return (
    <FilterBar
      fields={[
        state,
        select('division', say('division'), view.divisions),
        select('item', say('criterion'), view.criteria),
        select('industry', say('industry'), view.industries),
        select('nature', say('nature'), view.natures),
        select('cause', say('cause'), view.causes),
        month('foundMonth'),
        month('closedMonth'),
        month('openMonth'),
      ]}
      values={filters}
      onChange={choose}
    />
  );
}

type Worded = 'criterion' | 'nature' | 'cause' | 'source';
type Dated = 'foundOn' | 'dueOn' | 'closedOn';

function useColumns(): readonly Column<MajorRowAnswer>[] {
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const worded = (key: Worded, width: number, hidden?: true): Column<MajorRowAnswer> => ({
    ...{ key, title: say(key), width },
    ...(hidden ? { hidden } : {}),
    cell: (row) => {
      const value = row[key];
      return value ? words(value) : '—';
    },
  });
  const dated = (key: Dated): Column<MajorRowAnswer> => ({
    ...{ key, title: say(key), width: 110 },
    cell: (row) => row[key] ?? '—',
  });
  return [
    {
      key: 'division',
      title: say('division'),
      fixed: true,
      width: 110,
      cell: ({ division }) => division?.name ?? '—',
    },
    {
      key: 'enterprise',
      title: say('enterprise'),
      fixed: true,
      width: 280,
      cell: ({ enterprise }) =>
        enterprise ? (
          <Link to={firmPath(enterprise.id)}>{enterprise.name ?? enterprise.id}</Link>
        ) : (
          '—'
        ),
    },
    worded('criterion', 300),
    { key: 'state', title: say('state'), width: 120, cell: (row) => <State row={row} /> },
    ...[dated('foundOn'), dated('dueOn'), dated('closedOn')],
    ...[worded('nature', 90), worded('cause', 110), worded('source', 110, true)],
    { key: 'hazard', title: say('hazard'), width: 160, cell: ({ id }) => <Ways id={id} /> },
  ];
}

function Ways(props: { readonly id: string }): ReactElement {
  const { id } = props;
  const say = useTexts(criteriaTexts);
  const link = useLinkWith();
  return (
    <span className="criteria-ways">
      <Link to={hazardPath(id)} aria-label={`${say('openRecord')} ${id}`}>
        {say('openRecord')}
      </Link>
      <Link to={link({ hazard: id })} aria-label={`${say('alike')} ${id}`}>
        {say('alike')}
      </Link>
    </span>
  );
}

function State(props: { readonly row: MajorRowAnswer }): ReactElement {
  const { open, overdue, reopened } = props.row;
  const say = useTexts(criteriaTexts);
  if (overdue) return <StatusChip tone="overdue" text={say('hazardOverdue')} />;
  if (open) return <StatusChip tone={reopened ? 'soon' : 'going'} text={say('hazardOpen')} />;
  return <StatusChip tone="done" text={say('hazardClosed')} />;
}
