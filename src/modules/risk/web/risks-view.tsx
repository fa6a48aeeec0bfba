import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import type { RiskRow } from '../answers-contract.ts';
import { GRADERS, riskContract } from '../contract.ts';
import { levelNames } from '../model.ts';
import { LevelChip, PlaceChip, ReviewChip, riskPath } from './chips.tsx';
import { Figures } from './figures.tsx';
import { NewPoint } from './new-point.tsx';
import { SiteMap } from './site-map.tsx';
import { riskTexts } from './texts.ts';
import './risk.css';

const NAMES = [
  ...(['q', 'level', 'show', 'division', 'line', 'enterprise', 'facility'] as const),
] as const;
type Name = (typeof NAMES)[number];
type Values = Readonly<Partial<Record<Name, string>>>;

const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T | undefined =>
  all.find((each) => each === value);

function queryOf({ level, line, show, ...rest }: Values) {
  const shown = oneOf(['due', 'open'], show);
  return {
    ...rest,
    level: oneOf(levelNames, level),
    line: oneOf(['chem', 'trade'], line),
    ...(shown ? { [shown]: 'true' } : {}),
  };
}

/** Risk points with their figures and, of one enterprise, the map of its site. */
export function RisksView(props: { readonly own: boolean }): ReactElement {
  const { own } = props;
  const say = useTexts(riskTexts);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const { roles } = useSession();
  const [values, choose] = useFilters<Name>(NAMES);
  const [adding, add] = useState(false);
  const query = queryOf(values);
  const list = useApiPages(riskContract.risks, { query }, { keepLast: true });
  const exportFile = (shown: readonly string[]) => {
    const given = { query: { ...query, language, columns: shown.join(',') } };
    return callApi(riskContract.risksExport, withAsOf(riskContract.risksExport, given, asOf));
  };
  const may = own && asOf === null && GRADERS.some((role) => roles.includes(role));
  const { enterprise } = values;
  return (
    <div className="risk">
      <Figures values={values} own={own} />
      {own || enterprise ? <SiteMap enterprise={enterprise ?? null} /> : null}
      <FilterBar fields={useFields(own)} values={values} onChange={choose} />
      <LedgerTable
        name="risks"
        label={say('list')}
        list={list}
        columns={useColumns(own)}
        rowKey={({ id }) => id}
        to={({ id }) => riskPath(id)}
        exportFile={exportFile}
        toolbar={
          may ? (
            <Button kind="main" onClick={() => add(true)}>
              {say('add')}
            </Button>
          ) : null
        }
      />
      {adding ? <NewPoint onClose={() => add(false)} /> : null}
    </div>
  );
}

function useFields(own: boolean): readonly FilterField<Name>[] {
  const { asOf } = useAsOf();
  const say = useTexts(riskTexts);
  const select = (name: Name, label: string, options: readonly (readonly [string, string])[]) => ({
    name,
    label,
    kind: 'select' as const,
    options: options.map(([value, text]) => ({ value, label: text })),
  });
  const all: readonly FilterField<Name>[] = [
    select('show', say('show'), [
      ['due', say('due')],
      ['open', say('open')],
    ]),
    { name: 'q', label: say('q'), kind: 'text' },
    select(
      'level',
      say('level'),
      levelNames.map((level) => [level, say(level)] as const),
    ),
  ];
  if (own) return all;
  return [
    ...all,
    select('line', say('line'), [
      ['chem', say('chem')],
      ['trade', say('trade')],
    ]),
    {
      ...{ name: 'division', label: say('divisionCode'), kind: 'picker' },
      pick: pickOf('jurisdiction', asOf),
    },
  ];
}

type Columns = readonly Column<RiskRow>[];
const named = (of: RiskRow['owner']): string => of?.name ?? of?.id ?? '—';

/** Whose it is, for whoever watches over many. */
function useWhere(): Columns {
  const say = useTexts(riskTexts);
  return [
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 220,
      cell: ({ enterprise: firm }) =>
        firm ? <Link to={`/enterprises/${encodeURIComponent(firm.id)}`}>{named(firm)}</Link> : '—',
    },
    { key: 'division', title: say('division'), width: 110, cell: (row) => named(row.division) },
  ];
}

function useColumns(own: boolean): Columns {
  const say = useTexts(riskTexts);
  const words = useWords();
  const where = useWhere();
  const count = (key: 'events' | 'measures') =>
    ({
      key,
      title: say(key),
      width: 90,
      align: 'right',
      cell: (row: RiskRow) => row[key],
    }) as const;
  return [
    {
      key: 'name',
      title: say('name'),
      width: 200,
      cell: (row) => <Link to={riskPath(row.id)}>{row.name ?? say('noName')}</Link>,
    },
    { key: 'level', title: say('level'), width: 110, cell: (r) => <LevelChip level={r.level} /> },
    ...(own ? [] : where),
    {
      key: 'tier',
      title: say('tier'),
      width: 110,
      cell: ({ tier }) => (tier ? words(tier) : '—'),
    },
    { key: 'facility', title: say('facility'), width: 160, cell: (row) => named(row.facility) },
    {
      key: 'review',
      title: say('dueOn'),
      width: 110,
      cell: ({ review }) => (review.due ? <ReviewChip review={review} /> : (review.dueOn ?? '—')),
    },
    {
      key: 'inPlace',
      title: say('inPlace'),
      width: 100,
      cell: (row) => <PlaceChip inPlace={row.inPlace} />,
    },
    count('events'),
    count('measures'),
    { key: 'owner', title: say('owner'), width: 120, cell: (row) => named(row.owner) },
    {
      key: 'reviewedOn',
      title: say('reviewedOn'),
      hidden: true,
      cell: (row) => row.reviewedOn ?? '—',
    },
  ];
}
