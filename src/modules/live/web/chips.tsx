import type { ReactElement } from 'react';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { TagAnswer } from '../contract.ts';
import type { Trust } from '../model.ts';
import { liveTexts } from './texts.ts';

const tones: Readonly<Record<Trust, Tone>> = {
  live: 'done',
  late: 'soon',
  manual: 'soon',
  frozen: 'overdue',
  replayed: 'overdue',
  stale: 'overdue',
  outOfRange: 'overdue',
  upstreamDown: 'overdue',
  outOfService: 'unknown',
};

/** 停用·检修至 11-26 10:00, where a window says so. */
export function TrustChip(props: Pick<TagAnswer, 'trust' | 'window'>): ReactElement {
  const say = useTexts(liveTexts);
  const { trust, window } = props;
  if (!window) return <StatusChip tone={tones[trust]} text={say(trust)} />;
  const until = timeText(window.until).slice(5, 16);
  return <StatusChip tone={tones[trust]} text={say(window.kind, { until })} />;
}

export const tagPath = (id: string): string => `/telemetry/${encodeURIComponent(id)}`;

/** 高高9 高8 */
export function useLimits(): (
  tag: Pick<TagAnswer, 'limits' | 'limitsFrom' | 'beyondStandard' | 'standard'>,
) => string {
  const say = useTexts(liveTexts);
  const words = useWords();
  return ({ limits, limitsFrom, beyondStandard, ...tag }) => {
    const standard = tag.standard ? words(tag.standard) : '';
    const each = (['highHigh', 'high', 'low', 'lowLow'] as const).flatMap((name) =>
      limits[name] === null ? [] : `${say(name)} ${limits[name]}`,
    );
    if (each.length === 0) return say('noLimits');
    if (limitsFrom === 'standard') each.push(say('fromStandard', { standard }));
    if (beyondStandard.length > 0) each.push(`⚠ ${say('beyondStandard', { standard })}`);
    return each.join(' · ');
  };
}

/** The newest value with its unit, and whether a limit is passed. */
export function Newest({ tag }: { readonly tag: TagAnswer }): ReactElement {
  const say = useTexts(liveTexts);
  const { newest, unit, active } = tag;
  if (!newest) return <span>{say('noReading')}</span>;
  return (
    <span className={active.length > 0 ? 'live-value live-over' : 'live-value'}>
      {newest.value ?? '—'} {unit ?? ''}
      {active.length > 0 ? <strong> ▲ {say('holds')}</strong> : null}
    </span>
  );
}

/** In Shanghai's time, to the second. */
export function timeText(iso: string | null): string {
  if (iso === null) return '—';
  const shown = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString();
  return `${shown.slice(0, 10)} ${shown.slice(11, 19)}`;
}
