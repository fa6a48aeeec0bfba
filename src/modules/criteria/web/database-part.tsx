import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { NumberCard } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import type { Kind, MajorAnswer } from '../model.ts';
import { useLinkWith } from './links.ts';
import { MAJOR_FILTERS } from './major-filters.ts';
import { MajorRows } from './major-rows.tsx';
import { Shares } from './shares.tsx';
import { criteriaTexts } from './texts.ts';

/** Major hazards of one kind: how many, since when, where, of what, and every row of them. */
export function DatabasePart(props: { readonly kind: Kind }): ReactElement {
  const { kind } = props;
  const say = useTexts(criteriaTexts);
  const [filters, choose] = useFilters(MAJOR_FILTERS);
  const { division } = filters;
  const query = { kind, ...(division === undefined ? {} : { division }) };
  const major = useApi(criteriaContract.major, { query }, { keepLast: true });
  return (
    <>
      <p className="muted">{say(kind === 'statutory' ? 'statutoryHint' : 'cityRuleHint')}</p>
      <Answered of={major}>
        {(view) => (
          <>
            <Cards view={view} />
            <TrendCard
              view={view}
              onMonth={(foundMonth, closedMonth) => choose({ foundMonth, closedMonth })}
            />
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

function Cards(props: { readonly view: MajorAnswer }): ReactElement {
  const { total } = props.view;
  const say = useTexts(criteriaTexts);
  const link = useLinkWith();
  const to = (state: string | null): string => link({ state });
  const share = Math.round((1000 * total.reopened) / total.closedInYear) / 10;
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
        <p>{total.closedInYear === 0 ? say('relapseNone') : say('relapse', { share })}</p>
      </NumberCard>
    </div>
  );
}

function TrendCard(props: {
  readonly view: MajorAnswer;
  readonly onMonth: (found: string | null, closed: string | null) => void;
}): ReactElement {
  const { months } = props.view;
  const say = useTexts(criteriaTexts);
  const closed = say('closedThen');
  return (
    <section className="card">
      <Trend
        label={say('trend')}
        axis={months.map(({ month }) => month)}
        series={[
          { name: say('found'), values: months.map((each) => each.found) },
          { name: closed, values: months.map((each) => each.closed) },
          { name: say('openThen'), values: months.map((each) => each.open) },
        ]}
        height={240}
        onPick={(month, series) =>
          series === closed ? props.onMonth(null, month) : props.onMonth(month, null)
        }
      />
      <p className="muted">{say('trendHint')}</p>
    </section>
  );
}
