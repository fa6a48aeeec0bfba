import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { type Filters, useFilters } from '../../../ui/ledger/filters.ts';
import { NumberCard } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import type { Kind, MajorAnswer } from '../model.ts';
import { relapseOf } from '../rules/tallying.ts';
import { useLinkWith } from './links.ts';
import { BESIDE, FACETS, MAJOR_FILTERS, type MajorFilter } from './major-filters.ts';
import { MajorRows } from './major-rows.tsx';
import { Shares } from './shares.tsx';
import { criteriaTexts } from './texts.ts';

/** Major hazards of one kind: how many, since when, where, of what, and every row of them. */
export function DatabasePart(props: { readonly kind: Kind }): ReactElement {
  const { kind } = props;
  const say = useTexts(criteriaTexts);
  const [filters, choose] = useFilters(MAJOR_FILTERS);
  const narrowed = FACETS.filter((name) => filters[name] !== undefined);
  const query = { kind, ...Object.fromEntries(narrowed.map((name) => [name, filters[name]])) };
  const major = useApi(criteriaContract.major, { query }, { keepLast: true });
  return (
    <>
      <p className="muted">{say(kind === 'statutory' ? 'statutoryHint' : 'cityRuleHint')}</p>
      <Answered of={major}>
        {(view) => (
          <>
            <Narrowed view={view} filters={filters} choose={choose} />
            {view.total.all === 0 ? <PageState title={say('none')} hint={say('noneHint')} /> : null}
            <Cards view={view} />
            <TrendCard view={view} onMonth={(months) => choose({ ...BESIDE, ...months })} />
            <div className="criteria-shares">
              <Shares title={say('byDivision')} shares={view.divisions} name="division" />
              <Shares title={say('byCriterion')} shares={view.criteria} name="item" />
              <Shares title={say('byIndustry')} shares={view.industries} name="industry" />
              <Shares title={say('byNature')} shares={view.natures} name="nature" />
              <Shares title={say('byCause')} shares={view.causes} name="cause" />
            </div>
            <MajorRows kind={kind} view={view} filters={filters} choose={choose} />
          </>
        )}
      </Answered>
    </>
  );
}

/** What the figures are of where they are not of all: they say so, and how to see all again. */
function Narrowed(props: {
  readonly view: MajorAnswer;
  readonly filters: Filters<MajorFilter>;
  readonly choose: (change: Readonly<Partial<Record<MajorFilter, null>>>) => void;
}): ReactElement | null {
  const { view, filters, choose } = props;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const named = {
    ...{ item: view.criteria, industry: view.industries },
    ...{ nature: view.natures, cause: view.causes },
  } as const;
  const parts = [
    ...(filters.division === undefined ? [] : [view.node?.name ?? filters.division]),
    ...(['item', 'industry', 'nature', 'cause'] as const).flatMap((name) => {
      const value = filters[name];
      const share = named[name].find((each) => each.value === value);
      return value === undefined ? [] : [share ? words(share.label) : value];
    }),
  ];
  if (parts.length === 0) return null;
  const all = { division: null, item: null, industry: null, nature: null, cause: null };
  return (
    <p className="criteria-narrowed">
      {say('narrowed', { parts: parts.join(say('between')) })}{' '}
      <button type="button" className="plain-button" onClick={() => choose(all)}>
        {say('showAll')}
      </button>
    </p>
  );
}

function Cards(props: { readonly view: MajorAnswer }): ReactElement {
  const { total } = props.view;
  const say = useTexts(criteriaTexts);
  const link = useLinkWith();
  const to = (state: string | null): string => link({ ...BESIDE, state });
  const share = relapseOf(total);
  return (
    <div className="criteria-cards">
      <NumberCard label={say('all')} value={total.all} to={to(null)} />
      <NumberCard label={say('open')} value={total.open} to={to('open')} />
      <NumberCard
        label={say('overdue')}
        value={total.overdue}
        to={to('overdue')}
        tone={total.overdue > 0 ? 'bad' : 'plain'}
        metric="/metrics/major-hazard-overdue"
      />
      <NumberCard label={say('closedInYear')} value={total.closedInYear} to={to('closedInYear')} />
      <NumberCard label={say('reopened')} value={total.reopened} to={to('reopened')}>
        <p>{share === null ? say('relapseNone') : say('relapse', { share })}</p>
      </NumberCard>
    </div>
  );
}

type Months = 'foundMonth' | 'closedMonth' | 'openMonth';

function TrendCard(props: {
  readonly view: MajorAnswer;
  readonly onMonth: (month: Readonly<Partial<Record<Months, string>>>) => void;
}): ReactElement {
  const { months } = props.view;
  const say = useTexts(criteriaTexts);
  const filterOf = new Map<string, Months>([
    [say('found'), 'foundMonth'],
    [say('closedThen'), 'closedMonth'],
    [say('openThen'), 'openMonth'],
  ]);
  return (
    <section className="card">
      <Trend
        label={say('trend')}
        axis={months.map(({ month }) => month)}
        series={[
          { name: say('found'), values: months.map((each) => each.found) },
          { name: say('closedThen'), values: months.map((each) => each.closed) },
          { name: say('openThen'), values: months.map((each) => each.open) },
        ]}
        height={240}
        onPick={(month, series) => {
          const filter = filterOf.get(series);
          if (filter) props.onMonth({ [filter]: month });
        }}
      />
      <p className="muted">{say('trendHint')}</p>
    </section>
  );
}
