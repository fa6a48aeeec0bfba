import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { NumberCard, useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import { Move } from './ranking-page.tsx';
import { overviewTexts } from './texts.ts';
import './overview.css';

type Home = Answer<typeof overviewContract.home>;

/** What somebody must know first: per role, in five seconds. */
function HomePage(): ReactElement {
  const home = useApi(overviewContract.home, { query: {} });
  return <Answered of={home}>{(data) => <Workbench home={data} />}</Answered>;
}

function Workbench(props: { readonly home: Home }): ReactElement {
  const { home } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const { node, asOf, desk } = home;
  return (
    <div className="overview">
      <header className="overview-head">
        <h1>{say('homeTitle', { role: words(home.roleName) })}</h1>
        {desk === 'authority' || desk === 'park' ? (
          <Link to="/cockpit/main">{say('openCockpit')}</Link>
        ) : null}
      </header>
      <p className="muted">
        {node ? say('homeHint', { name: node.name, day: asOf }) : say('homeSelf', { day: asOf })}
      </p>
      {desk === 'admin' ? <section className="card">{say('adminHint')}</section> : null}
      {home.cards.length > 0 ? <Cards cards={home.cards} /> : null}
      {home.counties.length > 0 ? <Counties counties={home.counties} /> : null}
    </div>
  );
}

function Cards(props: { readonly cards: Home['cards'] }): ReactElement {
  const words = useWords();
  const number = useNumber();
  return (
    <div className="numbers">
      {props.cards.map(({ id, name, value, unit, tone, to, metric, note }) => (
        <NumberCard
          key={id}
          label={words(name)}
          value={value === null || unit === 'count' ? value : `${number(value * 100, 1)}%`}
          tone={tone}
          to={to}
          {...(metric === null ? {} : { metric: `/metrics/${metric}` })}
        >
          {note ? <p className="muted">{words(note)}</p> : null}
        </NumberCard>
      ))}
    </div>
  );
}

function Counties(props: { readonly counties: Home['counties'] }): ReactElement {
  const say = useTexts(overviewTexts);
  const number = useNumber();
  return (
    <section className="card">
      <h2>
        <Link to="/ranking">{say('counties')}</Link>
      </h2>
      <div className="overview-scroll">
        <table className="rank-table">
          <thead>
            <tr>
              <th scope="col">{say('rank')}</th>
              <th scope="col">{say('division')}</th>
              <th scope="col">{say('points')}</th>
              <th scope="col">{say('monthAgo')}</th>
            </tr>
          </thead>
          <tbody>
            {props.counties.map(({ division, name, rank, score, before, open }) => (
              <tr key={division}>
                <td className="rank-no">{number(rank)}</td>
                <th scope="row">{open ? <Link to={`/ranking/${division}`}>{name}</Link> : name}</th>
                <td>{number(score)}</td>
                <td>
                  {number(before)} <Move now={rank} then={before} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export { HomePage as page };
