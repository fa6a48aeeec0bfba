import type { ReactElement } from 'react';
import { ScaleChip } from '../../../ui/chips.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { WarningRow } from '../contract.ts';
import type { Grade, Kind } from '../model.ts';
import { warningTexts } from './texts.ts';

export const clock = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** The inks of the four colours on a light ground (ux.md section 8). */
export const INKS: Readonly<Record<Grade, string>> = {
  red: '#c4161c',
  orange: '#b45309',
  yellow: '#7a5d00',
  blue: '#0958d9',
};

export const pathOf = (kind: Kind, id: string): string =>
  `/warnings/${kind}/${encodeURIComponent(id)}`;

/** A list narrowed: only what has a value stands in the address. */
export function listOf(filters: Readonly<Record<string, string | null | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value);
  return `/warnings?${search}`;
}

/** The reasons of a row in words, the worst first. */
export function useWhy(): (row: WarningRow) => string {
  const say = useTexts(warningTexts);
  const words = useWords();
  return ({ why }) =>
    why
      .map(({ text, grade, count }) =>
        say('whyOf', { reason: words(text), count, grade: say(grade) }),
      )
      .join(say('join'));
}

export function GradeChip(props: { readonly grade: Grade | null }): ReactElement {
  const say = useTexts(warningTexts);
  const { grade } = props;
  if (grade === null) return <span className="muted">{say('none')}</span>;
  return <ScaleChip scale="alarm" level={grade} />;
}
