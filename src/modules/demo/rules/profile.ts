import type { Day } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { countyIndex } from './counties.ts';
import { creditCode } from './credit-code.ts';
import { FROM, moment } from './fact.ts';
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
  /** first day in the register, and the day on which it leaves it */
  readonly entry: Day;
  readonly exit: Day | null;
  readonly rated: Rated;
  /** same sector or equipment as the enterprise of a larger accident */
  readonly similar: boolean;
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

/** One enterprise in so many has an accident. */
export const ACCIDENTS = 40;
/** Enterprises that are made together: those of one county are a block of neighbours. */
export const SPAN = 396;

export function profileOf(seed: number, places: Places, chemical: boolean, index: number): Profile {
  const rng = random(`${seed}/${chemical ? 'chem' : 'trade'}/${index}`);
  const nth = countyIndex(chemical, index, places.counties.length);
  const county = must(places.counties[nth], 'there are counties');
  const township = must(
    county.townships[rng.int(0, county.townships.length - 1)],
    'a county has townships',
  );
  const variants = chemical ? chemicalVariants : tradeVariants;
  const variant = must(variants[index % variants.length], 'a variant for every index');
  const park = chemical && inPark(variant) ? (county.parks[0] ?? null) : null;
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
    similar: !chemical && rng.chance(0.03),
    employees: Math.round((EMPLOYEES[String(variant.set.scale)] ?? 20) * (0.6 + rng.next())),
    ...stay(variant, index, rng),
    rated: ratedOf(variant, rng),
    rng,
  };
}

/** Petrol stations, wells and shops lie elsewhere. */
function inPark({ parts }: Variant): boolean {
  return parts.length > 0 && !parts.some((part) => part === 'tank' || part === 'wellSite');
}

/** How the bureau rates it. */
export interface Rated {
  readonly risk: string;
  readonly staffQuality: string;
  readonly managementLevel: string;
  readonly technology: string;
}

function ratedOf(variant: Variant, rng: Random): Rated {
  const { risk, staffQuality, managementLevel, technology } = variant.set;
  return {
    risk: String(risk ?? (rng.chance(0.04) ? 'prominent' : 'ordinary')),
    staffQuality: String(staffQuality ?? (rng.chance(0.04) ? 'poor' : 'good')),
    managementLevel: String(managementLevel ?? (rng.chance(0.03) ? 'poor' : 'fair')),
    technology: String(technology ?? 'ordinary'),
  };
}

/** Of the ordinary ones, one in twenty is founded and one in forty leaves within the three years. */
function stay(variant: Variant, index: number, rng: Random): Pick<Profile, 'entry' | 'exit'> {
  const lot = rng.next();
  const at = (FROM + rng.int(150, 600)) as Day;
  if (!variant.ordinary || index % ACCIDENTS === 13) return { entry: FROM, exit: null };
  return { entry: lot < 0.05 ? at : FROM, exit: lot > 0.975 ? at : null };
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

/** Colour of its grade in the year: fewer orange ones each year, red mostly at the start. */
export function colourOf(profile: Profile, date: string): string {
  const year = date.slice(0, 4);
  const stubborn = Math.floor(profile.index / 30) % 3 === 0;
  if (profile.variant.set.risk === 'prominent' && (stubborn || year === '2024')) return 'red';
  const lot = hash32(`${profile.id}/${year}`) % 100;
  if (lot < (ORANGE[year] ?? 5)) return 'orange';
  return lot < 60 ? 'yellow' : 'blue';
}

/** Moment at which the enterprise, its people and its sites enter the register. */
export function entered(profile: Profile): string {
  return moment(profile.entry, 9 * 60);
}

export function present(profile: Profile, at: number): boolean {
  return at >= profile.entry && (profile.exit === null || at < profile.exit);
}

/** There from the first day to the last. */
export function settled(profile: Profile): boolean {
  return profile.entry === FROM && profile.exit === null;
}
