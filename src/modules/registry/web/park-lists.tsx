import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { type Level, levels, ScaleChip } from '../../../ui/chips.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Loading, PageState, ProblemState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import { pathOf } from './paths.ts';
import { columnsOf } from './records-tab.tsx';
import { registryTexts } from './texts.ts';

type Firm = Answer<typeof registryContract.enterprises>['rows'][number];
type Site = Answer<typeof registryContract.parkInstallations>['rows'][number];

const isLevel = (code: string): code is Level => levels.some((level) => level === code);

/** The enterprises of the park: the ledger's own list. */
export function ParkFirms(props: { readonly id: string }): ReactElement {
  const { id } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const number = useNumber();
  const language = useLanguage();
  const { asOf } = useAsOf();
  const list = useApiPages(registryContract.enterprises, { query: { park: id } });
  const columns: readonly Column<Firm>[] = [
    {
      key: 'name',
      title: say('enterprise'),
      cell: (row) => <Link to={pathOf('enterprise', row.id)}>{row.name}</Link>,
    },
    {
      key: 'grade',
      title: say('grade'),
      cell: ({ grade }) =>
        grade && isLevel(grade.code) ? <ScaleChip scale="grade" level={grade.code} /> : '—',
    },
    {
      key: 'majorHazardLevel',
      title: say('hazardLevel'),
      cell: ({ majorHazardLevel: level }) =>
        level === null ? '—' : say('level', { level: String(level) }),
    },
    {
      key: 'openMajorHazards',
      title: say('openMajor'),
      align: 'right',
      cell: (row) => number(row.openMajorHazards),
    },
    {
      key: 'productionState',
      title: say('state'),
      cell: ({ productionState: state }) => (state ? words(state.text) : '—'),
    },
  ];
  return (
    <LedgerTable
      name="park-enterprises"
      label={say('parkFirms')}
      list={list}
      columns={columns}
      rowKey={(row) => row.id}
      to={(row) => pathOf('enterprise', row.id)}
      total={list.data?.pages[0]?.total ?? undefined}
      exportFile={(shown) => {
        const { enterprisesExport } = registryContract;
        const given = { query: { park: id, language, columns: shown.join(',') } };
        return callApi(enterprisesExport, withAsOf(enterprisesExport, given, asOf));
      }}
      empty={<PageState title={say('parkFirmsNone')} />}
    />
  );
}

const LEVELS = ['1', '2', '3', '4', 'none'] as const;

/** Its major hazard installations; each opens its inventory and the level that it makes. */
export function ParkSites(props: { readonly id: string }): ReactElement {
  const { id } = props;
  const say = useTexts(registryTexts);
  const number = useNumber();
  const [values, choose] = useFilters<'level'>(['level']);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const level = LEVELS.find((each) => each === values.level);
  const list = useApiPages(
    registryContract.parkInstallations,
    { params: { id }, query: level ? { level } : {} },
    { keepLast: true },
  );
  const nameOf = (each: string): string =>
    each === 'none' ? say('parkLevelUnknown') : say('level', { level: each });
  const options = LEVELS.map((each) => ({ value: each, label: nameOf(each) }));
  const columns: readonly Column<Site>[] = [
    {
      key: 'name',
      title: say('parkSite'),
      cell: (row) => <Link to={pathOf('facility', row.id)}>{row.name}</Link>,
    },
    { key: 'level', title: say('parkLevel'), cell: (row) => nameOf(String(row.level ?? 'none')) },
    { key: 'r', title: say('parkR'), align: 'right', cell: (row) => number(row.r) },
    {
      key: 'enterprise',
      title: say('enterprise'),
      cell: ({ enterprise }) => (
        <Link to={pathOf('enterprise', enterprise.id)}>{enterprise.name}</Link>
      ),
    },
  ];
  return (
    <>
      <FilterBar
        fields={[{ name: 'level', label: say('parkLevel'), kind: 'select', options }]}
        values={values}
        onChange={choose}
      />
      <LedgerTable
        name="park-installations"
        label={say('parkSites')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        to={(row) => pathOf('facility', row.id)}
        exportFile={(shown) => {
          const { parkInstallationsExport } = registryContract;
          const query = { ...(level ? { level } : {}), language, columns: shown.join(',') };
          const given = { params: { id }, query };
          return callApi(parkInstallationsExport, withAsOf(parkInstallationsExport, given, asOf));
        }}
        empty={<PageState title={say('parkSitesNone')} />}
      />
    </>
  );
}

/** Its grades, or its status records, the newest first. */
export function ParkRecords(props: {
  readonly id: string;
  readonly of: 'parkAssessments' | 'parkStatuses';
}): ReactElement {
  const { id, of } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const list = useApiPages(registryContract[of], { params: { id }, query: {} });
  const first = list.data?.pages[0];
  if (first === undefined) {
    if (list.error)
      return <ProblemState problem={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const what = words(first.label);
  return (
    <section aria-label={what}>
      <h2>{what}</h2>
      <LedgerTable
        name={of}
        label={what}
        list={list}
        columns={columnsOf(first.type, first.columns, words)}
        rowKey={(row) => row.id}
        to={(row) => pathOf(first.type, row.id)}
        empty={<PageState title={say('listNone')} />}
      />
    </section>
  );
}
