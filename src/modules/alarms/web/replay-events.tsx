import { type ReactElement, useEffect, useRef } from 'react';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { AlarmReplay } from '../contract.ts';
import { type MarkKind, markWords } from '../model.ts';
import { textOf } from './moment-text.ts';
import { useWhat } from './parts.tsx';
import { replayTexts } from './replay-texts.ts';

const TONES: Readonly<Record<MarkKind, Tone>> = {
  signal: 'overdue',
  act: 'done',
  climb: 'soon',
  delivery: 'going',
};

/** The board in words: each event leads the cursor to it; the one that was last stands out. */
export function ReplayEvents(props: {
  readonly replay: AlarmReplay;
  readonly at: number;
  readonly times: readonly number[];
  readonly moveTo: (at: number) => void;
}): ReactElement {
  const { replay, at, times, moveTo } = props;
  const say = useTexts(replayTexts);
  const words = useWords();
  const what = useWhat();
  const { marks, alarms } = replay;
  const last = times.findLastIndex((time) => time <= at);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = box.current?.querySelectorAll('li')[Math.max(0, last)];
    if (!(row && box.current)) return;
    box.current.scrollTop = row.offsetTop - box.current.clientHeight / 2;
  }, [last]);
  const nameOf = (id: string): string => {
    const alarm = alarms.find((each) => each.id === id);
    return alarm ? `${what(alarm.kind.text, alarm.rule.text)} ${alarm.source}` : '';
  };
  const now = marks[last];
  return (
    <section className="alarm-box" aria-label={say('events')}>
      <h2>{say('events')}</h2>
      <p className="visually-hidden" role="status">
        {now ? words(now.title) : ''}
      </p>
      <section ref={box} className="replay-events" {...reachable} aria-label={say('events')}>
        <ol>
          {marks.map((mark, index) => (
            <li
              key={mark.key}
              className={index > last ? 'replay-later' : ''}
              {...(index === last ? { 'aria-current': 'step' as const } : {})}
            >
              <Button kind="text" onClick={() => moveTo(times[index] ?? at)}>
                {textOf(times[index] ?? 0).slice(5)}
              </Button>{' '}
              <StatusChip tone={TONES[mark.kind]} text={words(markWords[mark.kind])} />
              <div>
                {words(mark.title)}
                {alarms.length > 1 ? <small className="muted"> {nameOf(mark.alarm)}</small> : null}
              </div>
              {mark.by || mark.detail ? (
                <div className="muted">{[mark.by, mark.detail].filter(Boolean).join(' · ')}</div>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
    </section>
  );
}
