import { must } from '../../../kernel/result.ts';
import { creditCode } from './credit-code.ts';
import type { County, Places, Township } from './places.ts';
import type { Random } from './random.ts';
import { hash32, random } from './random.ts';
import type { Variant } from './variants.ts';
import { chemicalVariants, tradeVariants } from './variants.ts';

/** Who an enterprise is: a function of seed and index alone, so that any one can be made first. */
export interface Profile {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly chemical: boolean;
  readonly variant: Variant;
  readonly county: County;
  readonly township: Township;
  readonly park: string | null;
  /** share of duties done at the start; grows over the three years */
  readonly diligence: number;
  readonly keyList: boolean;
  readonly employees: number;
  readonly rng: Random;
}

const SURNAMES = [
  '星辰',
  '云帆',
  '明德',
  '启源',
  '恒岳',
  '嘉禾',
  '远川',
  '青梧',
  '长河',
  '牡丹',
] as const;
const EMPLOYEES: Readonly<Record<string, number>> = {
  micro: 6,
  small: 40,
  medium: 220,
  large: 700,
};

/** Neighbours in a block share their county, so that its campaigns can name them together. */
export const BLOCK = 44;

export function profileOf(seed: number, places: Places, chemical: boolean, index: number): Profile {
  const rng = random(`${seed}/${chemical ? 'chem' : 'trade'}/${index}`);
  const block = Math.floor(index / BLOCK);
  const nth = (chemical ? block * 2 : block) % places.counties.length;
  const county = must(places.counties[nth], 'there are counties');
  const township = must(
    county.townships[rng.int(0, county.townships.length - 1)],
    'a county has townships',
  );
  const variants = chemical ? chemicalVariants : tradeVariants;
  const variant = must(variants[index % variants.length], 'a variant for every index');
  const park = chemical ? (county.parks[0] ?? null) : null;
  const word = rng.pick(SURNAMES);
  return {
    id: creditCode(seed, county.code, chemical ? index * 2 : index * 2 + 1),
    index,
    name: `示例${county.name}${word}${variant.word}有限公司（虚构${chemical ? 'H' : 'T'}${index}）`,
    chemical,
    variant,
    county,
    township,
    park,
    diligence: Math.min(0.995, county.diligence * (0.82 + 0.22 * rng.next())),
    keyList: rng.chance(0.2) || index % 11 === 0,
    employees: Math.round((EMPLOYEES[String(variant.set.scale)] ?? 20) * (0.6 + rng.next())),
    rng,
  };
}

export function is(profile: Profile, industry: string): boolean {
  return has(profile, 'industry', industry);
}

export function has(profile: Profile, attribute: string, code: string): boolean {
  const value = profile.variant.set[attribute];
  return Array.isArray(value) && value.includes(code);
}

/** Ids of the people and facilities of an enterprise follow from its own. */
export function personId(profile: Profile, role: string): string {
  return `${profile.id}-P-${role}`;
}

export function facilityId(profile: Profile, part: string): string {
  return `${profile.id}-F-${part}`;
}

export function organisationId(kind: string, division: string): string {
  return `ORG-${kind}-${division}`;
}

const ORANGE: Readonly<Record<string, number>> = { '2024': 25, '2025': 12, '2026': 6 };

/** Colour of its grade in the year: fewer orange ones each year, red only at the start. */
export function colourOf(profile: Profile, date: string): string {
  const year = date.slice(0, 4);
  if (profile.variant.set.risk === 'prominent' && year === '2024') return 'red';
  const lot = hash32(`${profile.id}/${year}`) % 100;
  if (lot < (ORANGE[year] ?? 5)) return 'orange';
  return lot < 60 ? 'yellow' : 'blue';
}
