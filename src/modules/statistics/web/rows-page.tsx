import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { useFilters, withFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { statisticsContract } from '../contract.ts';
import type { Row } from '../model.ts';
import { CHOICES, choiceOf } from './choice.ts';
import { statisticsTexts } from './texts.ts';
import './statistics.css';

const NAMES = [...CHOICES, 'measure', 'key'] as const;

/** The rows behind one number of a table. */
function RowsPage(): ReactElement {
  const [filters] = useFilters(NAMES);
  const say = useTexts(statisticsTexts);
  const { measure, key } = filters;
  if (measure === undefined) {
    return (
      <PageState title={say('badLink')}>
        <Link to="/statistics">{say('back')}</Link>
      </PageState>
    );
  }
  const query = { ...choiceOf(filters), measure, ...(key === undefined ? {} : { key }) };
  return <Rows query={query} />;
}

type Query = ReturnType<typeof choiceOf> & { readonly measure: string; readonly key?: string };

function Rows(props: { readonly query: Query }): ReactElement {
  const { query } = props;
  const say = useTexts(statisticsTexts);
  const words = useWords();
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const columns = useColumns();
  const list = useApiPages(statisticsContract.statisticsRows, { query }, { keepLast: true });
  const title = list.data?.pages[0]?.title;
  const { measure: _, key: __, ...table } = query;
  const back = withFilters(new URLSearchParams(), table).toString();
  const exportFile = () => {
    const endpoint = statisticsContract.statisticsRowsExport;
    return callApi(endpoint, withAsOf(endpoint, { query: { ...query, lang } }, asOf));
  };
  return (
    <div className="statistics">
      <header className="statistics-head">
        <h1>{title ? words(title) : say('rows')}</h1>
        <Link to={`/statistics?${back}`}>{say('back')}</Link>
      </header>
      <LedgerTable
        name="statistics-rows"
        label={say('rows')}
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        to={({ to }) => to}
        exportFile={exportFile}
      />
    </div>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useTexts(statisticsTexts);
  const words = useWords();
  return [
    {
      key: 'division',
      title: say('division'),
      fixed: true,
      width: 120,
      cell: ({ division }) => division?.name ?? '—',
    },
    {
      key: 'enterprise',
      title: say('enterprise'),
      fixed: true,
      width: 300,
      cell: ({ enterprise }) =>
        enterprise ? (
          <Link to={`/enterprises/${enterprise.id}`}>{enterprise.name ?? enterprise.id}</Link>
        ) : (
          '—'
        ),
    },
    {
      key: 'code',
      title: say('code'),
      width: 180,
      cell: ({ enterprise }) => enterprise?.id ?? '—',
    },
    { key: 'what', title: say('what'), width: 130, cell: (row) => words(row.what) },
    { key: 'state', title: say('state'), width: 140, cell: (row) => words(row.state) },
    { key: 'on', title: say('on'), width: 110, cell: ({ on }) => on ?? '—' },
    {
      key: 'subject',
      title: say('record'),
      width: 80,
      cell: ({ to, subject }) => (
        <Link to={to} aria-label={say('openRow', { name: subject })}>
          {say('open')}
        </Link>
      ),
    },
  ];
}

export { RowsPage as page };
