import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { ScaleChip, shapes } from '../../../ui/chips.tsx';
import { useWords } from '../../../ui/texts.ts';
import type { AlarmReplay } from '../contract.ts';
import { type MarkKind, markKinds, markWords } from '../model.ts';
import { textOf } from './moment-text.ts';
import { useWhat } from './parts.tsx';

interface Span {
  readonly from: number;
  readonly until: number;
  readonly at: number;
}

/** More are in the list beside it. */
const MOST_BARS = 12;
const share = (time: number, { from, until }: Pick<Span, 'from' | 'until'>): number =>
  Math.max(0, Math.min(1, (time - from) / (until - from))) * 100;

/** Each alarm from when it was raised to when it was over, the first on top (首出). */
export function AlarmBars(props: Span & { readonly alarms: AlarmReplay['alarms'] }): ReactElement {
  const { alarms, at } = props;
  const what = useWhat();
  return (
    <>
      {alarms.slice(0, MOST_BARS).map(({ id, level, kind, rule, raisedAt, clearedAt, source }) => {
        const began = share(Date.parse(raisedAt), props);
        const ends = clearedAt === null ? 100 : share(Date.parse(clearedAt), props);
        const begun = at >= Date.parse(raisedAt);
        const name = what(kind.text, rule.text);
        return (
          <div className="track" key={id}>
            <div className="track-name">
              <Link to={`/alarms/${id}`}>{name}</Link>
              <span>
                <ScaleChip scale="alarm" level={level} />
              </span>
            </div>
            <div className="track-picture" role="img" aria-label={`${name} ${source}`}>
              <span
                className={`replay-bar replay-bar-${level} ${begun ? '' : 'replay-later'}`}
                style={{ left: `${began}%`, width: `max(12px, ${ends - began}%)` }}
              >
                {shapes[level]}
              </span>
            </div>
          </div>
        );
      })}
    </>
  );
}

const SIGNS: Readonly<Record<MarkKind, string>> = {
  signal: '▲',
  act: '●',
  climb: '◆',
  delivery: '■',
};

/** What happened, a row for each kind; in words in the list beside it. */
export function MarkLanes(props: Span & { readonly marks: AlarmReplay['marks'] }): ReactElement {
  const { marks, at } = props;
  const words = useWords();
  return (
    <>
      {markKinds.map((kind) => {
        const own = marks.filter((mark) => mark.kind === kind);
        const name = words(markWords[kind]);
        return own.length === 0 ? null : (
          <div className="track" key={kind}>
            <div className="track-name">
              <span>
                {SIGNS[kind]} {name}
              </span>
            </div>
            <div className="track-picture" role="img" aria-label={`${name} ${own.length}`}>
              {own.map((mark) => (
                <span
                  key={mark.key}
                  className={`replay-mark ${Date.parse(mark.at) > at ? 'replay-later' : ''}`}
                  style={{ left: `${share(Date.parse(mark.at), props)}%` }}
                  title={`${textOf(Date.parse(mark.at))} ${words(mark.title)}`}
                >
                  {SIGNS[kind]}
                </span>
              ))}
            </div>
          </div>
        );
      })}
    </>
  );
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const DAY_MS = 86_400_000;

export function Axis(props: Omit<Span, 'at'>): ReactElement {
  const { from, until } = props;
  const text = (at: number): string =>
    until - from > DAY_MS ? textOf(at).slice(5, 16) : textOf(at).slice(11);
  return (
    <div className="track replay-axis">
      <div className="track-name" />
      <div className="track-picture">
        {TICKS.map((tick) => (
          <span key={tick} style={{ left: `${tick * 100}%` }}>
            {text(from + tick * (until - from))}
          </span>
        ))}
      </div>
    </div>
  );
}
