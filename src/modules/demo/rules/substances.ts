import type { Fact } from './fact.ts';
import { fact, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { entered, facilityId } from './profile.ts';
import type { Random } from './random.ts';
import { random } from './random.ts';

/**
 * What the made-up major hazard installations hold: substances that GB 18218 names, with its
 * critical quantity Q and correction factor β, so that the inventory makes the stated level.
 */
interface Held {
  readonly name: string;
  readonly cas: string;
  readonly Q: number;
  readonly beta: number;
}

const held = (name: string, cas: string, Q: number, beta: number): Held => ({ name, cas, Q, beta });

/** Two that a process unit holds, or a tank farm: the larger share first. */
const UNITS: readonly [readonly Held[], ...(readonly Held[])[]] = [
  [held('氨', '7664-41-7', 10, 2), held('甲醇', '67-56-1', 500, 1)],
  [held('氯', '7782-50-5', 5, 4), held('苯', '71-43-2', 50, 1)],
  [held('环氧乙烷', '75-21-8', 10, 2), held('乙烯', '74-85-1', 50, 1.5)],
];
const FARMS: readonly [readonly Held[], ...(readonly Held[])[]] = [
  [held('苯', '71-43-2', 50, 1), held('甲苯', '108-88-3', 500, 1)],
  [held('汽油', '86290-81-5', 200, 1), held('甲醇', '67-56-1', 500, 1)],
  [held('丙烯腈', '107-13-1', 50, 1), held('苯乙烯', '100-42-5', 500, 1)],
  [held('液化石油气', '68476-85-7', 50, 1.5), held('丙酮', '67-64-1', 500, 1)],
];

/** People within 500 m, and α by Table 5. */
const AROUND = [
  [0, 0.5],
  [18, 1],
  [42, 1.2],
  [76, 1.5],
  [160, 2],
] as const;

const FIRST_SHARE = 0.7;
const GROWN = 0.08;
/** Σ β·q/Q of an inventory that surely reaches S = 1. */
const LEAST = 1.6;

export interface Inventory {
  readonly exposedPopulation: number;
  /** R of GB 18218 as the enterprise states it. */
  readonly R: number;
  readonly lines: readonly { readonly of: Held; readonly quantity: string }[];
  /** It took in more afterwards than its level was stated for. */
  readonly grown: boolean;
}

const tonnes = (value: number): number => Math.ceil(value * 10) / 10;

/** An inventory of about this R: of the level that the enterprise states. */
export function inventoryOf(e: Profile, key: string, R: number): Inventory {
  const rng: Random = random(`${facilityId(e, key)}/inventory`);
  // Few people where R is small, else it would hold too little; many where R is great.
  const around = R < 10 ? AROUND.slice(0, 2) : AROUND.slice(R > 50 ? 3 : 1);
  const [exposedPopulation, alpha] = around[rng.int(0, around.length - 1)] ?? AROUND[0];
  const pair = rng.pick(key === 'installation' ? UNITS : FARMS);
  const sum = Math.max(R / alpha, LEAST);
  const lines = pair.map((of, n) => {
    const share = n === 0 ? FIRST_SHARE : 1 - FIRST_SHARE;
    return { of, quantity: tonnes((sum * share * of.Q) / of.beta) };
  });
  const made = lines.reduce((total, { of, quantity }) => total + (of.beta * quantity) / of.Q, 0);
  return {
    exposedPopulation,
    R: Math.round(alpha * made * 100) / 100,
    lines: lines.map(({ of, quantity }) => ({ of, quantity: quantity.toFixed(1) })),
    grown: rng.chance(GROWN),
  };
}

export function* substanceFacts(e: Profile, key: string, inventory: Inventory): Generator<Fact> {
  const facility = facilityId(e, key);
  for (const [n, { of, quantity }] of inventory.lines.entries()) {
    const record = `${facility}-S-${n + 1}`;
    const { name, cas } = of;
    yield fact('substance', record, entered(e), {
      name,
      facility,
      enterprise: e.id,
      cas,
      quantity,
    });
    if (n === 0 && inventory.grown) {
      const more = (Number(quantity) * 6).toFixed(1);
      yield fact('substance', record, moment(e.entry + 480, 600), { quantity: more }, 1);
    }
  }
}
