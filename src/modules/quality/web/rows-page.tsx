import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { qualityContract } from '../contract.ts';
import type { CheckId, Row } from '../model.ts';
import { checkIds } from '../model.ts';
import { DivisionFilter, useDivision } from './division-filter.tsx';
import { qualityTexts } from './texts.ts';
import './quality.css';

/** What one check found. */
function RowsPage(): ReactElement {
  const { check } = useParams();
  const say = useTexts(qualityTexts);
  const known = checkIds.find((id) => id === check);
  return known ? (
    <Rows key={known} check={known} />
  ) : (
    <PageState title={say('rows')}>
      <Link to="/sys/data-quality">{say('title')}</Link>
    </PageState>
  );
}

function Rows(props: { readonly check: CheckId }): ReactElement {
  const { check } = props;
  const [{ type }] = useFilters(['type'] as const);
  const narrowed = useDivision();
  const say = useTexts(qualityTexts);
  const words = useWords();
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const query = { ...(type === undefined ? {} : { type }), ...narrowed };
  const given = { params: { check }, query };
  const list = useApiPages(qualityContract.qualityRows, given, { keepLast: true });
  const title = list.data?.pages[0]?.title;
  const exportFile = () => {
    const endpoint = qualityContract.qualityRowsExport;
    return callApi(endpoint, withAsOf(endpoint, { ...given, query: { ...query, lang } }, asOf));
  };
  return (
    <div className="quality">
      <h1>{title ? words(title) : say('rows')}</h1>
      {list.data?.pages[0]?.byDivision ? <DivisionFilter /> : null}
      <LedgerTable
        name={`quality-${check}`}
        label={say('rows')}
        list={list}
        columns={useColumns()}
        rowKey={({ key }) => key}
        exportFile={exportFile}
      />
    </div>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useTexts(qualityTexts);
  const words = useWords();
  return [
    {
      key: 'division',
      title: say('division'),
      fixed: true,
      width: 120,
      cell: ({ division }) => division?.name ?? '—',
    },
    { key: 'name', title: say('name'), width: 280, cell: ({ name }) => name ?? '—' },
    {
      key: 'record',
      title: say('record'),
      width: 260,
      cell: ({ to, subject }) => (to ? <Link to={to}>{subject}</Link> : '—'),
    },
    { key: 'detail', title: say('detail'), cell: ({ detail }) => words(detail) },
    { key: 'on', title: say('on'), width: 110, cell: ({ on }) => on ?? '—' },
  ];
}

export { RowsPage as page };
