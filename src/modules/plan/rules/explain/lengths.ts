import { parseDuration } from '../../../../kernel/duration.ts';
import type { Words } from '../../model.ts';

/** Lengths of time and rhythms in words. */

const rhythms: Readonly<Record<string, Words>> = {
  P1D: { zh: '每天', en: 'every day' },
  P1W: { zh: '每周', en: 'every week' },
  P7D: { zh: '每周', en: 'every week' },
  P1M: { zh: '每月', en: 'every month' },
  P3M: { zh: '每季度', en: 'every quarter' },
  P6M: { zh: '每半年', en: 'every half-year' },
  P1Y: { zh: '每年', en: 'every year' },
  P12M: { zh: '每年', en: 'every year' },
};

export function rhythmWords(iso: string): Words {
  const known = rhythms[iso];
  if (known) return known;
  const { zh, en } = durationWords(iso);
  return { zh: `每${zh}`, en: `every ${en}` };
}

/** `P1Y6M`: 1年6个月, 1 year 6 months. */
export function durationWords(iso: string): Words {
  const parsed = parseDuration(iso);
  if (!parsed.ok) throw new Error(parsed.error);
  const { months, days, ms } = parsed.value;
  const minutes = Math.round(ms / 60_000);
  const parts: [number, string, string][] = [
    [Math.floor(months / 12), '年', 'year'],
    [months % 12, '个月', 'month'],
    [days, '天', 'day'],
    [Math.floor(minutes / 60), '小时', 'hour'],
    [minutes % 60, '分钟', 'minute'],
  ];
  const present = parts.filter(([n]) => n > 0);
  if (present.length === 0) return { zh: '0天', en: '0 days' };
  return {
    zh: present.map(([n, zh]) => `${n}${zh}`).join(''),
    en: present.map(([n, , en]) => `${n} ${en}${n === 1 ? '' : 's'}`).join(' '),
  };
}
