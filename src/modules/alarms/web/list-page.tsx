import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { ScaleChip } from '../../../ui/chips.tsx';
import { type Column, orderIn } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import type { AlarmRow } from '../contract.ts';
import { alarmsContract } from '../contract.ts';
import {
  alarmOrders,
  kindNames,
  kinds,
  levels,
  stateNames,
  states,
  verdictNames,
  verdicts,
} from '../model.ts';
import { clock, measured, StateChip, useWhat } from './parts.tsx';
import { alarmsTexts } from './texts.ts';
import './alarms.css';

const NAMES = [
  'show',
  'level',
  'state',
  'kind',
  'verdict',
  'from',
  'to',
  'enterprise',
  'source',
  'sort',
] as const;
type Name = (typeof NAMES)[number];
const SHOWS = ['open', 'unacknowledged', 'offline', 'bypassed'] as const;

const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T | undefined =>
  all.find((each) => each === value);

function queryOf(values: Readonly<Partial<Record<Name, string>>>) {
  const { show, level, state, kind, verdict, sort, ...rest } = values;
  const chosen = {
    sort: orderIn(alarmOrders, sort),
    show: oneOf(SHOWS, show),
    level: oneOf(levels, level),
    state: oneOf(stateNames, state),
    kind: oneOf(kindNames, kind),
    verdict: oneOf(verdictNames, verdict),
  };
  return { ...rest, ...chosen };
}

/** All alarms, the newest first unless chosen otherwise. */
function ListPage(): ReactElement {
  const say = useTexts(alarmsTexts);
  const language = useLanguage();
  const [values, choose] = useFilters<Name>(NAMES);
  const query = queryOf(values);
  const choice = { keepLast: true, topics: ['alarm'] };
  const list = useApiPages(alarmsContract.alarms, { query }, choice);
  const exportFile = (shown: readonly string[]) =>
    callApi(alarmsContract.alarmsExport, {
      query: { ...query, language, columns: shown.join(',') },
    });
  return (
    <div className="alarm-list">
      <FilterBar fields={useFields()} values={values} onChange={choose} />
      <LedgerTable
        name="alarms"
        label={say('ledger')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        to={({ id }) => `/alarms/${id}`}
        sort={{ orders: alarmOrders, value: query.sort, choose: (sort) => choose({ sort }) }}
        exportFile={exportFile}
      />
    </div>
  );
}

function useFields(): readonly FilterField<Name>[] {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const shows = {
    open: 'showOpen',
    unacknowledged: 'showUnacknowledged',
    offline: 'showOffline',
    bypassed: 'showBypassed',
  } as const;
  const select = (
    name: Exclude<Name, 'sort'>,
    options: readonly (readonly [string, string])[],
  ) => ({
    ...{ name, label: say(name), kind: 'select' as const },
    options: options.map(([value, label]) => ({ value, label })),
  });
  return [
    select(
      'show',
      SHOWS.map((show) => [show, say(shows[show])] as const),
    ),
    select(
      'level',
      levels.map((level) => [level, say(level)] as const),
    ),
    select(
      'state',
      stateNames.map((state) => [state, words(states[state])] as const),
    ),
    select(
      'kind',
      kindNames.map((kind) => [kind, words(kinds[kind])] as const),
    ),
    select(
      'verdict',
      verdictNames.map((each) => [each, words(verdicts[each])] as const),
    ),
    { name: 'from', label: say('from'), kind: 'date' },
    { name: 'to', label: say('to'), kind: 'date' },
  ];
}

function useColumns(): readonly Column<AlarmRow>[] {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const what = useWhat();
  const hidden: readonly Column<AlarmRow>[] = [
    { key: 'handledAt', title: say('measure'), cell: (row) => row.measure ?? '—' },
    {
      key: 'facility',
      title: say('place'),
      cell: ({ facility }) => facility?.name ?? facility?.id ?? '—',
    },
  ];
  return [
    {
      key: 'kind',
      title: say('what'),
      width: 200,
      cell: (row) => <Link to={`/alarms/${row.id}`}>{what(row.kind.text, row.rule.text)}</Link>,
    },
    {
      key: 'level',
      title: say('level'),
      width: 110,
      sort: 'level',
      cell: ({ level }) => <ScaleChip scale="alarm" level={level} />,
    },
    {
      key: 'state',
      title: say('state'),
      width: 150,
      cell: ({ state }) => <StateChip state={state} />,
    },
    { key: 'value', title: say('value'), width: 140, cell: measured },
    { key: 'source', title: say('source'), width: 160, cell: (row) => row.source },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 240,
      cell: ({ enterprise }) => enterprise.name ?? enterprise.id,
    },
    {
      key: 'receivedAt',
      title: say('received'),
      width: 170,
      sort: 'received',
      cell: (row) => clock(row.receivedAt),
    },
    { key: 'clearedAt', title: say('cleared'), width: 170, cell: (row) => clock(row.clearedAt) },
    {
      key: 'verdict',
      title: say('verdict'),
      width: 90,
      cell: ({ verdict }) => (verdict ? words(verdict.text) : '—'),
    },
    ...hidden.map((column) => ({ ...column, hidden: true as const })),
  ];
}

export { ListPage as page };
