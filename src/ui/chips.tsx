import type { ReactElement } from 'react';
import './kit.css';
import { kitTexts } from './kit-texts.ts';
import { useTexts } from './texts.ts';

/** Three scales share four colours; the word of the scale keeps them apart (蓝 is the best grade). */
export type Scale = 'risk' | 'grade' | 'alarm';
export const levels = ['red', 'orange', 'yellow', 'blue'] as const;
export type Level = (typeof levels)[number];

/** Never the colour alone: each level has its own shape. */
export const shapes: Readonly<Record<Level | 'done', string>> = {
  red: '▲',
  orange: '◆',
  yellow: '■',
  blue: '●',
  done: '✓',
};

/** 评级·橙 ◆ */
export function ScaleChip(props: { readonly scale: Scale; readonly level: Level }): ReactElement {
  const say = useTexts(kitTexts);
  const { scale, level } = props;
  return (
    <span className={`chip chip-${level}`}>
      {say(scale)}·{say(level)} <span aria-hidden="true">{shapes[level]}</span>
    </span>
  );
}

/** How a matter stands: green or grey, red only where something is overdue; always in words. */
export type Tone = 'done' | 'going' | 'soon' | 'overdue' | 'unknown';

const marks: Readonly<Record<Tone, string>> = {
  done: '✓',
  going: '○',
  soon: '◔',
  overdue: '!',
  unknown: '?',
};

export function StatusChip(props: { readonly tone: Tone; readonly text: string }): ReactElement {
  const { tone, text } = props;
  return (
    <span className={`status status-${tone}`}>
      <span aria-hidden="true">{marks[tone]}</span> {text}
    </span>
  );
}

/** Where a value comes from and of when it is: 省系统 · 11-20. */
export function SourceChip(props: {
  readonly source: string;
  readonly time: string;
}): ReactElement {
  const say = useTexts(kitTexts);
  return <span className="source">{say('sourceChip', { ...props })}</span>;
}
