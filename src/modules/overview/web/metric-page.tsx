import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import { Behind } from './behind.tsx';
import { MetricRows } from './metric-rows.tsx';
import { useMetricValue } from './numbers.ts';
import { overviewTexts } from './texts.ts';
import './overview.css';

type MetricView = Answer<typeof overviewContract.metric>;

const FILTERS = ['division', 'enterprise', 'bad'] as const;

/** One number: what it means, how it stands and went, by division and enterprise, and its rows. */
function MetricPage(): ReactElement {
  const { id = '' } = useParams();
  const [filters, choose] = useFilters(FILTERS);
  const query = filters.division === undefined ? {} : { division: filters.division };
  const metric = useApi(overviewContract.metric, { params: { id }, query }, { keepLast: true });
  return (
    <Answered of={metric}>
      {(view) => (
        <div className="overview">
          <Heading view={view} division={filters.division} />
          <div className="overview-two">
            <div className="overview-stack">
              <TrendCard view={view} />
              <Definition view={view} />
            </div>
            <div className="overview-stack">
              <Below view={view} id={id} />
              <Firms view={view} chosen={filters.enterprise} choose={choose} />
            </div>
          </div>
          <MetricRows
            metric={view.metric}
            node={view.node}
            filters={filters}
            choose={choose}
            firms={view.firms}
            below={view.below}
          />
        </div>
      )}
    </Answered>
  );
}

function Heading(props: {
  readonly view: MetricView;
  readonly division: string | undefined;
}): ReactElement {
  const { metric, node } = props.view;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const shown = useMetricValue();
  return (
    <>
      <h1>
        {words(metric.name)} {node ? <small className="muted">{node.name}</small> : null}
      </h1>
      <section className="card rank-head">
        <strong className="rank-big">
          {metric.value === null ? say('noData') : shown(metric)}
        </strong>
        <span>
          {say('behind')}{' '}
          <Behind
            metric={metric.id}
            division={props.division}
            bad={metric.bad}
            total={metric.total}
            of={words(metric.name)}
          />
        </span>
        <span>{say(metric.better === 'lower' ? 'lower' : 'higher')}</span>
        <span className="muted">
          {metric.weight === 0 ? say('notRanked') : say('weightOf', { weight: metric.weight })}
        </span>
        {metric.value === null ? <span>{words(metric.noData)}</span> : null}
      </section>
    </>
  );
}

function TrendCard(props: { readonly view: MetricView }): ReactElement {
  const { metric, trend } = props.view;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const share = metric.unit === 'share';
  const values = trend.map(({ value }) =>
    value === null || !share ? value : Math.round(value * 1000) / 10,
  );
  return (
    <section className="card">
      <Trend
        label={say('trend')}
        axis={trend.map(({ day }) => day)}
        series={[{ name: words(metric.name), values }]}
        height={220}
        {...(share ? { unit: '%' } : {})}
      />
    </section>
  );
}

function Definition(props: { readonly view: MetricView }): ReactElement {
  const { metric, query } = props.view;
  const say = useTexts(overviewTexts);
  const words = useWords();
  return (
    <section className="card">
      <h2>{say('definition')}</h2>
      <dl className="metric-words">
        <dt>{say('numerator')}</dt>
        <dd>{words(metric.numerator)}</dd>
        <dt>{say('denominator')}</dt>
        <dd>{words(metric.denominator)}</dd>
        <dt>{say('weight')}</dt>
        <dd>
          {metric.weight === 0 ? say('notRanked') : say('weightOf', { weight: metric.weight })}
          {metric.perCase === null ? null : ` · ${say('perCase', { points: metric.perCase })}`}
        </dd>
        <dt>{say('source')}</dt>
        <dd className="rank-head">
          {metric.clauses.length === 0
            ? say('allClauses')
            : metric.clauses.map((clause) => (
                <Link key={clause} to={`/plan/${clause}`}>
                  {clause}
                </Link>
              ))}
        </dd>
        <dt>{say('remedy')}</dt>
        <dd>{words(metric.remedy)}</dd>
        <dt>{say('fresh')}</dt>
        <dd>{words(metric.fresh)}</dd>
        <dt>{say('whenNoData')}</dt>
        <dd>{words(metric.noData)}</dd>
      </dl>
      <details className="metric-query">
        <summary>{say('query')}</summary>
        <pre>{query}</pre>
      </details>
    </section>
  );
}

function Below(props: { readonly view: MetricView; readonly id: string }): ReactElement | null {
  const { metric, below } = props.view;
  const say = useTexts(overviewTexts);
  const shown = useMetricValue();
  if (below.length === 0) return null;
  const worst = [...below].sort((a, b) => b.bad - a.bad);
  return (
    <section className="card">
      <h2>{say('by')}</h2>
      <div className="overview-tall">
        <table className="rank-table">
          <thead>
            <tr>
              <th scope="col">{say('division')}</th>
              <th scope="col">{say('value')}</th>
              <th scope="col">{say('behind')}</th>
            </tr>
          </thead>
          <tbody>
            {worst.map(({ division, name, total, bad, value }) => (
              <tr key={division}>
                <th scope="row">
                  <Link to={`/metrics/${props.id}?division=${division}`}>{name}</Link>
                </th>
                <td>{shown({ unit: metric.unit, value })}</td>
                <td>
                  <Behind metric={props.id} division={division} bad={bad} total={total} of={name} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Choose = (change: { readonly enterprise?: string | null; readonly bad?: string }) => void;

function Firms(props: {
  readonly view: MetricView;
  readonly chosen: string | undefined;
  readonly choose: Choose;
}): ReactElement | null {
  const { firms } = props.view;
  const say = useTexts(overviewTexts);
  const number = useNumber();
  if (firms.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('firms')}</h2>
      <ol className="firms">
        {firms.map(({ id, name, total, bad }) => (
          <li key={id} className={id === props.chosen ? 'firm-chosen' : ''}>
            <button
              type="button"
              className="button button-text"
              onClick={() => props.choose({ enterprise: id, bad: 'true' })}
            >
              {name ?? id}
            </button>
            <span>
              {number(bad)} / {number(total)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export { MetricPage as page };
