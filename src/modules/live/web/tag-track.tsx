import { type ReactElement, useMemo } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { liveContract, type TagAnswer } from '../contract.ts';
import { type Track, type TrackPoint, trackOf, valueAt } from '../rules/track.ts';
import { tagPath } from './chips.tsx';
import { liveTexts } from './texts.ts';
import './track.css';

export interface TagTrackProps {
  readonly tag: string;
  readonly from: string;
  readonly until: string;
  readonly limit: number | null;
  /** Where the cursor stands (ms): up to there the course is drawn in full. */
  readonly at: number;
}

const POINTS = '400';
const [WIDE, HIGH] = [1000, 60];

/** One row of a board that shares a time axis: a tag, what it showed then, and its course. */
function TagTrack(props: TagTrackProps): ReactElement {
  const { from, until } = props;
  const params = { id: props.tag };
  const tag = useApi(liveContract.tag, { params });
  const query = { from, until, points: POINTS };
  const readings = useApi(liveContract.readings, { params, query }, { keepLast: true });
  return (
    <Answered of={tag}>
      {(answer) => (
        <Answered of={readings}>
          {({ points }) => <Row {...props} answer={answer} points={points} />}
        </Answered>
      )}
    </Answered>
  );
}

type Points = readonly (Omit<TrackPoint, 'at'> & { readonly at: string })[];

function Row(
  props: TagTrackProps & { readonly answer: TagAnswer; readonly points: Points },
): ReactElement {
  const { answer, points: given, limit, at } = props;
  const say = useTexts(liveTexts);
  const [from, until] = [Date.parse(props.from), Date.parse(props.until)];
  const points = useMemo(
    () => given.map((point) => ({ ...point, at: Date.parse(point.at) })),
    [given],
  );
  const track = useMemo(
    () => trackOf(points, { from, until, limit }),
    [points, from, until, limit],
  );
  const shown = track ? valueAt(points, at, track.gap) : null;
  const value = shown === null ? '—' : Number(shown.toPrecision(4));
  const over = track !== null && track.limit !== null && shown !== null && limit !== null;
  return (
    <div className="track">
      <div className="track-name">
        <Link to={tagPath(answer.id)}>{answer.name}</Link>
        <span>
          <strong>{value}</strong> {answer.unit ?? ''}
          {over ? ` · ${say('limit')} ${limit}` : ''}
        </span>
      </div>
      {track ? (
        <Picture
          track={track}
          played={(at - from) / (until - from)}
          label={say('chart', { name: answer.name, unit: answer.unit ?? '—' })}
        />
      ) : (
        <p className="track-picture muted">{say('nothing')}</p>
      )}
    </div>
  );
}

function Picture(props: {
  readonly track: Track;
  readonly played: number;
  readonly label: string;
}): ReactElement {
  const { track, played, label } = props;
  const path = useMemo(
    () =>
      track.pieces
        .map((piece) => {
          const spots = piece.map(([x, y]) => `${x * WIDE} ${HIGH - 4 - y * (HIGH - 8)}`);
          // A single reading is a dot: a line that goes nowhere has round ends.
          return `M${spots.join('L')}${spots.length === 1 ? 'h0.01' : ''}`;
        })
        .join(''),
    [track],
  );
  const box = `0 0 ${WIDE} ${HIGH}`;
  const cut = { clipPath: `inset(0 ${(1 - played) * 100}% 0 0)` };
  const limit = track.limit === null ? null : HIGH - 4 - track.limit * (HIGH - 8);
  return (
    <div className="track-picture" role="img" aria-label={label}>
      <svg viewBox={box} preserveAspectRatio="none" aria-hidden="true">
        {limit === null ? null : <path className="track-limit" d={`M0 ${limit}H${WIDE}`} />}
        <path className="track-later" d={path} />
      </svg>
      <svg viewBox={box} preserveAspectRatio="none" aria-hidden="true" style={cut}>
        <path className="track-played" d={path} />
      </svg>
    </div>
  );
}

export default TagTrack;
