import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { AUTHORITY_AND_PARK } from '../../../law/roles.ts';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import { type WarningRow, warningContract } from '../contract.ts';
import { grades, kindNames, kinds } from '../model.ts';
import { FiguresAndTrend } from './figures.tsx';
import { MapPart } from './map-part.tsx';
import { clock, GradeChip, pathOf, useWhy } from './parts.tsx';
import { RulePart } from './rule-part.tsx';
import { warningTexts } from './texts.ts';
import './warning.css';

const NAMES = ['kind', 'grade', 'division', 'park', 'enterprise'] as const;
type Name = (typeof NAMES)[number];
const VIEWS = ['list', 'map', 'rule'] as const;

/** Grades of everything in the caller's scope: as a list with its trend, as a map, and the rule. */
function WarningsPage(): ReactElement {
  const say = useTexts(warningTexts);
  const { roles } = useSession();
  const [{ view }] = useFilters(['view']);
  const [values, choose] = useFilters<Name>(NAMES);
  const watches = AUTHORITY_AND_PARK.some((role) => roles.includes(role));
  const views = VIEWS.filter((each) => each !== 'map' || watches);
  const shown = views.find((each) => each === view) ?? 'list';
  const { division } = values;
  return (
    <div className="warning">
      <h1>{say('title')}</h1>
      <nav className="tabs" aria-label={say('title')}>
        {views.map((each) => (
          <Link
            key={each}
            to={`?view=${each}${division ? `&division=${division}` : ''}`}
            aria-current={each === shown ? 'page' : undefined}
          >
            {say(each)}
          </Link>
        ))}
      </nav>
      {shown === 'list' ? <ListPart values={values} choose={choose} /> : null}
      {shown === 'map' ? <MapPart division={division} choose={choose} /> : null}
      {shown === 'rule' ? <RulePart /> : null}
    </div>
  );
}

type Values = Readonly<Partial<Record<Name, string>>>;
type Choose = (change: Readonly<Partial<Record<Name, string | null>>>) => void;

function ListPart(props: { readonly values: Values; readonly choose: Choose }): ReactElement {
  const { values, choose } = props;
  const say = useTexts(warningTexts);
  const language = useLanguage();
  const { kind, grade, ...places } = values;
  const query = {
    ...places,
    kind: kindNames.find((each) => each === kind),
    grade: grades.find((each) => each === grade),
  };
  const choice = { keepLast: true, topics: ['warning'] };
  const list = useApiPages(warningContract.warnings, { query }, choice);
  const { asOf } = useAsOf();
  const exportFile = (shown: readonly string[]) =>
    callApi(warningContract.warningsExport, {
      query: { ...query, ...(asOf ? { asOf } : {}), language, columns: shown.join(',') },
    });
  return (
    <>
      <FiguresAndTrend places={places} kind={query.kind ?? 'enterprise'} />
      <FilterBar fields={useFields()} values={values} onChange={choose} />
      <LedgerTable
        name="warnings"
        label={say('title')}
        list={list}
        columns={useColumns()}
        rowKey={(row) => `${row.kind}/${row.id}`}
        to={(row) => pathOf(row.kind, row.id)}
        exportFile={exportFile}
      />
    </>
  );
}

function useFields(): readonly FilterField<Name>[] {
  const say = useTexts(warningTexts);
  const words = useWords();
  const { asOf } = useAsOf();
  return [
    {
      ...{ name: 'kind', label: say('kind'), kind: 'select' },
      options: kindNames.map((value) => ({ value, label: words(kinds[value]) })),
    },
    {
      ...{ name: 'grade', label: say('grade'), kind: 'select' },
      options: grades.map((value) => ({ value, label: say(value) })),
    },
    {
      ...{ name: 'division', label: say('division'), kind: 'picker' },
      pick: pickOf('jurisdiction', asOf),
    },
    { name: 'park', label: say('park'), kind: 'picker', pick: pickOf('park', asOf) },
    {
      ...{ name: 'enterprise', label: say('enterprise'), kind: 'picker' },
      pick: pickOf('enterprise', asOf),
    },
  ];
}

function useColumns(): readonly Column<WarningRow>[] {
  const say = useTexts(warningTexts);
  const words = useWords();
  const why = useWhy();
  return [
    {
      ...{ key: 'grade', title: say('grade'), width: 110 },
      cell: ({ grade }) => <GradeChip grade={grade} />,
    },
    { key: 'kind', title: say('kind'), width: 110, cell: ({ kind }) => words(kinds[kind]) },
    {
      ...{ key: 'name', title: say('name'), width: 240 },
      cell: ({ kind, id, name }) => <Link to={pathOf(kind, id)}>{name}</Link>,
    },
    { key: 'why', title: say('why'), width: 320, cell: why },
    { key: 'alarms', title: say('alarms'), width: 110, align: 'right', cell: (row) => row.alarms },
    { key: 'since', title: say('since'), width: 150, cell: ({ since }) => clock(since) },
    {
      ...{ key: 'division', title: say('division'), width: 110 },
      cell: ({ division }) => division?.name ?? division?.id ?? '—',
    },
    {
      ...{ key: 'enterprise', title: say('enterprise'), width: 220, hidden: true },
      cell: ({ enterprise }) => enterprise?.name ?? enterprise?.id ?? '—',
    },
  ];
}

export { WarningsPage as page };
