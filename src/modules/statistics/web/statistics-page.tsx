import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Bars, Trend } from '../../../ui/charts/chart.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { statisticsContract } from '../contract.ts';
import type { Table } from '../model.ts';
import { periodIds } from '../model.ts';
import type { Choice } from './choice.ts';
import { CHOICES, choiceOf } from './choice.ts';
import { Numbers } from './numbers.tsx';
import { statisticsTexts } from './texts.ts';
import './statistics.css';

/** A statistical table, chosen by what is counted and by what; each number opens its rows. */
function StatisticsPage(): ReactElement {
  const [filters, choose] = useFilters<Choice>(CHOICES);
  const query = choiceOf(filters);
  const table = useApi(statisticsContract.statistics, { query }, { keepLast: true });
  return (
    <div className="statistics">
      <Answered of={table}>
        {(data) => (
          <>
            <Chooser table={data} filters={filters} choose={choose} />
            <Report table={data} query={query} />
          </>
        )}
      </Answered>
    </div>
  );
}

type Change = Readonly<Partial<Record<Choice, string | null>>>;

function Chooser(props: {
  readonly table: Table;
  readonly filters: Filters<Choice>;
  readonly choose: (change: Change) => void;
}): ReactElement {
  const { table, filters, choose } = props;
  const { period = 'twelve' } = filters;
  return (
    <FilterBar
      fields={useFields(table)}
      values={{ ...filters, topic: table.topic, by: table.by, period }}
      onChange={(change) => choose(withoutOld(change))}
    />
  );
}

/** Rows of another topic may not be there: it begins with its own. */
const withoutOld = (change: Change): Change =>
  'topic' in change && !('by' in change) ? { ...change, by: null } : change;

function useFields({ choices }: Table): readonly FilterField<Choice>[] {
  const say = useTexts(statisticsTexts);
  const words = useWords();
  const named = (list: Table['choices']['bys']) =>
    list.map(({ id, words: name }) => ({ value: id, label: words(name) }));
  const divisions = choices.divisions.map(({ id, name }) => ({ value: id, label: name }));
  const optional: Readonly<Record<Table['choices']['filters'][number], FilterField<Choice>>> = {
    line: {
      ...{ name: 'line', label: say('line'), kind: 'select' },
      options: [
        { value: 'chem', label: say('chem') },
        { value: 'trade', label: say('trade') },
      ],
    },
    module: {
      ...{ name: 'module', label: say('module'), kind: 'select' },
      options: named(choices.modules),
    },
    period: {
      ...{ name: 'period', label: say('period'), kind: 'select' },
      options: periodIds.map((id) => ({ value: id, label: say(id) })),
    },
  };
  return [
    { name: 'topic', label: say('topic'), kind: 'select', options: named(choices.topics) },
    { name: 'by', label: say('by'), kind: 'select', options: named(choices.bys) },
    { name: 'division', label: say('division'), kind: 'select', options: divisions },
    ...choices.filters.map((filter) => optional[filter]),
  ];
}

function Report(props: {
  readonly table: Table;
  readonly query: ReturnType<typeof choiceOf>;
}): ReactElement {
  const { table, query } = props;
  const say = useTexts(statisticsTexts);
  const words = useWords();
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const exportFile = () => {
    const given = { query: { ...query, lang } };
    const endpoint = statisticsContract.statisticsExport;
    return callApi(endpoint, withAsOf(endpoint, given, asOf));
  };
  return (
    <>
      <section className="card">
        <header className="statistics-head">
          <h1>{words(table.title)}</h1>
          <ExportButton exportFile={exportFile}>{say('exportTable')}</ExportButton>
        </header>
        <p className="statistics-foot">
          <span>{say('scope', { name: words(table.scope) })}</span>
          <span>{say('asOf', { day: table.asOf })}</span>
          <Period table={table} />
          <span>{say('unit', { unit: words(table.unit) })}</span>
        </p>
        <Numbers table={table} />
        <p className="muted">
          {say('definition', { text: words(table.definition) })}{' '}
          {table.definedAt ? <Link to={table.definedAt}>[{say('inFull')}]</Link> : null}
        </p>
      </section>
      {table.rows.length > 0 ? <Drawn table={table} /> : null}
    </>
  );
}

function Period(props: { readonly table: Table }): ReactElement | null {
  const { period } = props.table;
  const say = useTexts(statisticsTexts);
  if (!period) return null;
  const { from, until } = period;
  return <span>{from ? say('within', { from, until }) : say('until', { until })}</span>;
}

/** More rows than this are read in the table. */
const MOST_DRAWN = 40;

/** One column of the table as bars, or as a line where the rows are months. */
function Drawn(props: { readonly table: Table }): ReactElement {
  const { columns, rows, by } = props.table;
  const say = useTexts(statisticsTexts);
  const words = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const index = Math.max(
    0,
    columns.findIndex(({ key }) => key === chosen),
  );
  const column = columns[index];
  const drawn = rows.slice(0, MOST_DRAWN);
  const name = column ? words(column.words) : '';
  const values = drawn.map(({ values: all }) => {
    const value = all[index] ?? null;
    return value !== null && column?.share ? Math.round(value * 1000) / 10 : value;
  });
  const drawing = {
    label: name,
    axis: drawn.map((row) => words(row.name)),
    series: [{ name, values }],
    ...(column?.share ? { unit: '%' } : {}),
  };
  return (
    <section className="card">
      <FilterBar
        fields={[
          {
            ...{ name: 'chart' as const, label: say('chartOf'), kind: 'select' },
            options: columns.map(({ key, words: title }) => ({ value: key, label: words(title) })),
          },
        ]}
        values={{ chart: column?.key ?? '' }}
        onChange={({ chart }) => choose(chart ?? null)}
      />
      {by === 'month' ? (
        <Trend {...drawing} height={280} />
      ) : (
        <Bars {...drawing} lying height={Math.max(220, drawn.length * 26 + 60)} />
      )}
    </section>
  );
}

export { StatisticsPage as page };
