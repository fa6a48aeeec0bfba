import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import type { ParkFile } from '../park-contract.ts';
import { ORDER, TONES, WORDS } from './authority-parts.tsx';
import { pathOf } from './paths.ts';
import { registryTexts } from './texts.ts';

type Row = Answer<typeof registryContract.parkDuties>['rows'][number];

type To = (filters: Readonly<Record<string, string>>) => string;

/** The duties of the park clause by clause, and the rows of whichever number is chosen. */
export function ParkDuties(props: { readonly park: ParkFile; readonly to: To }): ReactElement {
  const { park, to } = props;
  const say = useTexts(registryTexts);
  const [values, choose] = useFilters<'clause' | 'status'>(['clause', 'status']);
  const status = ORDER.find((each) => each === values.status);
  const query = {
    ...(values.clause ? { clause: values.clause } : {}),
    ...(status ? { status } : {}),
  };
  const list = useApiPages(
    registryContract.parkDuties,
    { params: { id: park.id }, query },
    { keepLast: true },
  );
  const language = useLanguage();
  const { asOf } = useAsOf();
  const columns = useColumns();
  const clauses = park.clauses.map(({ clause }) => ({ value: clause, label: clause }));
  const statuses = ORDER.map((each) => ({ value: each, label: say(WORDS[each]) }));
  const rows = (
    <section key="rows" aria-label={say('parkDutyRows')}>
      <h2>{say('parkDutyRows')}</h2>
      <FilterBar
        fields={[
          { name: 'clause', label: say('clause'), kind: 'select', options: clauses },
          { name: 'status', label: say('status'), kind: 'select', options: statuses },
        ]}
        values={values}
        onChange={choose}
      />
      <LedgerTable
        name="park-duties"
        label={say('parkDutyRows')}
        list={list}
        columns={columns}
        rowKey={pathOfDuty}
        to={pathOfDuty}
        exportFile={(shown) => {
          const { parkDutiesExport } = registryContract;
          const given = {
            params: { id: park.id },
            query: { ...query, language, columns: shown.join(',') },
          };
          return callApi(parkDutiesExport, withAsOf(parkDutiesExport, given, asOf));
        }}
        empty={<PageState title={say('parkDutiesNone')} />}
      />
    </section>
  );
  const table = <ByClause key="clauses" park={park} to={to} />;
  // Whoever opened a number sees its rows first.
  const chosen = values.clause !== undefined || status !== undefined;
  return (
    <>
      <p className="muted">{say('parkScope')}</p>
      {chosen ? [rows, table] : [table, rows]}
    </>
  );
}

const pathOfDuty = ({ clause, duty }: Row): string => `/plan/${clause}/duties/${duty}`;

/** Reached by keyboard: it scrolls where there are many clauses. */
const reachable = { tabIndex: 0 };

function ByClause(props: { readonly park: ParkFile; readonly to: To }): ReactElement {
  const { park, to } = props;
  const say = useTexts(registryTexts);
  if (park.clauses.length === 0) return <PageState title={say('parkDutiesNone')} />;
  return (
    <section className="park-clauses" {...reachable} aria-label={say('parkByClause')}>
      <table className="duty-table">
        <caption>{say('parkByClause')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('clause')}</th>
            <th scope="col">{say('quoted')}</th>
            {ORDER.map((status) => (
              <th key={status} scope="col">
                {say(WORDS[status])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {park.clauses.map(({ clause, quote, counts }) => (
            <tr key={clause}>
              <td>
                <Link to={`/plan/${clause}`}>{clause}</Link>
              </td>
              <td lang="zh-CN" className="park-quote" title={quote}>
                {quote}
              </td>
              {ORDER.map((status) => (
                <td key={status}>
                  {counts[status] ? <Link to={to({ clause, status })}>{counts[status]}</Link> : 0}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useTexts(registryTexts);
  const words = useWords();
  return [
    {
      key: 'status',
      title: say('status'),
      cell: (row) => (
        <Link to={pathOfDuty(row)}>
          <StatusChip tone={TONES[row.status]} text={say(WORDS[row.status])} />
        </Link>
      ),
    },
    { key: 'due', title: say('due'), cell: ({ due }) => due ?? '—' },
    {
      key: 'clause',
      title: say('clause'),
      cell: ({ clause }) => <Link to={`/plan/${clause}`}>{clause}</Link>,
    },
    {
      key: 'subject',
      title: say('subject'),
      cell: ({ subject, subjectType }) => (
        <Link to={pathOf(subject.type, subject.id)}>{words(subjectType).split(/[;,]/)[0]}</Link>
      ),
    },
    {
      key: 'enterprise',
      title: say('enterprise'),
      cell: ({ enterprise }) =>
        enterprise ? <Link to={pathOf('enterprise', enterprise.id)}>{enterprise.name}</Link> : '—',
    },
    { key: 'period', title: say('period'), cell: ({ period }) => period ?? '—' },
  ];
}
