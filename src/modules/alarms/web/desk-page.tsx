import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { ScaleChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { IncidentRow } from '../contract.ts';
import { alarmsContract } from '../contract.ts';
import { AlarmCard } from './alarm-card.tsx';
import { clock, measured, StateChip, TrustNote, useWait, useWhat } from './parts.tsx';
import { useSound } from './sound.ts';
import { alarmsTexts } from './texts.ts';
import './alarms.css';

/** An alarm on the card, and whose. */
interface Opened {
  readonly id: string;
  readonly incident: string;
}

type Desk = Answer<typeof alarmsContract.alarmDesk>;
const RENEW_MS = 15_000;

/** What a dispatcher sees first (P12): unacknowledged incidents, the oldest wait, what is offline. */
function DeskPage(): ReactElement {
  const choice = { topics: ['alarm', 'shift'], refetchEveryMs: RENEW_MS, prompt: true };
  const desk = useApi(alarmsContract.alarmDesk, {}, choice);
  return <Answered of={desk}>{(data) => <DeskOf desk={data} />}</Answered>;
}

/**
 * The card that is open. A red alarm that sounds opens by itself, once: a new one also where its
 * incident was answered before. In a flood one card stands for all that wait: the list leads,
 * nobody has to close card after card.
 */
function useCard(incidents: readonly IncidentRow[], flood: boolean) {
  const [card, setCard] = useState<Opened | null>(null);
  const shown = useRef(new Set<string>());
  useEffect(() => {
    const red = incidents.filter(
      ({ lead, unacknowledged, sounds }) =>
        lead.level === 'red' && unacknowledged > 0 && sounds && !shown.current.has(lead.id),
    );
    const next = card === null ? red[0] : undefined;
    if (next) shown.current.add(next.lead.id);
    if (flood) for (const { lead } of red) shown.current.add(lead.id);
    if (next) setCard(openedOf(next));
  }, [incidents, flood, card]);
  return [card, setCard] as const;
}

const openedOf = ({ id, lead }: IncidentRow): Opened => ({ id: lead.id, incident: id });

/** Another alarm of the incident that asks for an answer before the one on the card. */
const newerThan = (card: Opened, incidents: readonly IncidentRow[]): IncidentRow | undefined =>
  incidents.find(
    ({ id, lead, unacknowledged }) =>
      id === card.incident && unacknowledged > 0 && lead.id !== card.id,
  );

function DeskOf(props: { readonly desk: Desk }): ReactElement {
  const { desk } = props;
  const say = useTexts(alarmsTexts);
  const [card, setCard] = useCard(desk.incidents, desk.floodSince !== null);
  const sound = useSound(desk.incidents.some(({ sounds }) => sounds));
  const { incidents } = desk;
  const newer = card ? newerThan(card, incidents) : undefined;
  return (
    <div className="alarm-desk">
      <header className="alarm-head">
        <h1>{say('desk')}</h1>
        <span>{say('dataAsOf', { time: clock(desk.now) })}</span>
        <span>{desk.shift ? say('onDuty', { name: desk.shift.leader }) : say('nobody')}</span>
        <Button onClick={sound.toggle}>
          {sound.blocked ? say('soundBlocked') : say(sound.on ? 'soundOn' : 'soundOff')}
        </Button>
        <nav aria-label={say('desk')}>
          <Link to="/alarms/list">{say('ledger')}</Link>
          <Link to="/warnings">{say('warnings')}</Link>
          <Link to="/shift">{say('shift')}</Link>
          <Link to="/alarms/quality">{say('quality')}</Link>
          <Link to="/home">{say('leave')}</Link>
        </nav>
      </header>
      {desk.floodSince ? (
        <p className="alarm-flood" role="status">
          {say('flood', { time: clock(desk.floodSince) })}
        </p>
      ) : null}
      <Figures desk={desk} />
      {incidents.length === 0 ? (
        <PageState title={say('none')} hint={say('noneHint')} />
      ) : (
        <Incidents incidents={incidents} now={desk.now} open={setCard} />
      )}
      {card ? (
        <AlarmCard key={card.id} id={card.id} onClose={() => setCard(null)}>
          {newer ? <Newer row={newer} open={setCard} /> : null}
        </AlarmCard>
      ) : null}
    </div>
  );
}

/** Said on the card, not put under the hand of whoever works on the one before. */
function Newer(props: {
  readonly row: IncidentRow;
  readonly open: (card: Opened) => void;
}): ReactElement {
  const { row, open } = props;
  const say = useTexts(alarmsTexts);
  const what = useWhat()(row.lead.kind, row.lead.rule);
  return (
    <p className="alarm-flood" role="alert">
      {say('newer')} <ScaleChip scale="alarm" level={row.lead.level} /> {what} {measured(row.lead)}{' '}
      <Button onClick={() => open(openedOf(row))}>{say('goThere')}</Button>
    </p>
  );
}

function Figures(props: { readonly desk: Desk }): ReactElement {
  const { figures, now } = props.desk;
  const say = useTexts(alarmsTexts);
  const wait = useWait();
  const list = [
    ['unacknowledged', figures.unacknowledged, 'show=unacknowledged', figures.unacknowledged > 0],
    ['longest', wait(figures.waitingSince, now), 'show=unacknowledged', figures.unacknowledged > 0],
    ['redOnes', figures.red, 'show=open&level=red', figures.red > 0],
    ['openOnes', figures.incidents, 'show=open', false],
    ['offline', figures.offline, 'show=offline', figures.offline > 0],
    ['shelvedOnes', figures.shelved, 'state=shelved', false],
  ] as const;
  return (
    <ul className="alarm-figures" aria-label={say('figures')}>
      {list.map(([name, value, query, bad]) => (
        <li key={name} className={bad ? 'alarm-bad' : ''}>
          <Link to={`/alarms/list?${query}`}>
            <span>{say(name)}</span>
            <strong>{value}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Incidents(props: {
  readonly incidents: readonly IncidentRow[];
  readonly now: string;
  readonly open: (card: Opened) => void;
}): ReactElement {
  const say = useTexts(alarmsTexts);
  const titles = [
    'level',
    'what',
    'value',
    'enterprise',
    'count',
    'wait',
    'state',
    'open',
  ] as const;
  return (
    <div className="alarm-scroll">
      <table className="alarm-table">
        <caption className="visually-hidden">{say('incidents')}</caption>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.incidents.map((row) => (
            <Incident key={row.id} row={row} now={props.now} open={props.open} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Incident(props: {
  readonly row: IncidentRow;
  readonly now: string;
  readonly open: (card: Opened) => void;
}): ReactElement {
  const { row, now, open } = props;
  const say = useTexts(alarmsTexts);
  const wait = useWait();
  const { lead } = row;
  const what = useWhat()(lead.kind, lead.rule);
  return (
    <tr className={row.unacknowledged > 0 ? `alarm-new alarm-new-${row.level}` : ''}>
      <td>
        <ScaleChip scale="alarm" level={row.level} />
        {row.sounds ? <small> {say('sounding')}</small> : null}
      </td>
      <td>
        <Link to={`/alarms/${lead.id}`}>{what}</Link>
        {lead.level === row.level ? null : <ScaleChip scale="alarm" level={lead.level} />}
        <small>
          {say('first')} {row.first.source} {clock(row.firstAt)}
        </small>
      </td>
      <td>
        {measured(lead)} <TrustNote trust={lead.trust} />
      </td>
      <td>
        {row.enterprise.name ?? row.enterprise.id}
        <small>{row.facility ? (row.facility.name ?? row.facility.id) : ''}</small>
      </td>
      <td>{say('countOf', { alarms: row.alarms, sources: row.sources })}</td>
      <td>{wait(row.waitingSince, now)}</td>
      <td>
        <StateChip state={lead.state} />
      </td>
      <td>
        <Button label={say('openOf', { what })} onClick={() => open(openedOf(row))}>
          {say('open')}
        </Button>
      </td>
    </tr>
  );
}

export { DeskPage as page };
