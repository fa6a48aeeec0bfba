import { type ReactElement, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Role, WRITERS } from '../../../law/roles.ts';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import type { HazardRow } from '../contract.ts';
import { hazardsContract } from '../contract.ts';
import { answers, stageNames, stages } from '../model.ts';
import { Limit, Marks, StageChip } from './chips.tsx';
import { hazardsTexts } from './texts.ts';
import './hazards.css';

/** Filters that are on or off share one choice. */
const SHOWS = ['open', 'overdue', 'mine', 'stop', 'runs', 'relapsed'] as const;
const NAMES = [
  ...(['q', 'show', 'division', 'line', 'stage', 'weight', 'class', 'source'] as const),
  ...(['supervised', 'answer', 'enterprise', 'clause', 'owed'] as const),
];
type Name = (typeof NAMES)[number];
type Values = Readonly<Partial<Record<Name, string>>>;

const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T | undefined =>
  all.find((each) => each === value);

function queryOf(values: Values) {
  const { show, line, weight, class: kind, answer, ...rest } = values;
  const shown = oneOf(SHOWS, show);
  const chosen = {
    line: oneOf(['chem', 'trade'], line),
    weight: oneOf(['anyMajor', 'major', 'treated', 'general'], weight),
    class: oneOf(['static', 'dynamic'], kind),
    answer: oneOf(answers, answer),
  };
  return { ...rest, ...chosen, ...(shown ? { [shown]: 'true' } : {}) };
}

const LETTER_WRITERS = ['bureau', 'office'];
const pathOf = ({ id }: HazardRow): string => `/hazards/${encodeURIComponent(id)}`;

function HazardsPage(): ReactElement {
  const say = useTexts(hazardsTexts);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const { roles } = useSession();
  const [values, choose] = useFilters<Name>(NAMES);
  const query = queryOf(values);
  const list = useApiPages(hazardsContract.hazards, { query }, { keepLast: true });
  const exportFile = (shown: readonly string[]) => {
    const given = { query: { ...query, language, columns: shown.join(',') } };
    return callApi(
      hazardsContract.hazardsExport,
      withAsOf(hazardsContract.hazardsExport, given, asOf),
    );
  };
  return (
    <div className="hazards">
      <Figures />
      <FilterBar fields={useFields()} values={values} onChange={choose} />
      <LedgerTable
        name="hazards"
        label={say('ledger')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        to={pathOf}
        total={list.data?.pages[0]?.total ?? undefined}
        exportFile={exportFile}
        {...useLetter(roles)}
        toolbar={
          roles.some((role) => WRITERS.includes(role as Role)) ? (
            <Link className="button button-main" to="/hazards/new">
              {say('report')}
            </Link>
          ) : null
        }
      />
    </div>
  );
}

/** What the plans ask of hazards: each figure opens its rows. */
function Figures(): ReactElement | null {
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const figures = useApi(hazardsContract.hazardFigures, {});
  const rows = (figures.data?.rows ?? []).filter(({ total }) => total > 0);
  if (rows.length === 0) return null;
  return (
    <nav className="hazards-figures" aria-label={say('figures')}>
      {rows.map(({ clause, title, total, open }) => (
        <Link
          key={clause}
          to={`?clause=${clause}&owed=true`}
          className={open > 0 ? 'hazards-figure hazards-figure-open' : 'hazards-figure'}
          title={`${clause} ${say('figureHint')}`}
        >
          {say('figure', { title: words(title), open, total })}
        </Link>
      ))}
    </nav>
  );
}

/** Rows chosen for a reminder letter, by those who write them. */
function useLetter(roles: readonly string[]) {
  const say = useTexts(hazardsTexts);
  const navigate = useNavigate();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  if (!roles.some((role) => LETTER_WRITERS.includes(role))) return {};
  const write = (): void => {
    const subjects = [...chosen].map((id) => `hazard/${id}`);
    void navigate('/letters/new?kind=reminder', { state: { subjects } });
  };
  const actions = (
    <Button kind="main" onClick={write}>
      {say('letter')}
    </Button>
  );
  return { select: { chosen, choose, actions } };
}

function useFields(): readonly FilterField<Name>[] {
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const { asOf } = useAsOf();
  const report = useApi(hazardsContract.hazardChoices, {});
  const select = (name: Name, label: string, options: readonly (readonly [string, string])[]) => ({
    name,
    label,
    kind: 'select' as const,
    options: options.map(([value, text]) => ({ value, label: text })),
  });
  const coded = (name: 'source' | 'supervised') =>
    (report.data?.[name] ?? []).map(({ code, text }) => [code, words(text)] as const);
  return [
    select(
      'show',
      say('show'),
      SHOWS.map((show) => [show, say(show)] as const),
    ),
    { name: 'q', label: say('q'), kind: 'text' },
    select(
      'stage',
      say('stage'),
      stageNames.map((stage) => [stage, words(stages[stage])] as const),
    ),
    select('weight', say('weight'), [
      ['anyMajor', say('anyMajor')],
      ['major', say('major')],
      ['treated', say('treated')],
      ['general', say('general')],
    ]),
    select('class', say('class'), [
      ['static', say('static')],
      ['dynamic', say('dynamic')],
    ]),
    select('source', say('source'), coded('source')),
    select('line', say('line'), [
      ['chem', say('chem')],
      ['trade', say('trade')],
    ]),
    {
      ...{ name: 'division', label: say('division'), kind: 'picker' },
      pick: pickOf('jurisdiction', asOf),
    },
    select('supervised', say('supervised'), coded('supervised')),
    select(
      'answer',
      say('answer'),
      answers.map((each) => [each, say(each === 'any' ? 'anyAnswer' : each)] as const),
    ),
    { name: 'clause', label: say('clause'), kind: 'text' },
  ];
}

function useColumns(): readonly Column<HazardRow>[] {
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const said = (code: HazardRow['source']): string => (code ? words(code.text) : '—');
  const hidden: readonly Column<HazardRow>[] = [
    { key: 'kind', title: say('kind'), cell: (row) => said(row.kind) },
    { key: 'criterion', title: say('criterion'), cell: (row) => row.criterion ?? '—' },
    { key: 'closedOn', title: say('closedOn'), cell: (row) => row.closedOn ?? '—' },
  ];
  return [
    {
      key: 'text',
      title: say('text'),
      width: 220,
      cell: (row) => <Link to={pathOf(row)}>{row.text || say('noText')}</Link>,
    },
    { key: 'stage', title: say('stage'), width: 120, cell: (row) => <StageChip row={row} /> },
    { key: 'weight', title: say('weight'), width: 200, cell: (row) => <Marks row={row} /> },
    { key: 'limit', title: say('limit'), width: 150, cell: (row) => <Limit row={row} /> },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 220,
      cell: ({ enterprise }) =>
        enterprise ? (
          <Link to={`/enterprises/${encodeURIComponent(enterprise.id)}`}>
            {enterprise.name ?? enterprise.id}
          </Link>
        ) : (
          '—'
        ),
    },
    { key: 'foundOn', title: say('foundOn'), width: 110, cell: (row) => row.foundOn ?? '—' },
    { key: 'source', title: say('source'), width: 110, cell: (row) => said(row.source) },
    { key: 'division', title: say('where'), cell: (row) => row.division?.name ?? '—' },
    ...hidden.map((column) => ({ ...column, hidden: true as const })),
  ];
}

export { HazardsPage as page };
