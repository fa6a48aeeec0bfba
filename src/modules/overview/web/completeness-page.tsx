import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import type { IncompleteFirm } from '../completeness-contract.ts';
import { overviewContract } from '../contract.ts';
import { overviewTexts } from './texts.ts';
import './overview.css';

type View = Answer<typeof overviewContract.completeness>;
type Name = 'division' | 'field';

const FILTERS = ['division', 'field'] as const;

/** Who reports which fields, how fully and how lately. */
function CompletenessPage(): ReactElement {
  const [filters, choose] = useFilters(FILTERS);
  const say = useTexts(overviewTexts);
  const view = useApi(overviewContract.completeness, { query: {} });
  return (
    <div className="overview">
      <h1>{say('completenessTitle')}</h1>
      <p className="muted">{say('completenessHint')}</p>
      <Answered of={view}>
        {(data) => (
          <>
            <div className="overview-two">
              <Divisions view={data} />
              <Fields view={data} />
            </div>
            <Firms view={data} filters={filters} choose={choose} />
          </>
        )}
      </Answered>
    </div>
  );
}

/** A table's heading with its export. */
function TableHead(props: {
  readonly title: string;
  readonly by: 'divisions' | 'fields';
  readonly id?: string;
}): ReactElement {
  const { title, by, id } = props;
  const language = useLanguage();
  const { asOf } = useAsOf();
  const { completenessExport } = overviewContract;
  const given = { query: { by, language } };
  return (
    <header className="overview-head">
      <h2 id={id}>{title}</h2>
      <ExportButton
        exportFile={() => callApi(completenessExport, withAsOf(completenessExport, given, asOf))}
      />
    </header>
  );
}

function Divisions(props: { readonly view: View }): ReactElement {
  const { rows } = props.view;
  const say = useTexts(overviewTexts);
  const number = useNumber();
  return (
    <section className="card">
      <TableHead title={say('byDivision')} by="divisions" />
      <div className="overview-tall">
        <table className="rank-table">
          <thead>
            <tr>
              <th scope="col">{say('rank')}</th>
              <th scope="col">{say('division')}</th>
              <th scope="col">{say('share')}</th>
              <th scope="col">{say('filled')}</th>
              <th scope="col">{say('lastChange')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ division, name, rank, share, present, expected, last }) => (
              <tr key={division}>
                <td className="rank-no">{number(rank)}</td>
                <th scope="row">
                  <Link to={`/completeness?division=${division}`}>{name}</Link>
                </th>
                <td>{share === null ? say('noData') : `${number(share * 100, 2)}%`}</td>
                <td>
                  {number(present)} / {number(expected)}
                </td>
                <td>{last ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Fields(props: { readonly view: View }): ReactElement {
  const say = useTexts(overviewTexts);
  const words = useWords();
  const number = useNumber();
  return (
    <section className="card">
      <TableHead id="by-field" title={say('byField')} by="fields" />
      <section className="overview-tall" {...reachable} aria-labelledby="by-field">
        {props.view.types.map(({ type, words: name, records, fields, last }) => (
          <table key={type} className="rank-table fields-table">
            <caption>
              {words(name).split(/[;,]/)[0]} · {say('recordsN', { count: number(records) })} ·{' '}
              {say('lastChange')} {last ?? '—'}
            </caption>
            <tbody>
              {fields.map((field) => (
                <tr key={field.name}>
                  <th scope="row">{words(field.words)}</th>
                  <td>{say(field.required ? 'required' : 'proposed')}</td>
                  <td>{records === 0 ? '—' : `${number((field.present / records) * 100, 1)}%`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </section>
    </section>
  );
}

function useColumns(): readonly Column<IncompleteFirm>[] {
  const say = useTexts(overviewTexts);
  const words = useWords();
  return [
    { key: 'division', title: say('division'), fixed: true, cell: (row) => row.division ?? '—' },
    {
      key: 'name',
      title: say('enterprise'),
      fixed: true,
      cell: ({ id, name }) => <Link to={`/enterprises/${id}`}>{name ?? id}</Link>,
    },
    {
      key: 'missing',
      title: say('missing'),
      cell: (row) => row.missing.map(words).join(say('comma')),
    },
    { key: 'verified', title: say('verified'), cell: (row) => row.lastVerifiedOn ?? '—' },
    { key: 'changed', title: say('lastChange'), cell: ({ changed }) => changed },
  ];
}

function Firms(props: {
  readonly view: View;
  readonly filters: Filters<Name>;
  readonly choose: (change: Readonly<Partial<Record<Name, string | null>>>) => void;
}): ReactElement {
  const { view, filters, choose } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const list = useApiPages(
    overviewContract.incompleteFirms,
    { query: filters },
    { keepLast: true },
  );
  const columns = useColumns();
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const days = asOf === null ? {} : { asOf };
  const fields = view.types.find(({ type }) => type === 'enterprise')?.fields ?? [];
  return (
    <section className="card">
      <h2>{say('incomplete')}</h2>
      <LedgerTable
        name="incomplete"
        label={say('incomplete')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        exportFile={() =>
          callApi(overviewContract.incompleteFirmsExport, { query: { ...filters, ...days, lang } })
        }
        toolbar={
          <FilterBar
            fields={[
              {
                name: 'division',
                label: say('division'),
                kind: 'select',
                options: view.rows.map(({ division, name }) => ({ value: division, label: name })),
              },
              {
                name: 'field',
                label: say('field'),
                kind: 'select',
                options: fields.map((each) => ({ value: each.name, label: words(each.words) })),
              },
            ]}
            values={filters}
            onChange={choose}
          />
        }
      />
    </section>
  );
}

export { CompletenessPage as page };
