import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { useTexts } from '../../../ui/texts.ts';
import type { PlaceState, VideoRow } from '../contract.ts';
import { videoTexts } from './texts.ts';

const countWays = ['positioning', 'gate', 'video'] as const;

const tones: Readonly<Record<PlaceState, Tone>> = {
  ...{ online: 'done', part: 'soon', offline: 'overdue', never: 'unknown', cameras: 'unknown' },
};

/** In Shanghai's time, to the second. */
const timeText = (iso: string | null): string =>
  iso === null ? '—' : new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });

const titleOf = ({ id, name }: VideoRow['facility']): string => name ?? id;

export function useColumns(): readonly Column<VideoRow>[] {
  const say = useTexts(videoTexts);
  return [
    {
      ...{ key: 'enterprise', title: say('firm'), width: 220 },
      cell: ({ enterprise: firm }) => (
        <Link to={`/enterprises/${encodeURIComponent(firm.id)}`}>{titleOf(firm)}</Link>
      ),
    },
    {
      ...{ key: 'place', title: say('place'), width: 170 },
      cell: ({ facility }) => (
        <Link to={`/telemetry?facility=${encodeURIComponent(facility.id)}`}>
          {titleOf(facility)}
        </Link>
      ),
    },
    {
      ...{ key: 'state', title: say('state'), width: 110 },
      cell: ({ state }) => <StatusChip tone={tones[state]} text={say(state)} />,
    },
    { key: 'heard', title: say('heard'), width: 160, cell: (row) => timeText(row.heardAt) },
    { key: 'people', title: say('people'), width: 200, cell: (row) => <People row={row} /> },
    { key: 'fire', title: say('fire'), width: 110, cell: (row) => <Fire row={row} /> },
    { key: 'events', title: say('events'), width: 240, cell: (row) => <Events row={row} /> },
    { key: 'feed', title: say('feed'), width: 150, cell: (row) => <Feed row={row} /> },
    { key: 'camera', title: say('camera'), width: 150, cell: (row) => <Cameras row={row} /> },
  ];
}

interface Of {
  readonly row: VideoRow;
}

/** A minimum and a maximum, where a counter dropped out, and which way of counting says what. */
function People({ row: { people } }: Of): ReactElement {
  const say = useTexts(videoTexts);
  if (people === null) return <>—</>;
  const { least, most, limit, ways } = people;
  const count = (of: { readonly least: number; readonly most: number }): string =>
    of.least === of.most ? String(of.least) : say('between', { least: of.least, most: of.most });
  const named = (way: string | null): string =>
    say(countWays.find((each) => each === way) ?? 'unsaid');
  return (
    <>
      {say('peopleOf', { people: count({ least, most }), limit: limit ?? say('unlimited') })}
      {limit !== null && least > limit ? <strong> ▲ {say('over')}</strong> : null}
      <div className="muted">
        {ways.map((each) => `${named(each.way)} ${count(each)}`).join(' · ')}
      </div>
    </>
  );
}

function Fire({ row: { fire } }: Of): ReactElement | string {
  const say = useTexts(videoTexts);
  if (fire === null) return '—';
  return fire ? <strong>▲ {say('seen')}</strong> : say('unseen');
}

function Events({ row }: Of): ReactElement {
  const say = useTexts(videoTexts);
  const { open, real, false: wrong, other } = row.events;
  const firm = encodeURIComponent(row.enterprise.id);
  return (
    <>
      {say('counted', { real, wrong, other })}
      {open > 0 ? (
        <>
          {' '}
          <Link to={`/alarms/list?show=open&enterprise=${firm}`}>
            {say('openOnes', { count: open })}
          </Link>
        </>
      ) : null}
    </>
  );
}

function Feed({ row: { feed } }: Of): ReactElement {
  const say = useTexts(videoTexts);
  if (feed === null) return <>—</>;
  if (feed.offlineSince !== null) {
    return <>{say('lostSince', { at: timeText(feed.offlineSince).slice(5, 16) })}</>;
  }
  return <>{say(feed.connected === true ? 'connected' : 'unconnected')}</>;
}

/** Names of cameras; each opens its pictures, if there is a platform for that. */
function Cameras({ row }: Of): ReactElement {
  const say = useTexts(videoTexts);
  const { cameras, links, facility } = row;
  const named = cameras.filter((camera) => links.every((link) => link.camera !== camera));
  if (named.length === 0 && links.length === 0) return <>—</>;
  return (
    <>
      {named.join(' · ')}{' '}
      {links.map(({ camera, href }) => (
        <a
          key={href}
          href={href}
          target="_blank"
          rel="noreferrer"
          aria-label={say('watchOf', { name: camera ?? titleOf(facility) })}
        >
          {camera ?? say('watch')}{' '}
        </a>
      ))}
    </>
  );
}
