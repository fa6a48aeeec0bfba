import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import { pathOf } from './paths.ts';
import { pickOf } from './picks.ts';
import { registryTexts } from './texts.ts';
import './registry.css';

type Row = Answer<typeof registryContract.parks>['rows'][number];

/** The parks (化工园区) within the caller's scope. */
function ParksPage(): ReactElement {
  const say = useTexts(registryTexts);
  const [values, choose] = useFilters<'q' | 'division'>(['q', 'division']);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const list = useApiPages(registryContract.parks, { query: values }, { keepLast: true });
  const columns = useColumns();
  return (
    <div className="registry">
      <h1>{say('parks')}</h1>
      <FilterBar
        fields={[
          { name: 'q', label: say('parkName'), kind: 'text' },
          {
            ...{ name: 'division', label: say('division'), kind: 'picker' },
            pick: pickOf('jurisdiction', asOf),
          },
        ]}
        values={values}
        onChange={choose}
      />
      <LedgerTable
        name="parks"
        label={say('parks')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        to={({ id }) => pathOf('park', id)}
        exportFile={(shown) => {
          const { parksExport } = registryContract;
          const given = { query: { ...values, language, columns: shown.join(',') } };
          return callApi(parksExport, withAsOf(parksExport, given, asOf));
        }}
        empty={<PageState title={say('parksNone')} hint={say('parksNoneHint')} />}
      />
    </div>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useTexts(registryTexts);
  const words = useWords();
  const number = useNumber();
  const said = (code: Row['status']): string => (code ? words(code.text) : '—');
  const numberTo = (row: Row, count: number, tab: string): ReactElement => (
    <Link to={`${pathOf('park', row.id)}?tab=${tab}`}>{number(count)}</Link>
  );
  return [
    { key: 'division', title: say('division'), cell: (row) => row.division?.name ?? '—' },
    {
      key: 'name',
      title: say('parkName'),
      cell: (row) => <Link to={pathOf('park', row.id)}>{row.name}</Link>,
    },
    { key: 'parkType', title: say('parkKind'), cell: (row) => said(row.parkType) },
    { key: 'status', title: say('parkState'), cell: (row) => said(row.status) },
    { key: 'riskGrade', title: say('parkGrade'), cell: (row) => said(row.riskGrade) },
    {
      key: 'enterprises',
      title: say('parkFirms'),
      align: 'right',
      cell: (row) => numberTo(row, row.enterprises, 'enterprises'),
    },
    {
      key: 'installations',
      title: say('parkSites'),
      align: 'right',
      cell: (row) => numberTo(row, row.installations, 'installations'),
    },
    { key: 'area', title: say('parkArea'), align: 'right', cell: (row) => number(row.area) },
  ];
}

export { ParksPage as page };
