import { type ReactElement, useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { TagTrack } from '../../live/web/index.ts';
import { type AlarmReplay, alarmsContract } from '../contract.ts';
import { clock, useWhat } from './parts.tsx';
import { usePlayer } from './player.ts';
import { ReplayEvents } from './replay-events.tsx';
import { AlarmBars, Axis, MarkLanes } from './replay-lanes.tsx';
import { replayTexts } from './replay-texts.ts';
import { ReplayTools } from './replay-tools.tsx';
import './alarms.css';
import './replay.css';

/** How an incident went (事件回放): curves, alarms, acts, escalations and deliveries on one axis. */
function ReplayPage(): ReactElement {
  const { id = '' } = useParams();
  const choice = { topics: ['alarm'], keepLast: true };
  const replay = useApi(alarmsContract.alarmReplay, { params: { id } }, choice);
  return <Answered of={replay}>{(data) => <Replay id={id} replay={data} />}</Answered>;
}

function Replay(props: { readonly id: string; readonly replay: AlarmReplay }): ReactElement {
  const { id, replay } = props;
  const say = useTexts(replayTexts);
  const { from: first, until: last, marks, alarms } = replay;
  const [from, until] = [Date.parse(first), Date.parse(last)];
  const times = useMemo(() => marks.map((mark) => Date.parse(mark.at)), [marks]);
  const player = usePlayer(from, until, times[0] ?? from);
  const { at, moveTo } = player;
  return (
    <div className="replay">
      <h1>{say('title')}</h1>
      <Head id={id} replay={replay} />
      <ReplayTools player={player} times={times} from={from} until={until} />
      <div className="replay-two">
        <section className="alarm-box" aria-label={say('board')}>
          <h2>{say('board')}</h2>
          <div className="replay-board">
            {replay.tags.length === 0 ? <p className="muted">{say('noTags')}</p> : null}
            {replay.tags.map((tag) => (
              <TagTrack
                key={tag.id}
                tag={tag.id}
                limit={tag.limit}
                at={at}
                from={first}
                until={last}
              />
            ))}
            <AlarmBars alarms={alarms} from={from} until={until} at={at} />
            <MarkLanes marks={marks} from={from} until={until} at={at} />
            <Axis from={from} until={until} />
            <Cursor played={(at - from) / (until - from)} />
          </div>
        </section>
        <ReplayEvents replay={replay} at={at} times={times} moveTo={moveTo} />
      </div>
    </div>
  );
}

/** Where it stands, over all rows of the board. */
const Cursor = (props: { readonly played: number }): ReactElement => (
  <div className="replay-line" aria-hidden="true">
    <span style={{ left: `${props.played * 100}%` }} />
  </div>
);

function Head(props: { readonly id: string; readonly replay: AlarmReplay }): ReactElement {
  const { id, replay } = props;
  const say = useTexts(replayTexts);
  const what = useWhat();
  const [first] = replay.alarms;
  return (
    <>
      <p className="replay-head">
        <Link to={`/alarms/${id}`}>{say('back')}</Link>
        {first ? (
          <span>
            {[
              what(first.kind.text, first.rule.text),
              first.enterprise.name ?? first.enterprise.id,
              first.facility?.name ?? '',
            ].join(' ')}
          </span>
        ) : null}
        <span className="muted">
          {say('lasts', { from: clock(replay.from), until: clock(replay.until) })}
        </span>
      </p>
      {replay.ended ? null : <p>{say('open')}</p>}
      {replay.cut ? <p>{say('cut')}</p> : null}
      {replay.total > replay.alarms.length ? (
        <p>{say('first', { total: replay.total, shown: replay.alarms.length })}</p>
      ) : null}
    </>
  );
}

export { ReplayPage as page };
