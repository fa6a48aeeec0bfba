import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { type Role, WRITERS } from '../../../law/roles.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { ScaleChip } from '../../../ui/chips.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import { CoveredBy, TagCurves } from '../../live/web/index.ts';
import type { AlarmWhole } from '../contract.ts';
import { alarmsContract } from '../contract.ts';
import { ActSteps } from './act-steps.tsx';
import { Deliveries } from './deliveries.tsx';
import { Made, OrderForm } from './order-form.tsx';
import { clock, measured, StateChip, useWhat } from './parts.tsx';
import { alarmsTexts } from './texts.ts';
import './alarms.css';

/** One alarm (P13): what it is, what is next and whose, when it climbs, what was done. */
function AlarmPage(): ReactElement {
  const { id = '' } = useParams();
  const choice = { topics: ['alarm'], prompt: true };
  const alarm = useApi(alarmsContract.alarm, { params: { id } }, choice);
  return <Answered of={alarm}>{(data) => <Whole alarm={data} />}</Answered>;
}

function Whole(props: { readonly alarm: AlarmWhole }): ReactElement {
  const { alarm } = props;
  const say = useTexts(alarmsTexts);
  const what = useWhat();
  const { row } = alarm;
  return (
    <div className="alarm-page">
      <h1>
        {what(row.kind.text, row.rule.text)} {measured(row)}
      </h1>
      <p>
        <ScaleChip scale="alarm" level={row.level} /> <StateChip state={row.state} />{' '}
        {row.enterprise.id === '' ? (
          row.enterprise.name
        ) : (
          <Link to={`/enterprises/${encodeURIComponent(row.enterprise.id)}`}>
            {row.enterprise.name ?? row.enterprise.id}
          </Link>
        )}{' '}
        <Link to={`/alarms/${row.id}/replay`}>{say('replay')}</Link>
      </p>
      <div className="alarm-two">
        <div>
          <section className="alarm-box" aria-label={say('next')}>
            <h2>{say('next')}</h2>
            <ActSteps key={alarm.version} alarm={alarm} whole={false} />
            <div className="alarm-leads">
              <Hazard id={row.id} />
              <OrderForm alarm={alarm} />
            </div>
          </section>
          <Facts alarm={alarm} />
          <Evidence alarm={alarm} />
          <Others alarm={alarm} />
        </div>
        <div>
          <Made alarm={alarm} />
          <Climbs alarm={alarm} />
          <Deliveries alarm={alarm} />
          <section className="alarm-box" aria-label={say('history')}>
            <h2>{say('history')}</h2>
            <History alarm={alarm} />
          </section>
        </div>
      </div>
    </div>
  );
}

/** The form of a hazard, filled in from the alarm. */
function Hazard(props: { readonly id: string }): ReactElement | null {
  const say = useTexts(alarmsTexts);
  const { roles } = useSession();
  if (!roles.some((role) => WRITERS.includes(role as Role))) return null;
  return <Link to={`/hazards/new?from=alarm/${props.id}`}>{say('hazard')}</Link>;
}

function Facts(props: { readonly alarm: AlarmWhole }): ReactElement {
  const { row, evidence } = props.alarm;
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const [type, id = ''] = row.source.split('/');
  const facts = [
    ['source', row.source],
    ['place', row.facility ? (row.facility.name ?? row.facility.id) : '—'],
    ['value', measured(row)],
    ['trust', words(row.trust.text)],
    [row.source.startsWith('tag/') ? 'since' : 'sinceHere', clock(row.since)],
    ['received', clock(row.receivedAt)],
    ['cleared', clock(row.clearedAt)],
    ['until', clock(row.holdUntil)],
    ['verdict', row.verdict ? words(row.verdict.text) : '—'],
    ['measure', row.measure ?? '—'],
  ] as const;
  return (
    <section className="alarm-box" aria-label={say('facts')}>
      <h2>{say('facts')}</h2>
      {type === 'tag' ? <CoveredBy tag={id} at={evidence.raisedAt} /> : null}
      <dl className="alarm-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** How the tags went that show it, with the window over which they did. */
function Evidence(props: { readonly alarm: AlarmWhole }): ReactElement | null {
  const { evidence, row } = props.alarm;
  const say = useTexts(alarmsTexts);
  if (evidence.tags.length === 0) return null;
  return (
    <section className="alarm-box" aria-label={say('evidence')}>
      <h2>{say('evidence')}</h2>
      <p className="muted">
        {say('window', { from: clock(evidence.since), to: clock(evidence.raisedAt) })}
      </p>
      <TagCurves {...evidence} limit={row.limit} />
    </section>
  );
}

function Climbs(props: { readonly alarm: AlarmWhole }): ReactElement | null {
  const { climbs, limits } = props.alarm;
  const say = useTexts(alarmsTexts);
  const words = useWords();
  if (climbs.length === 0) return null;
  const { source, confidence, disposeMinutes: minutes } = limits;
  return (
    <section className="alarm-box" aria-label={say('climbs')}>
      <h2>{say('climbs')}</h2>
      <ol>
        {climbs.map(({ what, at, taken }) => (
          <li key={what.zh}>
            {words(what)} {clock(at)} {taken ? `✓ ${say('climbed')}` : ''}
          </li>
        ))}
      </ol>
      <p className="muted">{say('source2', { source, confidence: words(confidence), minutes })}</p>
    </section>
  );
}

function Others(props: { readonly alarm: AlarmWhole }): ReactElement | null {
  const { others } = props.alarm;
  const say = useTexts(alarmsTexts);
  const what = useWhat();
  if (others.length === 0) return null;
  return (
    <section className="alarm-box" aria-label={say('others')}>
      <h2>{say('others')}</h2>
      <ul>
        {others.map((row) => (
          <li key={row.id}>
            <Link to={`/alarms/${row.id}`}>
              {what(row.kind.text, row.rule.text)} {row.source}
            </Link>{' '}
            {clock(row.since)} <StateChip state={row.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function History(props: { readonly alarm: AlarmWhole }): ReactElement {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const items = props.alarm.history.toReversed().map((each, index) => ({
    key: `${each.at}/${index}`,
    time: clock(each.at),
    title: words(each.title),
    tone: each.by ? ('done' as const) : ('going' as const),
    detail: (
      <>
        {each.by ? (
          <div>
            {each.by} {each.role ?? ''}
          </div>
        ) : null}
        {each.detail ? <div>{each.detail}</div> : null}
        {each.state ? <div className="muted">{words(each.state)}</div> : null}
      </>
    ),
  }));
  return <Timeline label={say('history')} items={items} />;
}

export { AlarmPage as page };
