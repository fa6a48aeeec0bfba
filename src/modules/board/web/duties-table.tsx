import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { askPage, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useArrived } from '../../../ui/arrived.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { type Column, orderIn } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { boardContract } from '../contract.ts';
import type { ClauseView, DutyRow } from '../model.ts';
import { dutyOrders, dutyStatuses } from '../model.ts';
import { dutyStatusWords } from '../rules/status-words.ts';
import { useLetterOf } from './letter-of-duties.tsx';
import { DutyStatus } from './status.tsx';
import { boardTexts } from './texts.ts';

export const dutyFilters = ['status', 'division', 'q', 'sort'] as const;
export type DutyFilters = Filters<(typeof dutyFilters)[number]>;

/** Only statuses that the contract knows: an address may hold anything. */
function queryOf({ status, sort, ...others }: DutyFilters) {
  const known = dutyStatuses.find((each) => each === status);
  const by = orderIn(dutyOrders, sort);
  return { ...others, sort: by, ...(known ? { status: known } : {}) };
}

/** Long pages: all of a filter is asked for to be chosen, not to be shown. */
const all = <Q,>(query: Q) => ({ ...query, limit: 200 });

/** The duties of the clause, overdue ones first; each opens with its evidence. */
export function DutiesTable(props: {
  readonly clause: ClauseView;
  readonly filters: DutyFilters;
  readonly choose: (change: Readonly<Record<string, string | null>>) => void;
}): ReactElement {
  const { clause, filters, choose } = props;
  const say = useTexts(boardTexts);
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const params = { id: clause.id };
  const query = queryOf(filters);
  const list = useApiPages(boardContract.duties, { params, query }, { keepLast: true });
  const columns = useColumns(clause);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const arrived = useArrived<HTMLElement>('duties');
  const letter = useLetterOf(clause.id, {
    rows,
    of: JSON.stringify([clause.id, query, asOf]),
    ask: (after) => {
      const given = withAsOf(boardContract.duties, { params, query: all(query) }, asOf);
      return askPage(boardContract.duties, given, after);
    },
  });
  const days = asOf === null ? {} : { asOf };
  return (
    <section ref={arrived} id="duties" aria-label={say('duties')} className="board-stack">
      <h2>{say('duties')}</h2>
      <p className="muted">{say('dutiesHint')}</p>
      <LedgerTable
        name="plan-duties"
        label={say('duties')}
        list={list}
        columns={columns}
        rowKey={({ duty }) => duty}
        {...letter}
        sort={{ orders: dutyOrders, value: query.sort, choose: (sort) => choose({ sort }) }}
        to={({ duty }) => `/plan/${clause.id}/duties/${duty}`}
        exportFile={() =>
          callApi(boardContract.dutiesExport, { params, query: { ...query, ...days, lang } })
        }
        toolbar={<DutyFilter clause={clause} filters={filters} choose={choose} />}
        empty={<PageState title={say('noDuties')} hint={say('noneHint')} />}
      />
    </section>
  );
}

function DutyFilter(props: {
  readonly clause: ClauseView;
  readonly filters: DutyFilters;
  readonly choose: (change: Readonly<Record<string, string | null>>) => void;
}): ReactElement {
  const { clause, filters, choose } = props;
  const say = useTexts(boardTexts);
  const words = useWords();
  const { counties, division } = clause;
  const here = division && !counties.some(({ id }) => id === division.id) ? [division] : [];
  return (
    <FilterBar
      values={filters}
      onChange={(change) => choose({ ...change })}
      fields={[
        {
          name: 'status',
          label: say('status'),
          kind: 'select',
          options: dutyStatuses.map((value) => ({ value, label: words(dutyStatusWords(value)) })),
        },
        {
          name: 'division',
          label: say('division'),
          kind: 'select',
          options: [...here, ...counties].map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: 'q', label: say('nameOrCode'), kind: 'text' },
      ]}
    />
  );
}

const Day = (props: { readonly text: string | null }): ReactElement => (
  <span className="board-day">{props.text ?? '—'}</span>
);

function useColumns(clause: ClauseView): readonly Column<DutyRow>[] {
  const say = useTexts(boardTexts);
  const link = ({ duty }: DutyRow): string => `/plan/${clause.id}/duties/${duty}`;
  const subject = ({ subject: { name, id } }: DutyRow): string => name ?? id;
  const firm: readonly Column<DutyRow>[] = [
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 230,
      fixed: true,
      cell: ({ enterprise }) =>
        enterprise ? (
          <Link to={`/enterprises/${enterprise.id}`}>{enterprise.name ?? enterprise.id}</Link>
        ) : (
          '—'
        ),
    },
    {
      key: 'code',
      title: say('code'),
      width: 180,
      fixed: true,
      cell: ({ enterprise }) => enterprise?.id ?? '—',
    },
  ];
  return [
    {
      key: 'division',
      title: say('division'),
      width: 110,
      fixed: true,
      cell: ({ division }) => division?.name ?? '—',
    },
    ...firm,
    {
      key: 'subject',
      title: say('subject'),
      cell: subject,
      ...(clause.subjectIsEnterprise ? { hidden: true } : {}),
    },
    { key: 'status', title: say('status'), cell: (row) => <DutyStatus status={row.status} /> },
    { key: 'due', title: say('due'), sort: 'due', cell: ({ due }) => <Day text={due} /> },
    { key: 'period', title: say('period'), cell: ({ period }) => <Day text={period} /> },
    { key: 'since', title: say('since'), cell: ({ since }) => <Day text={since} /> },
    {
      key: 'open',
      title: say('open'),
      cell: (row) => (
        <Link to={link(row)} aria-label={`${say('open')} ${subject(row)} ${row.period ?? ''}`}>
          {say('open')}
        </Link>
      ),
    },
  ];
}
