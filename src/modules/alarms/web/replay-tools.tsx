import { type KeyboardEvent, type ReactElement, useId } from 'react';
import { Button } from '../../../ui/dialog.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { textOf } from './moment-text.ts';
import { type Player, speeds } from './player.ts';
import { replayTexts } from './replay-texts.ts';

/** Steps of the cursor: some hundreds over the whole, never less than a second. */
const STEPS = 300;
/** Events closer than this are one stop. */
const SAME_MS = 500;

export function ReplayTools(props: {
  readonly player: Player;
  readonly times: readonly number[];
  readonly from: number;
  readonly until: number;
}): ReactElement {
  const { player, times, from, until } = props;
  const { at, moveTo, playing, toggle, speed, setSpeed } = player;
  const say = useTexts(replayTexts);
  const id = useId();
  const before = times.findLast((time) => time < at - SAME_MS);
  const after = times.find((time) => time > at + SAME_MS);
  return (
    <div className="replay-tools">
      <Button onClick={() => moveTo(before ?? at)} disabled={before === undefined}>
        {say('before')}
      </Button>
      <Button onClick={toggle}>{playing ? say('pause') : say('play')}</Button>
      <Button onClick={() => moveTo(after ?? at)} disabled={after === undefined}>
        {say('after')}
      </Button>
      <span>
        <label htmlFor={`${id}-speed`}>{say('speed')}</label>{' '}
        <select
          id={`${id}-speed`}
          value={speed}
          onChange={({ target }) => setSpeed(Number(target.value))}
        >
          {speeds.map((each) => (
            <option key={each} value={each}>
              ×{each}
            </option>
          ))}
        </select>
      </span>
      <time className="replay-time">{textOf(at)}</time>
      <Slider player={player} from={from} until={until} before={before} after={after} />
    </div>
  );
}

function Slider(props: {
  readonly player: Player;
  readonly from: number;
  readonly until: number;
  readonly before: number | undefined;
  readonly after: number | undefined;
}): ReactElement {
  const { from, until, before, after } = props;
  const { at, moveTo, toggle } = props.player;
  const say = useTexts(replayTexts);
  const id = useId();
  const step = Math.max(1000, Math.round((until - from) / STEPS / 1000) * 1000);
  const keys: Readonly<Record<string, () => void>> = {
    ' ': toggle,
    '[': () => moveTo(before ?? at),
    ']': () => moveTo(after ?? at),
  };
  const press = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="replay-slider">
      <label htmlFor={`${id}-at`} className="visually-hidden">
        {say('cursor')}
      </label>
      <input
        id={`${id}-at`}
        type="range"
        min={from}
        max={until}
        step={step}
        value={at}
        aria-valuetext={textOf(at)}
        aria-describedby={`${id}-keys`}
        onChange={({ target }) => moveTo(Number(target.value))}
        onKeyDown={press}
      />
      <small id={`${id}-keys`} className="muted">
        {say('keys')}
      </small>
    </div>
  );
}
