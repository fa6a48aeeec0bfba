import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import type { Role } from '../../../law/roles.ts';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { type Level, levels, ScaleChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { type Column, orderIn } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import { enterpriseOrders } from '../model.ts';
import { mayOwn } from '../rules/ownership.ts';
import { useLetterTo } from './letter-to.tsx';
import { pickOf } from './picks.ts';
import { NewRecord } from './record-form.tsx';
import { registryTexts } from './texts.ts';
import './registry.css';

type Row = Answer<typeof registryContract.enterprises>['rows'][number];

const NAMES = [
  ...(['q', 'division', 'park', 'line', 'industry', 'tradeSector', 'grade', 'risk'] as const),
  ...(['majorHazardLevel', 'productionState', 'scale', 'tags', 'features', 'sort'] as const),
];
type Name = (typeof NAMES)[number];

const LINES = ['chem', 'trade'] as const;

function queryOf(values: Readonly<Partial<Record<Name, string>>>) {
  const { sort, line, ...rest } = values;
  const chosen = LINES.find((each) => each === line);
  return { ...rest, ...(chosen ? { line: chosen } : {}), sort: orderIn(enterpriseOrders, sort) };
}

function EnterprisesPage(): ReactElement {
  const say = useTexts(registryTexts);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const { roles } = useSession();
  const [values, choose] = useFilters<Name>(NAMES);
  const [adding, setAdding] = useState(false);
  const query = queryOf(values);
  const list = useApiPages(registryContract.enterprises, { query }, { keepLast: true });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const letter = useLetterTo(rows, query);
  const fields = useFields();
  const columns = useColumns();
  const total = list.data?.pages[0]?.total ?? undefined;
  const exportFile = (shown: readonly string[]) => {
    const given = { query: { ...query, language, columns: shown.join(',') } };
    return callApi(
      registryContract.enterprisesExport,
      withAsOf(registryContract.enterprisesExport, given, asOf),
    );
  };
  return (
    <div className="registry">
      <h1>{say('ledger')}</h1>
      <FilterBar fields={fields} values={values} onChange={choose} />
      <LedgerTable
        name="enterprises"
        label={say('ledger')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        to={({ id }) => `/enterprises/${encodeURIComponent(id)}`}
        total={total}
        {...letter}
        sort={{
          orders: enterpriseOrders,
          value: query.sort,
          choose: (sort) => choose({ sort }),
        }}
        exportFile={exportFile}
        toolbar={
          mayOwn('enterprise', roles as readonly Role[]) ? (
            <>
              <Button onClick={() => setAdding(true)}>{say('register')}</Button>
              <Link className="button button-usual" to="/sheets/enterprise">
                {say('importSheet')}
              </Link>
            </>
          ) : null
        }
      />
      {adding ? (
        <NewRecord type="enterprise" enterprise={null} onClose={() => setAdding(false)} />
      ) : null}
    </div>
  );
}

function useFields(): readonly FilterField<Name>[] {
  const say = useTexts(registryTexts);
  const words = useWords();
  const { asOf } = useAsOf();
  const choices = useApi(registryContract.enterpriseChoices, {});
  const lists = (choices.data?.filters ?? []).map(({ name, label, choices: all }) => ({
    name: name as Name,
    label: words(label),
    kind: 'select' as const,
    options: [
      ...all.map(({ code, text }) => ({ value: code, label: words(text) })),
      ...(name === 'grade' ? [{ value: 'none', label: say('none') }] : []),
    ],
  }));
  const hazardLevels = ['1', '2', '3', '4'].map((level) => ({
    value: level,
    label: say('level', { level }),
  }));
  const lines = [
    { value: 'chem', label: say('chem') },
    { value: 'trade', label: say('trade') },
  ];
  return [
    { name: 'q', label: say('text'), kind: 'text' },
    {
      name: 'division',
      label: say('division'),
      kind: 'picker',
      pick: pickOf('jurisdiction', asOf),
    },
    { name: 'park', label: say('park'), kind: 'picker', pick: pickOf('park', asOf) },
    { name: 'line', label: say('line'), kind: 'select', options: lines },
    {
      name: 'majorHazardLevel',
      label: say('hazardLevel'),
      kind: 'select',
      options: [...hazardLevels, { value: 'none', label: say('none') }],
    },
    ...lists,
  ];
}

const isLevel = (code: string): code is Level => levels.some((level) => level === code);

/** Columns that are there for whoever chooses them. */
function useMoreColumns(): readonly Column<Row>[] {
  const say = useTexts(registryTexts);
  const words = useWords();
  const said = (code: Row['risk']): string => (code ? words(code.text) : '—');
  const columns: readonly Column<Row>[] = [
    { key: 'tradeSector', title: say('tradeSector'), cell: (row) => said(row.tradeSector) },
    { key: 'riskLevel', title: say('riskLevel'), cell: (row) => row.riskLevel ?? '—' },
    { key: 'scale', title: say('scale'), cell: (row) => said(row.scale) },
    {
      key: 'employees',
      title: say('employees'),
      align: 'right',
      cell: ({ employees }) => (employees === null ? '—' : String(employees)),
    },
  ];
  return columns.map((column) => ({ ...column, hidden: true }));
}

function useColumns(): readonly Column<Row>[] {
  const more = useMoreColumns();
  const say = useTexts(registryTexts);
  const words = useWords();
  const said = (code: Row['risk']): string => (code ? words(code.text) : '—');
  const all = (codes: Row['tags']): string =>
    codes.map(({ text }) => words(text)).join(say('between')) || '—';
  const number = (n: number | null): string => (n === null ? '—' : String(n));
  return [
    {
      key: 'division',
      title: say('division'),
      width: 120,
      fixed: true,
      sort: 'division',
      cell: (row) => row.division?.name ?? '—',
    },
    {
      key: 'name',
      title: say('enterprise'),
      width: 300,
      fixed: true,
      sort: 'name',
      cell: (row) => <Link to={`/enterprises/${encodeURIComponent(row.id)}`}>{row.name}</Link>,
    },
    { key: 'id', title: say('code'), width: 180, fixed: true, cell: (row) => row.id },
    { key: 'industry', title: say('industry'), cell: (row) => all(row.industry) },
    {
      key: 'grade',
      title: say('grade'),
      sort: 'grade',
      cell: ({ grade }) =>
        grade && isLevel(grade.code) ? <ScaleChip scale="grade" level={grade.code} /> : '—',
    },
    { key: 'risk', title: say('risk'), cell: (row) => said(row.risk) },
    {
      key: 'majorHazardLevel',
      title: say('hazardLevel'),
      cell: ({ majorHazardLevel: level }) => (level === null ? '—' : say('level', { level })),
    },
    {
      key: 'openMajorHazards',
      title: say('openMajor'),
      align: 'right',
      cell: (row) => number(row.openMajorHazards),
    },
    { key: 'productionState', title: say('state'), cell: (row) => said(row.productionState) },
    { key: 'park', title: say('park'), cell: (row) => row.park?.name ?? '—' },
    { key: 'tags', title: say('tags'), cell: (row) => all(row.tags) },
    { key: 'lastVerifiedOn', title: say('verified'), cell: (row) => row.lastVerifiedOn ?? '—' },
    ...more,
  ];
}

export { EnterprisesPage as page };
