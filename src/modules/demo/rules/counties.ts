import { must } from '../../../kernel/result.ts';

/**
 * How a made-up county goes about the plans: the share of duties that it sees done at the start,
 * how much of the rest it makes good in three years (below zero: it slips), and what it neglects.
 */
export interface Character {
  readonly diligence: number;
  readonly growth: number;
  /** record types done worse than the rest */
  readonly weak: readonly string[];
}

/** From leader to laggard; the seed deals them out, so that none is meant for a real county. */
const CHARACTERS: readonly Character[] = [
  { diligence: 0.985, growth: 0.5, weak: [] },
  { diligence: 0.64, growth: 0.15, weak: ['document', 'notice', 'publication'] },
  { diligence: 0.94, growth: 0.4, weak: ['training', 'exam', 'drill', 'scoreSheet'] },
  { diligence: 0.72, growth: 0.8, weak: [] },
  { diligence: 0.96, growth: 0.3, weak: [] },
  { diligence: 0.89, growth: 0.3, weak: ['inspection', 'penalty', 'case', 'onlinePatrol'] },
  { diligence: 0.83, growth: 0.4, weak: ['selfInspection', 'commitment', 'upgrade'] },
  { diligence: 0.93, growth: -0.9, weak: [] },
  { diligence: 0.78, growth: 0.5, weak: ['dataFeed', 'systemStatus', 'expertService'] },
];

export function characterOf(seed: number, nth: number): Character {
  const dealt = (nth + Math.abs(seed) - 1) % CHARACTERS.length;
  return must(CHARACTERS[dealt], 'a character for every county');
}

/** Share of a neglected duty that is still done. */
export const NEGLECT = 0.8;

/** Parts of the city's chemical and trade enterprises, by county in the order of the divisions. */
const CHEMICAL = [7, 12, 6, 9, 8, 11, 13, 11, 23];
const TRADE = [17, 8, 19, 12, 7, 10, 13, 9, 5];
const GOLDEN = 0.618_033_988_749_895;

/** County of an enterprise: even over any run of indices, whatever the kind of enterprise. */
export function countyIndex(chemical: boolean, index: number, counties: number): number {
  const parts = (chemical ? CHEMICAL : TRADE).slice(0, counties);
  let rest = (((index + 0.5) * GOLDEN) % 1) * parts.reduce((sum, part) => sum + part, 0);
  for (const [nth, part] of parts.entries()) {
    if (rest < part) return nth;
    rest -= part;
  }
  return 0;
}
