import type { ReactElement } from 'react';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { AlarmRow } from '../contract.ts';
import { alarmsTexts } from './texts.ts';

/** Kind and rule in words, once where they are the same. */
export function useWhat(): (kind: Bilingual, rule: Bilingual) => string {
  const words = useWords();
  return (kind, rule) => [...new Set([words(kind), words(rule)])].join(' ');
}

export const clock = (at: string | null): string => at?.slice(0, 19).replace('T', ' ') ?? '—';

const TONES: Readonly<Record<AlarmRow['state']['code'], Tone>> = {
  unacknowledged: 'overdue',
  acknowledged: 'going',
  returnedUnacknowledged: 'soon',
  returned: 'soon',
  shelved: 'going',
  suppressed: 'unknown',
  outOfService: 'unknown',
  closed: 'done',
};

export function StateChip(props: { readonly state: AlarmRow['state'] }): ReactElement {
  const words = useWords();
  return <StatusChip tone={TONES[props.state.code]} text={words(props.state.text)} />;
}

/** Said wherever a value is read that was not live and whole when it decided. */
export function TrustNote(props: { readonly trust: AlarmRow['trust'] }): ReactElement | null {
  const words = useWords();
  const { code, text } = props.trust;
  return code === 'live' ? null : <StatusChip tone="unknown" text={words(text)} />;
}

interface Measured {
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
}

export const measured = ({ value, limit, unit }: Measured): string =>
  value === null ? '—' : `${value}${limit === null ? '' : ` / ${limit}`}${unit ? ` ${unit}` : ''}`;

/** How long since, in minutes or hours. */
export function useWait(): (since: string | null, now: string) => string {
  const say = useTexts(alarmsTexts);
  return (since, now) => {
    if (since === null) return '—';
    const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));
    if (minutes < 120) return say('minutes', { count: minutes });
    return say('hours', { count: Math.floor(minutes / 60) });
  };
}
