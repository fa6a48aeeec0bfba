import type { Attributes } from './fact.ts';
import { iso } from './fact.ts';
import type { Profile } from './profile.ts';
import { has } from './profile.ts';
import { hash32 } from './random.ts';

/** Items of the published criteria (判定标准) that a major hazard of the made-up city cites. */
interface Cited {
  readonly static: readonly string[];
  readonly dynamic: readonly string[];
}

const CHEMICAL: Cited = {
  static: ['HC17-4', 'HC17-5', 'HC17-10', 'HC17-12', 'HC17-13', 'HC17-14'],
  dynamic: ['HC17-1', 'HC17-2', 'HC17-15', 'HC17-16', 'HC17-17', 'HC17-18', 'HC17-20'],
};

/** In force from this day: the themes of AQ 3067-2026, its words are not on file. */
const SUCCESSOR_FROM = '2026-09-30';
const SUCCESSOR: Cited = {
  static: ['AQ3067-5.2.1', 'AQ3067-5.4.2', 'AQ3067-5.5.3', 'AQ3067-5.5.6'],
  dynamic: ['AQ3067-5.1.1', 'AQ3067-5.1.4', 'AQ3067-5.4.6', 'AQ3067-5.6.1', 'AQ3067-5.7.6'],
};

const TRADE_DYNAMIC = ['GM10-3-1', 'GM10-3-2', 'GM10-14'];
const BY_SECTOR: Readonly<Record<string, readonly string[]>> = {
  metallurgy: ['GM10-4-1', 'GM10-4-6', 'GM10-4-7'],
  nonferrous: ['GM10-5-4', 'GM10-5-5', 'GM10-5-12'],
  building_materials: ['GM10-6-1', 'GM10-6-5', 'GM10-6-6'],
  machinery: ['GM10-7-2', 'GM10-7-4', 'GM10-7-7'],
  light: ['GM10-8-1', 'GM10-8-4', 'GM10-8-6'],
  textile: ['GM10-9-1'],
};
const BY_FEATURE: readonly (readonly [string, Cited])[] = [
  ['dustExplosive', { static: ['GM10-11-3', 'GM10-11-7', 'GM10-11-8'], dynamic: ['GM10-11-10'] }],
  ['ammoniaRefrigeration', { static: ['GM10-12-1'], dynamic: ['GM10-12-2'] }],
  ['confinedSpace', { static: ['GM10-13-1'], dynamic: ['GM10-13-2'] }],
];

/** The same for the same record, whatever else is drawn by lot. */
export function criterionOf(
  e: Profile,
  record: string,
  found: number,
  nature: 'static' | 'dynamic',
): Attributes {
  const items = e.chemical ? chemical(e, found, nature) : trade(e, nature);
  const item = items[hash32(record) % Math.max(1, items.length)];
  return item === undefined ? {} : { criterion: item };
}

/** Fireworks and oil extraction have criteria that are not on file. */
function chemical(e: Profile, found: number, nature: 'static' | 'dynamic'): readonly string[] {
  const bound = ['chemical', 'hazchem', 'oilGasStorage'].some((code) => has(e, 'industry', code));
  if (!bound) return [];
  return iso(found) < SUCCESSOR_FROM ? CHEMICAL[nature] : SUCCESSOR[nature];
}

function trade(e: Profile, nature: 'static' | 'dynamic'): readonly string[] {
  const special = BY_FEATURE.flatMap(([code, cited]) =>
    has(e, 'tradeFeatures', code) ? cited[nature] : [],
  );
  if (nature === 'dynamic') return [...TRADE_DYNAMIC, ...special];
  return [...(BY_SECTOR[String(e.variant.set.tradeSector)] ?? []), ...special];
}
