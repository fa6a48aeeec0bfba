import { z } from 'zod';
import type { Day } from '../../kernel/calendar.ts';
import { parseDay } from '../../kernel/calendar.ts';
import { casFault } from './cas.ts';
import { standardFile } from './shape.ts';
import { gb18218Examples, gb18218Rules } from './shapes/gb18218-2018.ts';

/**
 * How far a figure was checked (可信度): `verified` against independent transcriptions of the
 * standard, `recalled` from practice or memory only. A result carries the flag of every figure.
 */
export const confidences = ['verified', 'recalled'] as const;
const confidence = z.enum(confidences);

/** Symbols of Table 2 (表2): J health hazards (健康危害), W physical hazards (物理危险). */
export const classSymbols = [
  ...['J1', 'J2', 'J3', 'J4', 'J5', 'W1.1', 'W1.2', 'W1.3', 'W2', 'W3', 'W4'],
  ...['W5.1', 'W5.2', 'W5.3', 'W5.4', 'W6.1', 'W6.2', 'W7.1', 'W7.2', 'W8'],
  ...['W9.1', 'W9.2', 'W10', 'W11'],
] as const;
const symbol = z.enum(classSymbols);

const cas = z.string().refine((text) => casFault(text) === null, 'no CAS number');
const name = z.string().min(1);
/** Critical quantity Q (临界量), in tonnes. */
const thresholdT = z.number().positive();
const beta = z.number().positive();

const tableSource = z.strictObject({ table: name, article: name, confidence });

const listedRow = z.strictObject({
  no: z.int().positive(),
  name,
  /** The row names the substance only while this holds; else it is a mixture (4.2.3). */
  condition: name.optional(),
  /** Names within `name` that stand for themselves, such as 丙烷. */
  alsoNames: z.array(name).default([]),
  aliases: z.array(name),
  cas: z.array(z.strictObject({ cas, of: name.optional() })),
  thresholdT,
  beta: z.strictObject({
    value: beta,
    /** `none`: the substance's classes stand in no row of Table 4. */
    from: z.enum(['table3', 'table4', 'none']),
    class: symbol.optional(),
    confidence,
    note: z.string().optional(),
  }),
});

const classRow = z.strictObject({
  symbol,
  group: z.enum(['health', 'physical']),
  category: name,
  criterion: name,
  thresholdT,
  quantityBasis: z.string().optional(),
});

const unlistedRow = z.strictObject({
  name,
  cas,
  /** Empty: in no row of Table 2, so the substance is not counted. */
  classes: z.array(symbol),
  note: z.string().optional(),
});

const alphaBand = z.strictObject({
  label: name,
  min: z.int().nonnegative(),
  max: z.int().nullable(),
  alpha: z.number().positive(),
});

const levelBand = z.strictObject({
  level: name,
  rank: z.int().min(1).max(4),
  expr: name,
  minInclusive: z.number().nonnegative(),
  maxExclusive: z.number().nullable(),
});

const day = z.string().transform((text, context): Day => {
  const parsed = parseDay(text);
  if (parsed.ok) return parsed.value;
  context.addIssue(parsed.error);
  return z.NEVER;
});

const shape = standardFile({
  /** A case is judged by the edition in force on its own date. */
  effective: day,
  figures: z.strictObject({
    table1: tableSource,
    table2: tableSource,
    table3: tableSource,
    table4: tableSource,
    table5: tableSource,
    table6: tableSource,
  }),
  commonUnlisted: z.strictObject({ confidence, note: name, rows: z.array(unlistedRow) }),
  table1: z.array(listedRow).min(1),
  table2: z.array(classRow).length(classSymbols.length),
  table3_beta_named_toxic_gas: z.array(z.strictObject({ name, cas, beta })).min(1),
  table4_beta_by_class: z.array(z.strictObject({ symbol, beta })).length(classSymbols.length),
  table5_alpha: z.array(alphaBand).min(1),
  table6_levels: z.array(levelBand).length(4),
  rules: gb18218Rules,
  workedExamples: gb18218Examples,
});
type Shape = z.infer<typeof shape>;

function* contradictions(data: Shape): Generator<string> {
  const byClass = new Map(data.table4_beta_by_class.map((row) => [row.symbol, row.beta]));
  const gases = new Map(data.table3_beta_named_toxic_gas.map((row) => [row.cas, row.beta]));
  for (const { no, cas: numbers, beta: b } of data.table1) {
    const gas = numbers.map((entry) => gases.get(entry.cas)).find((value) => value !== undefined);
    if (gas !== undefined && (b.from !== 'table3' || b.value !== gas))
      yield `table1 row ${no}: Table 3 says β ${gas}`;
    if ((b.from === 'table4') !== (b.class !== undefined))
      yield `table1 row ${no}: a class goes with table4 and with nothing else`;
    if (b.class !== undefined && byClass.get(b.class) !== b.value)
      yield `table1 row ${no}: Table 4 says β ${byClass.get(b.class)} for ${b.class}`;
    if (b.from !== 'table3' && b.confidence === 'verified')
      yield `table1 row ${no}: the standard gives no class, so its β is recalled`;
  }
  const bands = [...data.table5_alpha].sort((a, b) => a.min - b.min);
  if (bands[0]?.min !== 0) yield 'table5: the first band does not begin at 0';
  for (const [i, band] of bands.entries()) {
    const next = bands[i + 1];
    if (next ? band.max !== next.min - 1 : band.max !== null) yield `table5: gap at ${band.label}`;
  }
  for (const [i, level] of data.table6_levels.entries()) {
    const above = data.table6_levels[i - 1];
    if (level.rank !== i + 1) yield `table6: ${level.level} stands at the wrong place`;
    if (level.maxExclusive !== (above ? above.minInclusive : null))
      yield `table6: gap at ${level.level}`;
  }
  if (data.table6_levels.at(-1)?.minInclusive !== 0)
    yield 'table6: the last level does not begin at 0';
}

/** GB 18218 危险化学品重大危险源辨识, one edition: `gb18218-2018.json`, checked when it is loaded. */
export const gb18218Schema = shape.superRefine((data, context) => {
  const numbers = data.table1.map((row) => row.no);
  if (numbers.some((no, i) => no !== i + 1))
    context.addIssue('table1: rows are not numbered 1, 2, 3 …');
  for (const rows of [data.table2, data.table4_beta_by_class]) {
    if (new Set(rows.map((row) => row.symbol)).size !== rows.length)
      context.addIssue('table2 or table4: a symbol stands twice');
  }
  for (const message of contradictions(data)) context.addIssue(message);
});

export type ClassSymbol = (typeof classSymbols)[number];
export type Confidence = (typeof confidences)[number];
export type Gb18218 = z.infer<typeof gb18218Schema>;
export type ListedRow = Gb18218['table1'][number];
export type ClassRow = Gb18218['table2'][number];
export type UnlistedRow = Gb18218['commonUnlisted']['rows'][number];
export type TableSource = Gb18218['figures']['table1'];

/** The edition in force at the end of a day, or null before the first one. */
export function editionOn<T extends { readonly effective: Day }>(
  editions: readonly T[],
  on: Day,
): T | null {
  const begun = editions.filter((edition) => edition.effective <= on);
  return begun.reduce<T | null>(
    (latest, edition) => (latest && latest.effective > edition.effective ? latest : edition),
    null,
  );
}
