import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { reachable } from '../../../ui/reachable.ts';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { settingsContract } from '../contract.ts';
import type { ParameterRowShape } from '../model.ts';
import { Applying, WHILE_APPLYING_MS } from './applying.tsx';
import { Profiles } from './profiles.tsx';
import { settingsTexts } from './texts.ts';
import './settings.css';

const names = ['q', 'unset', 'division'] as const;
type Name = (typeof names)[number];
type List = Answer<typeof settingsContract.parameters>;

function queryOf({ unset, ...others }: Filters<Name>) {
  return { ...others, ...(unset === 'true' ? { unset: 'true' as const } : {}) };
}

/** What the plans leave open, with the values in force and who set them. */
function ParametersPage(): ReactElement {
  const say = useTexts(settingsTexts);
  const [filters, choose] = useFilters(names);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const list = useApi(
    settingsContract.parameters,
    { query: queryOf(filters) },
    { keepLast: true, refetchEveryMs: WHILE_APPLYING_MS * 4 },
  );
  return (
    <div className="settings">
      <header className="settings-head">
        <h1>{say('title')}</h1>
        <ExportButton
          exportFile={() => {
            const given = { query: { ...queryOf(filters), language } };
            const { parametersExport } = settingsContract;
            return callApi(parametersExport, withAsOf(parametersExport, given, asOf));
          }}
        />
      </header>
      <p className="muted">{say('hint')}</p>
      <Answered of={list}>
        {(data) => (
          <>
            <Applying state={data.applying} />
            <Profiles places={data.places} />
            <FilterBar
              values={filters}
              onChange={choose}
              fields={[
                { name: 'q', label: say('search'), kind: 'text' },
                {
                  name: 'unset',
                  label: say('show'),
                  kind: 'select',
                  options: [{ value: 'true', label: say('onlyUnset') }],
                },
                {
                  name: 'division',
                  label: say('division'),
                  kind: 'select',
                  options: divisionsOf(data),
                },
              ]}
            />
            <Table rows={data.rows} />
          </>
        )}
      </Answered>
    </div>
  );
}

function divisionsOf({ places }: List) {
  return places.flatMap(({ id, name }) => (id === null ? [] : { value: id, label: name }));
}

function Table(props: { readonly rows: readonly ParameterRowShape[] }): ReactElement {
  const say = useTexts(settingsTexts);
  if (props.rows.length === 0) return <PageState title={say('none')} hint={say('noneHint')} />;
  const heads = ['parameter', 'value', 'place', 'from', 'by', 'owner', 'clauses'] as const;
  return (
    <section className="settings-scroll" {...reachable} aria-label={say('title')}>
      <table className="settings-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <Row key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: { readonly row: ParameterRowShape }): ReactElement {
  const { row } = props;
  const say = useTexts(settingsTexts);
  const words = useWords();
  const { name, title, value, valueWords, divisions, from, by, owner, clauses, profile } = row;
  return (
    <tr>
      <th scope="row">
        <Link to={`/sys/parameters/${name}`}>{words(title)}</Link>
        <div className="muted">{name}</div>
      </th>
      <td className="settings-value">
        {value === null ? (
          <span className="settings-unset">{say('unset')}</span>
        ) : (
          words(valueWords)
        )}{' '}
        {profile ? <span className="settings-mark">{say('proposed')}</span> : null}
        {divisions.length > 0 ? (
          <div className="muted">
            {say('own', { names: divisions.map((each) => each.name).join(say('comma')) })}
          </div>
        ) : null}
      </td>
      <td>
        <Where row={row} />
      </td>
      <td className="day">{from ?? '—'}</td>
      <td>{by ?? '—'}</td>
      <td>{words(owner)}</td>
      <td>
        {clauses.map(({ id, needed }, index) => (
          <span key={id}>
            {index > 0 ? say('comma') : ''}
            <Link className="day" to={`/plan/${id}`}>
              {id}
            </Link>
            {needed && value === null ? ` (${say('waiting')})` : ''}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** Whose value it is. */
function Where(props: { readonly row: ParameterRowShape }): ReactElement {
  const { basis, jurisdiction, divisions } = props.row;
  const say = useTexts(settingsTexts);
  if (basis === 'unset') return <>—</>;
  if (basis === 'general') return <>{say('everywhere')}</>;
  const name = divisions.find(({ id }) => id === jurisdiction)?.name ?? jurisdiction ?? '';
  return <>{say('ownOf', { name })}</>;
}

export { ParametersPage as page };
