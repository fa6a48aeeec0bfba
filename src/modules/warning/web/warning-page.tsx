import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { type WarningOne, warningContract } from '../contract.ts';
import { grades, kindNames, kinds } from '../model.ts';
import { KeptFrom } from './figures.tsx';
import { clock, GradeChip, listOf, pathOf } from './parts.tsx';
import { warningTexts } from './texts.ts';
import './warning.css';

/** One object: its grade, why, and how it stood from day to day. */
function WarningPage(): ReactElement {
  const { kind = '', id = '' } = useParams();
  const say = useTexts(warningTexts);
  const known = kindNames.find((each) => each === kind);
  const params = { kind: known ?? 'enterprise', id };
  const choice = { topics: ['warning'], when: known !== undefined };
  const one = useApi(warningContract.warning, { params }, choice);
  if (!known) return <PageState title={say('none')} role="alert" />;
  return <Answered of={one}>{(data) => <Whole one={data} />}</Answered>;
}

function Whole(props: { readonly one: WarningOne }): ReactElement {
  const { one } = props;
  const say = useTexts(warningTexts);
  const words = useWords();
  const { kind, id, name, grade, since, enterprise, division } = one;
  return (
    <div className="warning">
      <h1>{name}</h1>
      <p className="warning-head">
        <GradeChip grade={grade} /> <span>{words(kinds[kind])}</span>
        {since ? <span>{`${say('since')} ${clock(since)}`}</span> : null}
        <span>{say('alarmCount', { count: one.alarms })}</span>
        {enterprise ? (
          <Link to={`/enterprises/${encodeURIComponent(enterprise.id)}`}>
            {enterprise.name ?? enterprise.id}
          </Link>
        ) : null}
        {kind === 'installation' && enterprise ? (
          <Link to={pathOf('enterprise', enterprise.id)}>{say('title')}</Link>
        ) : null}
        {kind === 'park' ? (
          <Link to={`/parks/${encodeURIComponent(id)}`}>{say('park')}</Link>
        ) : null}
        {division && division.id !== id ? <span>{division.name ?? division.id}</span> : null}
      </p>
      <Working one={one} />
      <div className="warning-two">
        <section className="card" aria-label={say('worstOfDay')}>
          {one.days.length > 0 ? <Days one={one} /> : null}
          <KeptFrom known={one} />
        </section>
        <Changes one={one} />
      </div>
    </div>
  );
}

function Working(props: { readonly one: WarningOne }): ReactElement {
  const { one } = props;
  const say = useTexts(warningTexts);
  const words = useWords();
  return (
    <section className="card" aria-label={say('working')}>
      <h2>{say('working')}</h2>
      {one.working.length === 0 ? <p className="muted">{say('noWorking')}</p> : null}
      <ul className="warning-working">
        {one.working.map((line) => (
          <li key={`${line.reason} ${line.grade}`}>
            <GradeChip grade={line.grade} />{' '}
            <strong>
              {words(line.text)} {line.count}
            </strong>
            {line.reason === 'below' ? <Below one={one} line={line} /> : <Rows line={line} />}
          </li>
        ))}
      </ul>
      {one.enterprise && one.working.some(({ reason }) => reason.startsWith('alarm')) ? (
        <Link to={`/alarms/list?show=open&enterprise=${encodeURIComponent(one.enterprise.id)}`}>
          {say('allAlarms')}
        </Link>
      ) : null}
    </section>
  );
}

type Line = WarningOne['working'][number];

function Below(props: { readonly one: WarningOne; readonly line: Line }): ReactElement {
  const { one, line } = props;
  const say = useTexts(warningTexts);
  const { grade, count, needed, of } = line;
  const place = one.kind === 'park' ? { park: one.id } : { division: one.id };
  const kind = one.kind === 'city' ? 'county' : 'enterprise';
  return (
    <p>
      {say('belowOf', { grade: say(grade), count, needed: needed ?? 0, of: of ?? 0 })}{' '}
      <Link to={listOf({ kind, grade, ...place })}>{say('openList', { count })}</Link>
    </p>
  );
}

const PLACES = { alarm: '/alarms', hazard: '/hazards', commitment: '/plan' } as const;

function Rows(props: { readonly line: Line }): ReactElement {
  const { line } = props;
  const say = useTexts(warningTexts);
  const words = useWords();
  const rest = line.count - line.rows.length;
  return (
    <ul>
      {line.rows.map(({ type, id, at, text }) => {
        const to = type === 'permit' ? `/records/permit/${id}` : `${PLACES[type]}/${id}`;
        return (
          <li key={id}>
            <Link to={to}>
              {say(`${type}Row`)} {text ? words(text) : id}
            </Link>{' '}
            {at ? <span className="muted">{clock(at)}</span> : null}
          </li>
        );
      })}
      {rest > 0 ? <li className="muted">{say('more', { count: rest })}</li> : null}
    </ul>
  );
}

function Days(props: { readonly one: WarningOne }): ReactElement {
  const { days } = props.one;
  const say = useTexts(warningTexts);
  return (
    <Trend
      label={say('gradeTrend')}
      height={200}
      max={grades.length}
      axis={days.map(({ day }) => day.slice(5))}
      series={[
        {
          name: say('worstOfDay'),
          values: days.map(({ grade }) => (grade ? grades.length - grades.indexOf(grade) : 0)),
        },
      ]}
    />
  );
}

function Changes(props: { readonly one: WarningOne }): ReactElement {
  const { changes } = props.one;
  const say = useTexts(warningTexts);
  const words = useWords();
  return (
    <section className="card" aria-label={say('changes')}>
      <h2>{say('changes')}</h2>
      {changes.length === 0 ? <p className="muted">{say('noChanges')}</p> : null}
      <ul className="warning-changes">
        {changes.map(({ at, grade, why }) => (
          <li key={`${at} ${grade}`}>
            <span>{clock(at)}</span> <GradeChip grade={grade} />{' '}
            <span className="muted">{[...new Set(why.map(words))].join(say('join'))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export { WarningPage as page };
