import { type ReactElement, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import { metricOf } from '../rules/metrics.ts';
import { Behind } from './behind.tsx';
import { DisputeDialog, DisputeList } from './disputes.tsx';
import { rowsOf, useMetricValue } from './numbers.ts';
import { Move } from './ranking-page.tsx';
import { overviewTexts } from './texts.ts';
import './overview.css';

type Card = Answer<typeof overviewContract.rankCard>;

/** Why a division stands where it stands, and what would lift it. */
function RankCardPage(): ReactElement {
  const { division = '' } = useParams();
  const card = useApi(overviewContract.rankCard, { params: { division } });
  return <Answered of={card}>{(data) => <RankCard card={data} />}</Answered>;
}

function RankCard(props: { readonly card: Card }): ReactElement {
  const { card } = props;
  const say = useTexts(overviewTexts);
  const number = useNumber();
  return (
    <div className="overview">
      <header className="overview-head">
        <h1>{say('cardTitle', { name: card.name })}</h1>
        <span className="rank-head">
          <Link to={`/ranking?division=${card.division}`}>{say('below')}</Link>
          <Link to="/ranking">{say('back')}</Link>
        </span>
      </header>
      <section className="card rank-head">
        <strong className="rank-big">
          {card.rank === null ? say('noData') : say('rankN', { rank: card.rank })}
        </strong>
        <span>{say('ofN', { count: card.of })}</span>
        <span>
          {say('points')} <b>{number(card.score)}</b>
        </span>
        <Move now={card.rank} then={card.beforeRank.rank} />
        <span className="muted">
          {say('monthAgo')} ({card.before}) {number(card.beforeRank.rank)}
        </span>
      </section>
      <div className="overview-two">
        <Losses card={card} />
        <div className="overview-stack">
          <Lifts card={card} />
          <section className="card">
            <Trend
              label={say('trendTitle')}
              axis={card.trend.map(({ day }) => day)}
              series={[{ name: say('rank'), values: card.trend.map(({ rank }) => rank) }]}
              ranked
              height={200}
            />
          </section>
        </div>
      </div>
      <Todo card={card} />
      <DisputeList division={card.division} />
    </div>
  );
}

function Losses(props: { readonly card: Card }): ReactElement {
  const { card } = props;
  const say = useTexts(overviewTexts);
  const [disputed, dispute] = useState<string | null>(null);
  return (
    <section className="card">
      <h2>{say('lossTitle')}</h2>
      <table className="rank-table">
        <thead>
          <tr>
            <th scope="col">{say('indicator')}</th>
            <th scope="col">{say('lost')}</th>
            <th scope="col">{say('value')}</th>
            <th scope="col">{say('behind')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {card.losses.map((loss) => (
            <Loss key={loss.metric} loss={loss} division={card.division} onDispute={dispute} />
          ))}
        </tbody>
      </table>
      {disputed === null ? null : (
        <DisputeDialog
          division={card.division}
          metric={disputed}
          asOf={card.asOf}
          onClose={() => dispute(null)}
        />
      )}
    </section>
  );
}

/** Of the heaviest weight, in pixels. */
const BAR = 90;
const HEAVIEST = 25;

function Loss(props: {
  readonly loss: Card['losses'][number];
  readonly division: string;
  readonly onDispute: (metric: string) => void;
}): ReactElement {
  const say = useTexts(overviewTexts);
  const words = useWords();
  const number = useNumber();
  const shown = useMetricValue();
  const { metric, name, weight, lost, value, total, bad } = props.loss;
  return (
    <tr>
      <th scope="row">
        <Link to={rowsOf({ metric, division: props.division, bad: true })}>{words(name)}</Link>
      </th>
      <td>
        <span
          className="rank-bar rank-bar-lost"
          aria-hidden="true"
          style={{ width: `${((lost ?? 0) / HEAVIEST) * BAR}px` }}
        />{' '}
        {lost === null ? say('noData') : lost === 0 ? '0' : `−${number(lost)}`}{' '}
        <small>/ {weight}</small>
      </td>
      <td>{shown({ unit: metricOf(metric)?.unit ?? 'share', value })}</td>
      <td>
        <Behind
          metric={metric}
          division={props.division}
          bad={bad}
          total={total}
          of={words(name)}
        />
      </td>
      <td>
        <Button
          kind="text"
          label={say('disputeOf', { name: words(name) })}
          onClick={() => props.onDispute(metric)}
        >
          {say('dispute')}
        </Button>
      </td>
    </tr>
  );
}

function Lifts(props: { readonly card: Card }): ReactElement {
  const { lifts, division } = props.card;
  const say = useTexts(overviewTexts);
  const words = useWords();
  return (
    <section className="card">
      <h2>{say('liftTitle')}</h2>
      {lifts.length === 0 ? <p className="muted">{say('noLift')}</p> : null}
      <ul className="lifts">
        {lifts.map(({ items, from, to, score, of }) => (
          <li key={items}>
            <strong>{say('liftLine', { items, from, to, score })}</strong>
            <p>
              {of.map(({ metric, name, items: count }) => (
                <Link key={metric} to={rowsOf({ metric, division, bad: true })}>
                  {say('liftPart', { name: words(name), items: count })}
                </Link>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Todo(props: { readonly card: Card }): ReactElement | null {
  const { todo } = props.card;
  const say = useTexts(overviewTexts);
  const words = useWords();
  if (todo.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('todoTitle')}</h2>
      <div className="overview-scroll">
        <table className="rank-table">
          <thead>
            <tr>
              <th scope="col">{say('indicator')}</th>
              <th scope="col">{say('enterprise')}</th>
              <th scope="col">{say('division')}</th>
              <th scope="col">{say('clause')}</th>
              <th scope="col">{say('day')}</th>
              <th scope="col">{say('remedy')}</th>
            </tr>
          </thead>
          <tbody>
            {todo.map(({ metric, key, enterprise, division, clause, period, due }) => (
              <tr key={`${metric} ${key}`}>
                <td>{words(metricOf(metric)?.name ?? { zh: metric, en: metric })}</td>
                <td>
                  {enterprise ? (
                    <Link to={`/enterprises/${enterprise.id}`}>
                      {enterprise.name ?? enterprise.id}
                    </Link>
                  ) : (
                    '—'
                  )}
                </td>
                <td>{division?.name ?? '—'}</td>
                <td>{clause ? <Link to={`/plan/${clause}`}>{clause}</Link> : '—'}</td>
                <td className="day">
                  {due ?? '—'} {period ?? ''}
                </td>
                <td>{words(metricOf(metric)?.remedy ?? { zh: '', en: '' })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export { RankCardPage as page };
