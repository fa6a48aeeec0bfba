import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { type Filters, useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { NumberCard, useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import type { SuspectRowAnswer } from '../model.ts';
import { kindShape } from '../model.ts';
import { firmPath, useInView, useLinkWith } from './links.ts';
import { criteriaTexts } from './texts.ts';

const FILTERS = ['kind', 'division', 'item', 'basis', 'enterprise'] as const;
type Filter = (typeof FILTERS)[number];
type View = Answer<typeof criteriaContract.suspected>;

/** What recorded facts point to: by item, by division, enterprise by enterprise. */
export function SuspectedPart(): ReactElement {
  const say = useTexts(criteriaTexts);
  const [filters, choose] = useFilters(FILTERS);
  const { kind, division } = queryOf(filters);
  const query = { ...(kind ? { kind } : {}), ...(division === undefined ? {} : { division }) };
  const suspected = useApi(criteriaContract.suspected, { query }, { keepLast: true });
  return (
    <>
      <p className="muted">
        {say('suspectedHint')} {say('basisHint')}
      </p>
      <Answered of={suspected}>
        {(view) => (
          <>
            <Summary view={view} />
            <SuspectRows view={view} filters={filters} choose={choose} />
            <Untouched view={view} />
          </>
        )}
      </Answered>
    </>
  );
}

function queryOf({ kind, basis, ...others }: Filters<Filter>) {
  const known = kindShape.safeParse(kind);
  const chosen = (['shown', 'absent'] as const).find((each) => each === basis);
  return {
    ...others,
    kind: known.success ? known.data : ('statutory' as const),
    ...(chosen ? { basis: chosen } : {}),
  };
}

function Summary(props: { readonly view: View }): ReactElement {
  const { view } = props;
  const say = useTexts(criteriaTexts);
  const link = useLinkWith();
  return (
    <div className="criteria-shares">
      <section className="card">
        <h2>{say('byCriterion')}</h2>
        <div className="criteria-scroll">
          <ItemTable items={view.items} />
        </div>
      </section>
      <div className="criteria-stack">
        <NumberCard label={say('suspectedFirms')} value={view.firms} to={link({ item: null })} />
        <section className="card">
          <h2>{say('byDivision')}</h2>
          <DivisionTable divisions={view.divisions} />
        </section>
      </div>
    </div>
  );
}

function ItemTable(props: { readonly items: View['items'] }): ReactElement {
  const say = useTexts(criteriaTexts);
  const number = useNumber();
  const link = useLinkWith();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{say('item')}</th>
          <th scope="col">{say('firms')}</th>
          <th scope="col">{say('shown')}</th>
          <th scope="col">{say('nature')}</th>
        </tr>
      </thead>
      <tbody>
        {props.items.map(({ item, edition, clause, title, nature, firms, shown }) => (
          <tr key={item}>
            <th scope="row">
              {edition} {clause} {title}
            </th>
            <td>
              <Link to={link({ item, basis: null })} aria-label={`${title} ${firms}`}>
                {number(firms)}
              </Link>
            </td>
            <td>
              <Link
                to={link({ item, basis: 'shown' })}
                aria-label={`${title} ${say('shown')} ${shown}`}
              >
                {number(shown)}
              </Link>
            </td>
            <td>{say(nature)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DivisionTable(props: { readonly divisions: View['divisions'] }): ReactElement {
  const say = useTexts(criteriaTexts);
  const number = useNumber();
  const link = useLinkWith();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{say('division')}</th>
          <th scope="col">{say('firms')}</th>
        </tr>
      </thead>
      <tbody>
        {props.divisions.map(({ id, name, firms }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>
              <Link to={link({ division: id })} aria-label={`${name} ${firms}`}>
                {number(firms)}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Choose = (change: Readonly<Partial<Record<Filter, string | null>>>) => void;

function SuspectRows(props: {
  readonly view: View;
  readonly filters: Filters<Filter>;
  readonly choose: Choose;
}): ReactElement {
  const say = useTexts(criteriaTexts);
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const query = queryOf(props.filters);
  const list = useApiPages(criteriaContract.suspectRows, { query }, { keepLast: true });
  const columns = useColumns();
  const box = useInView(query);
  const exportFile = () => {
    const endpoint = criteriaContract.suspectExport;
    return callApi(endpoint, withAsOf(endpoint, { query: { ...query, lang } }, asOf));
  };
  return (
    <div ref={box}>
      <LedgerTable
        name="suspected"
        label={say('suspectRows')}
        list={list}
        columns={columns}
        rowKey={({ enterprise, item }) => `${enterprise.id} ${item}`}
        to={({ enterprise }) => `${firmPath(enterprise.id)}?tab=criteria`}
        exportFile={exportFile}
        toolbar={<RowFilter {...props} />}
      />
    </div>
  );
}

const BASES = ['shown', 'absent'] as const;

function RowFilter(props: {
  readonly view: View;
  readonly filters: Filters<Filter>;
  readonly choose: Choose;
}): ReactElement {
  const { items, divisions } = props.view;
  const say = useTexts(criteriaTexts);
  const select = (name: Filter, options: readonly { value: string; label: string }[]) => ({
    ...{ name, label: say(name), options },
    kind: 'select' as const,
  });
  return (
    <FilterBar
      fields={[
        select(
          'kind',
          kindShape.options.map((value) => ({ value, label: say(value) })),
        ),
        select(
          'division',
          divisions.map(({ id, name }) => ({ value: id, label: name })),
        ),
        select(
          'item',
          items.map(({ item, clause, title }) => ({ value: item, label: `${clause} ${title}` })),
        ),
        select(
          'basis',
          BASES.map((value) => ({ value, label: say(value) })),
        ),
      ]}
      values={props.filters}
      onChange={props.choose}
    />
  );
}

function useColumns(): readonly Column<SuspectRowAnswer>[] {
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const number = useNumber();
  return [
    {
      key: 'division',
      title: say('division'),
      fixed: true,
      width: 110,
      cell: ({ division }) => division?.name ?? '—',
    },
    {
      key: 'enterprise',
      title: say('enterprise'),
      fixed: true,
      width: 260,
      cell: ({ enterprise }) => (
        <Link to={`${firmPath(enterprise.id)}?tab=criteria`}>
          {enterprise.name ?? enterprise.id}
        </Link>
      ),
    },
    {
      key: 'item',
      title: say('item'),
      width: 200,
      cell: ({ clause, title }) => `${clause} ${title}`,
    },
    { key: 'says', title: say('facts'), width: 260, cell: ({ says }) => words(says) },
    { key: 'missing', title: say('missing'), width: 260, cell: ({ missing }) => words(missing) },
    {
      key: 'basis',
      title: say('basis'),
      width: 100,
      cell: ({ basis }) => (
        <StatusChip tone={basis === 'shown' ? 'soon' : 'unknown'} text={say(basis)} />
      ),
    },
    { key: 'found', title: say('records'), width: 80, cell: ({ found }) => number(found) },
    {
      key: 'hazards',
      title: say('sameItem'),
      width: 150,
      cell: ({ open, closed }) => (open + closed > 0 ? say('openClosed', { open, closed }) : '—'),
    },
  ];
}

function Untouched(props: { readonly view: View }): ReactElement | null {
  const { untouched } = props.view;
  const say = useTexts(criteriaTexts);
  if (untouched.length === 0) return null;
  return (
    <details className="card">
      <summary>{say('untouched', { count: untouched.length })}</summary>
      <p className="muted">{say('untouchedHint')}</p>
      <ul>
        {untouched.map(({ id, clause, title }) => (
          <li key={id}>
            {clause} {title}
          </li>
        ))}
      </ul>
    </details>
  );
}
