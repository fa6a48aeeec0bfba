import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Bars } from '../../../ui/charts/chart.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { useSession } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { OutcomesCard } from '../../live/web/index.ts';
import { DATA_MANAGERS, qualityContract } from '../contract.ts';
import { DivisionFilter, useDivision } from './division-filter.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { qualityTexts } from './texts.ts';
import './quality.css';

type View = Answer<typeof qualityContract.quality>;

/** What came in and in what state; an administrator of the system sees the ledger's state alone. */
function QualityPage(): ReactElement {
  const say = useTexts(qualityTexts);
  const { roles } = useSession();
  const manages = DATA_MANAGERS.some((role) => roles.includes(role));
  return (
    <div className="quality">
      <h1>{say('title')}</h1>
      {manages ? <Findings /> : null}
      <LedgerCard />
    </div>
  );
}

function Findings(): ReactElement {
  const say = useTexts(qualityTexts);
  const asked = useDivision();
  const view = useApi(qualityContract.quality, { query: asked });
  return (
    <>
      <p className="muted">{say('hint')}</p>
      <DivisionFilter />
      <Answered of={view}>
        {(data) => (
          <div className="quality-two">
            <div className="quality-stack">
              <Checks view={data} />
              <Sources view={data} />
            </div>
            <div className="quality-stack">
              <OutcomesCard division={asked.division} />
              <Missing view={data} />
            </div>
          </div>
        )}
      </Answered>
    </>
  );
}

function NumberLink(props: {
  readonly name: string;
  readonly count: number;
  readonly to: string;
}): ReactElement {
  const { name, count, to } = props;
  const say = useTexts(qualityTexts);
  const number = useNumber();
  if (count === 0) return <>{number(0)}</>;
  const label = say('opens', { name, count: number(count) });
  return to.startsWith('#') ? (
    <a href={to} aria-label={label}>
      {number(count)}
    </a>
  ) : (
    <Link to={to} aria-label={label}>
      {number(count)}
    </Link>
  );
}

/** Beside what a chosen division does not narrow. */
function Undivided(props: { readonly on: boolean }): ReactElement | null {
  const say = useTexts(qualityTexts);
  const { division } = useDivision();
  if (props.on || division === undefined) return null;
  return <span className="muted"> {say('undivided')}</span>;
}

function Checks(props: { readonly view: View }): ReactElement {
  const { checks, asOf, system } = props.view;
  const say = useTexts(qualityTexts);
  const words = useWords();
  return (
    <section className="card">
      <div className="quality-head">
        <h2>{say('checks')}</h2>
        <span className="muted">{say('asOf', { day: asOf })}</span>
      </div>
      <table className="quality-table">
        <thead>
          <tr>
            <th scope="col">{say('check')}</th>
            <th scope="col" className="number-cell">
              {say('count')}
            </th>
            <th scope="col">{say('how')}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ id, words: name, hint, count, to, byDivision }) => (
            <tr key={id}>
              <th scope="row">{words(name)}</th>
              <td className="number-cell">
                <NumberLink name={words(name)} count={count} to={to} />
              </td>
              <td className="muted">
                {words(hint)}
                <Undivided on={byDivision} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quality-links">
        <span>{say('also')}</span>
        <Link to="/completeness">{say('completeness')}</Link>
        <Link to="/sys/standards">{say('recalled', { count: system.recalled })}</Link>
        <Link to="/sys/parameters?unset=true">{say('unset', { count: system.unset })}</Link>
      </p>
    </section>
  );
}

function Sources(props: { readonly view: View }): ReactElement {
  const { sources, byDay, days } = props.view;
  const say = useTexts(qualityTexts);
  const words = useWords();
  const number = useNumber();
  return (
    <section className="card">
      <h2>{say('sources', { count: days })}</h2>
      {sources.length === 0 ? <p>{say('noSources', { count: days })}</p> : null}
      <table className="quality-table">
        <thead>
          <tr>
            <th scope="col">{say('source')}</th>
            {(['facts', 'late', 'longest'] as const).map((key) => (
              <th key={key} scope="col" className="number-cell">
                {say(key)}
              </th>
            ))}
            <th scope="col">{say('last')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ source, name, facts, late, longest, last }) => (
            <tr key={source}>
              <th scope="row">{words(name)}</th>
              <td className="number-cell">{number(facts)}</td>
              <td className="number-cell">
                <NumberLink name={words(name)} count={late} to="/sys/data-quality/late" />
              </td>
              <td className="number-cell">{number(longest)}</td>
              <td>{last}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {byDay.length > 1 ? (
        <Bars
          label={say('byDay')}
          axis={byDay.map(({ day }) => day)}
          series={[
            { name: say('facts'), values: byDay.map(({ facts }) => facts) },
            { name: say('late'), values: byDay.map(({ late }) => late) },
          ]}
          height={220}
        />
      ) : null}
    </section>
  );
}

function Missing(props: { readonly view: View }): ReactElement {
  const say = useTexts(qualityTexts);
  const words = useWords();
  const number = useNumber();
  const rows = [...props.view.missing].sort((a, b) => b.lacking - a.lacking);
  return (
    <section className="card" id="missing">
      <h2 id="missing-title">{say('missing')}</h2>
      <section className="quality-scroll" {...reachable} aria-labelledby="missing-title">
        <table className="quality-table">
          <thead>
            <tr>
              <th scope="col">{say('type')}</th>
              <th scope="col" className="number-cell">
                {say('records')}
              </th>
              <th scope="col" className="number-cell">
                {say('lacking')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ type, words: name, records, lacking, to, byDivision }) => (
              <tr key={type}>
                <th scope="row">
                  {words(name)}
                  <Undivided on={byDivision} />
                </th>
                <td className="number-cell">{number(records)}</td>
                <td className="number-cell">
                  <NumberLink name={words(name)} count={lacking} to={to} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

export { QualityPage as page };
