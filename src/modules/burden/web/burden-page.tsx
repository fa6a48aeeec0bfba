import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Bars } from '../../../ui/charts/chart.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { type Filters, useFilters, withFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { burdenContract } from '../contract.ts';
import type { Burden, BurdenRow } from '../model.ts';
import { type Choose, FILTERS, type Filter, monthsIn, Period } from './parts.tsx';
import { Sums } from './sums.tsx';
import { burdenTexts } from './texts.ts';
import './burden.css';

const SHOWN = 12;

/** What forms cost the enterprises of one's scope: by form, by division, enterprise by enterprise. */
function BurdenPage(): ReactElement {
  const [filters, choose] = useFilters(FILTERS);
  const say = useTexts(burdenTexts);
  const place = filters.division === undefined ? {} : { division: filters.division };
  const query = { months: monthsIn(filters), ...place };
  const burden = useApi(burdenContract.burden, { query }, { keepLast: true });
  return (
    <div className="burden">
      <h1>{say('title')}</h1>
      <p className="muted">{say('hint')}</p>
      <Period filters={filters} choose={choose} />
      <Answered of={burden}>
        {(view) =>
          view.total.times === 0 ? (
            <PageState title={say('none')} hint={say('noneHint')} />
          ) : (
            <View view={view} filters={filters} choose={choose} />
          )
        }
      </Answered>
    </div>
  );
}

interface Part {
  readonly view: Burden;
  readonly filters: Filters<Filter>;
  readonly choose: Choose;
}

function View(props: Part): ReactElement {
  const { view } = props;
  const { forms, divisions, total, from, until, node } = view;
  const say = useTexts(burdenTexts);
  const words = useWords();
  const [search] = useSearchParams();
  const to = (change: Readonly<Record<string, string | null>>): string =>
    `?${withFilters(search, change)}`;
  const charted = forms.slice(0, SHOWN);
  return (
    <>
      <p>{say('span', { from, until, name: node?.name ?? say('scope') })}</p>
      <div className="burden-two">
        <Sums
          title={say('byForm')}
          head={say('form')}
          rows={[
            ...forms.map((row) => ({
              ...row,
              key: row.form,
              name: words(row.name),
              to: to({ form: row.form }),
            })),
            { ...total, key: '', name: say('all'), to: to({ form: null }) },
          ]}
        />
        <section className="card burden-card">
          <Bars
            label={say('chart')}
            axis={charted.map(({ name }) => words(name))}
            series={[{ name: say('median'), values: charted.map(({ median }) => median) }]}
            height={Math.max(160, 40 * charted.length)}
            lying
          />
        </section>
        {divisions.length === 0 ? null : (
          <Sums
            title={say('byDivision')}
            head={say('division')}
            rows={divisions.map((row) => ({
              ...row,
              key: row.id,
              name: row.name,
              to: to({ division: row.id, form: null }),
            }))}
          />
        )}
      </div>
      <Firms {...props} />
    </>
  );
}

function Firms({ view, filters, choose }: Part): ReactElement {
  const say = useTexts(burdenTexts);
  const words = useWords();
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const columns = useColumns();
  const { division, form } = filters;
  const box = useInView(`${division} ${form}`);
  const query = {
    months: monthsIn(filters),
    ...(division === undefined ? {} : { division }),
    ...(form === undefined ? {} : { form }),
  };
  const list = useApiPages(burdenContract.burdenRows, { query }, { keepLast: true });
  const exportFile = () => {
    const endpoint = burdenContract.burdenExport;
    return callApi(endpoint, withAsOf(endpoint, { query: { ...query, lang } }, asOf));
  };
  const forms = view.forms.map((each) => ({ value: each.form, label: words(each.name) }));
  const areas = view.divisions.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div ref={box}>
      <LedgerTable
        name="burden"
        label={say('rows')}
        list={list}
        columns={columns}
        rowKey={({ enterprise }) => enterprise.id}
        to={({ enterprise }) => `/enterprises/${encodeURIComponent(enterprise.id)}`}
        exportFile={exportFile}
        toolbar={
          <FilterBar
            fields={[
              { name: 'division', label: say('division'), kind: 'select', options: areas },
              { name: 'form', label: say('form'), kind: 'select', options: forms },
            ]}
            values={{ ...(division ? { division } : {}), ...(form ? { form } : {}) }}
            onChange={choose}
          />
        }
      />
    </div>
  );
}

/** Comes into view when other enterprises were chosen. */
function useInView(chosen: string): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef(chosen);
  useEffect(() => {
    if (last.current !== chosen) box.current?.scrollIntoView({ block: 'start' });
    last.current = chosen;
  }, [chosen]);
  return box;
}

function useColumns(): readonly Column<BurdenRow>[] {
  const say = useTexts(burdenTexts);
  const number = useNumber();
  const counted = (key: 'times' | 'median' | 'minutes'): Column<BurdenRow> => ({
    ...{ key, title: say(key), width: 150 },
    cell: (row) => number(row[key]),
  });
  return [
    {
      ...{ key: 'division', title: say('division'), fixed: true, width: 120 },
      cell: ({ division }) => division?.name ?? '—',
    },
    {
      ...{ key: 'enterprise', title: say('enterprise'), fixed: true, width: 300 },
      cell: ({ enterprise }) => (
        <Link to={`/enterprises/${encodeURIComponent(enterprise.id)}`}>
          {enterprise.name ?? enterprise.id}
        </Link>
      ),
    },
    {
      ...{ key: 'code', title: say('code'), width: 190 },
      cell: ({ enterprise }) => enterprise.id,
    },
    ...[counted('times'), counted('median'), counted('minutes')],
  ];
}

export { BurdenPage as page };
