import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import { rowsOf } from './numbers.ts';
import { overviewTexts } from './texts.ts';
import './overview.css';
import './cockpit.css';

type Wall = Answer<typeof overviewContract.cockpit>;

const RENEW_MS = 60_000;

/** The wall, made for 1920 × 1080; nothing moves by itself. */
function CockpitPage(): ReactElement {
  const wall = useApi(overviewContract.cockpit, { query: {} }, { refetchEveryMs: RENEW_MS });
  return <Answered of={wall}>{(data) => <Cockpit wall={data} />}</Answered>;
}

function Cockpit(props: { readonly wall: Wall }): ReactElement {
  const { wall } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const number = useNumber();
  const { points, name, metric } = wall.trend;
  return (
    <div className="cockpit">
      <header className="cockpit-head">
        <h1>{say('cockpitTitle', { name: wall.node?.name ?? '' })}</h1>
        <span>{say('dataAsOf', { time: wall.dataAsOf.slice(0, 16).replace('T', ' ') })}</span>
        <Link to={rowsOf({ metric: 'monitoring-online', bad: true })}>
          {say('offline', {
            share: wall.offline === null ? '—' : `${number(wall.offline * 100, 1)}%`,
          })}
        </Link>
        <Link to="/home">{say('leave')}</Link>
      </header>
      <Numbers wall={wall} />
      <div className="cockpit-body">
        <Counties wall={wall} />
        <section className="cockpit-panel">
          <h2>
            <Link to={`/metrics/${metric}`}>{say('trendOf', { name: words(name) })}</Link>
          </h2>
          <Trend
            label={say('trendOf', { name: words(name) })}
            axis={points.map(({ day }) => day.slice(0, 7))}
            series={[{ name: words(name), values: points.map(({ bad }) => bad) }]}
            height={470}
            dark
          />
        </section>
      </div>
    </div>
  );
}

function Numbers(props: { readonly wall: Wall }): ReactElement {
  const { numbers, clauses } = props.wall;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const number = useNumber();
  return (
    <ul className="cockpit-numbers">
      {numbers.map(({ metric, badName, bad, to }) => (
        <li key={metric} className={bad > 0 ? 'cockpit-bad' : ''}>
          <Link to={to}>
            <span>{words(badName)}</span>
            <strong>
              {number(bad)} {bad > 0 ? <small aria-hidden="true">▲</small> : null}
            </strong>
          </Link>
        </li>
      ))}
      {clauses.map(({ plan, atRisk, all }) => (
        <li key={plan} className={atRisk > 0 ? 'cockpit-warn' : ''}>
          <Link to={`/plan?plan=${plan}&atRisk=true`}>
            <span>
              {say(plan === 'chem' ? 'chem' : 'trade')} {say('clausesAtRisk')}
            </span>
            <strong>
              {number(atRisk)} <small>{say('ofClauses', { count: all })}</small>
            </strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Counties(props: { readonly wall: Wall }): ReactElement {
  const say = useTexts(overviewTexts);
  const words = useWords();
  const number = useNumber();
  return (
    <section className="cockpit-panel">
      <h2>
        <Link to="/ranking">{say('counties')}</Link>
      </h2>
      <table className="cockpit-table">
        <thead>
          <tr>
            <th scope="col">{say('rank')}</th>
            <th scope="col">{say('division')}</th>
            <th scope="col">{say('points')}</th>
            <th scope="col">{say('monthAgo')}</th>
            <th scope="col">{say('worst')}</th>
          </tr>
        </thead>
        <tbody>
          {props.wall.counties.map(({ division, name, rank, score, before, open, worst }) => (
            <tr key={division}>
              <td>{number(rank)}</td>
              <th scope="row">{open ? <Link to={`/ranking/${division}`}>{name}</Link> : name}</th>
              <td>{number(score)}</td>
              <td>{number(before)}</td>
              <td>
                {worst ? (
                  <Link to={rowsOf({ metric: worst.metric, division, bad: true })}>
                    {words(worst.name)}
                  </Link>
                ) : (
                  '—'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export { CockpitPage as page };
