import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { type Column, orderIn } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import type { ReportRow } from '../contract.ts';
import { reportsContract } from '../contract.ts';
import { reportOrders, stageNames, stages } from '../model.ts';
import { Due, StageChip } from './parts.tsx';
import { reportsTexts } from './texts.ts';
import './reports.css';

const NAMES = ['stage', 'show', 'division', 'enterprise', 'sort'] as const;
type Name = (typeof NAMES)[number];

const pathOf = ({ id }: ReportRow): string => `/tips/${encodeURIComponent(id)}`;

/** What came from citizens and employees, how far it is, and what is late. */
function ReportsPage(): ReactElement {
  const say = useTexts(reportsTexts);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const [values, choose] = useFilters<Name>(NAMES);
  const { show, sort: named, ...rest } = values;
  const shown = show === 'open' || show === 'overdue' ? { [show]: 'true' } : {};
  const sort = orderIn(reportOrders, named);
  const query = { ...rest, ...shown, sort };
  const list = useApiPages(reportsContract.reports, { query }, { topics: ['report', 'reward'] });
  const exportFile = (columns: readonly string[]) => {
    const given = { query: { ...query, language, columns: columns.join(',') } };
    return callApi(
      reportsContract.reportsExport,
      withAsOf(reportsContract.reportsExport, given, asOf),
    );
  };
  return (
    <div className="reports">
      <Figures />
      <FilterBar fields={useFields()} values={values} onChange={choose} />
      <LedgerTable
        name="tips"
        label={say('list')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        to={pathOf}
        sort={{ orders: reportOrders, value: sort, choose: (next) => choose({ sort: next }) }}
        total={list.data?.pages[0]?.total ?? undefined}
        exportFile={exportFile}
        toolbar={<a href="/r">{say('publicPage')}</a>}
      />
    </div>
  );
}

/** How many stand where, and how many are late: each opens its rows. */
function Figures(): ReactElement | null {
  const say = useTexts(reportsTexts);
  const words = useWords();
  const figures = useApi(reportsContract.reportFigures, {}, { topics: ['report', 'reward'] });
  if (!figures.data) return null;
  const { overdue, stages: rows } = figures.data;
  return (
    <nav className="reports-figures" aria-label={say('figures')}>
      <Link to="?show=overdue" className={overdue > 0 ? 'reports-late' : ''}>
        {say('overdueCount', { count: overdue })}
      </Link>
      {rows
        .filter(({ count }) => count > 0)
        .map(({ code, text, count }) => (
          <Link key={code} to={`?stage=${code}`}>
            {say('figure', { stage: words(text), count })}
          </Link>
        ))}
    </nav>
  );
}

function useFields(): readonly FilterField<Name>[] {
  const say = useTexts(reportsTexts);
  const { asOf } = useAsOf();
  const words = useWords();
  return [
    {
      ...{ name: 'show', label: say('show'), kind: 'select' },
      options: [
        { value: 'open', label: say('open') },
        { value: 'overdue', label: say('overdue') },
      ],
    },
    {
      ...{ name: 'stage', label: say('stage'), kind: 'select' },
      options: stageNames.map((stage) => ({ value: stage, label: words(stages[stage]) })),
    },
    {
      ...{ name: 'division', label: say('where'), kind: 'picker' },
      pick: pickOf('jurisdiction', asOf),
    },
  ];
}

function useColumns(): readonly Column<ReportRow>[] {
  const say = useTexts(reportsTexts);
  const words = useWords();
  const said = (code: ReportRow['topic']): string => (code ? words(code.text) : '—');
  return [
    {
      key: 'date',
      title: say('date'),
      width: 120,
      sort: 'date',
      cell: (row) => <Link to={pathOf(row)}>{row.date ?? '—'}</Link>,
    },
    { key: 'stage', title: say('stage'), width: 130, cell: (row) => <StageChip row={row} /> },
    { key: 'due', title: say('due'), width: 160, sort: 'due', cell: (row) => <Due row={row} /> },
    { key: 'topic', title: say('topic'), width: 140, cell: (row) => said(row.topic) },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 240,
      cell: ({ enterprise }) =>
        enterprise ? (
          <Link to={`/enterprises/${encodeURIComponent(enterprise.id)}`}>
            {enterprise.name ?? enterprise.id}
          </Link>
        ) : (
          <span className="muted">{say('unknownFirm')}</span>
        ),
    },
    { key: 'channel', title: say('channel'), width: 150, cell: (row) => said(row.channel) },
    { key: 'division', title: say('where'), cell: (row) => row.division?.name ?? '—' },
    { key: 'result', title: say('result'), width: 110, cell: (row) => said(row.result) },
    {
      key: 'amount',
      title: say('amount'),
      width: 110,
      cell: ({ amount }) => (amount === null ? '—' : amount),
    },
    { key: 'id', title: say('id'), hidden: true, cell: ({ id }) => id },
    {
      key: 'overdue',
      title: say('overdue'),
      hidden: true,
      cell: ({ overdue }) =>
        overdue ? <StatusChip tone="overdue" text={say('overdue')} /> : <>—</>,
    },
  ];
}

export { ReportsPage as page };
