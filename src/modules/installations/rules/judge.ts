import type { Rational } from '../../../kernel/rational.ts';
import { toExact, toNumber } from '../../../kernel/rational.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Gb18218 } from '../../../law/standards/gb18218.ts';
import type {
  Figure,
  InventoryError,
  ItemResult,
  Judgement,
  Level,
  RecalledFigure,
  Unit,
  UnitResult,
  Weighed,
} from '../model.ts';
import { findDuplicates } from './duplicates.ts';
import { weigh } from './figures.ts';
import { alphaOf, gradingIndex, levelOf } from './grade.ts';
import { identify } from './identify.ts';
import type { Lookup } from './lookup.ts';
import { lookupOf } from './lookup.ts';
import { readInventory } from './read-inventory.ts';
import type { Resolved } from './resolve.ts';
import { resolve } from './resolve.ts';
import { workingOf } from './working.ts';

const numberOf = (figure: { readonly value: Rational } | null): number | null =>
  figure && toNumber(figure.value);

function sourceOf(figure: Figure | null): ItemResult['sources']['Q'] {
  if (!figure) return null;
  const { table, row, article, confidence } = figure;
  return { table, row, article, confidence };
}

function recalledOf(item: Weighed, index: number): RecalledFigure[] {
  const of = (
    figure: 'Q' | 'beta',
    value: number | null,
    zh: string,
    en: string,
  ): RecalledFigure => ({
    figure,
    item: index,
    name: item.name,
    value,
    zh: `${item.name}：${zh}`,
    en: `${item.name}: ${en}`,
  });
  if (item.Q === null)
    return item.basis === 'recalled'
      ? [
          of(
            'Q',
            null,
            '不在表1、表2（recalled），请核对安全技术说明书',
            'in neither table by recall; check the safety data sheet',
          ),
        ]
      : [];
  const list: RecalledFigure[] = [];
  if (item.Q.confidence === 'recalled')
    list.push(
      of(
        'Q',
        numberOf(item.Q),
        `类别 ${item.classes.join('、')} 为经验值，请按安全技术说明书给出危险性类别`,
        `class ${item.classes.join(', ')} is recalled; give its class by the safety data sheet`,
      ),
    );
  if (item.beta?.confidence === 'recalled')
    list.push(
      of(
        'beta',
        numberOf(item.beta),
        'β 所依类别为经验值，请按安全技术说明书给出危险性类别',
        'the class behind β is recalled; give its class by the safety data sheet',
      ),
    );
  return list;
}

function itemResult(item: Weighed, index: number): ItemResult {
  return {
    name: item.name,
    cas: item.cas,
    listedAs: item.listedAs,
    basis: item.basis,
    class: item.classes,
    q: toNumber(item.substance.quantity),
    Q: numberOf(item.Q),
    beta: numberOf(item.beta),
    ratio: toNumber(item.ratio),
    weighted: toNumber(item.weighted),
    exact: {
      q: toExact(item.substance.quantity),
      ratio: toExact(item.ratio),
      weighted: toExact(item.weighted),
    },
    sources: { Q: sourceOf(item.Q), beta: sourceOf(item.beta) },
    recalled: recalledOf(item, index).length > 0,
    notes: item.notes,
  };
}

/** Faults in the order of the document's lines. */
const byPath = (a: InventoryError, b: InventoryError): number =>
  a.path.localeCompare(b.path, 'en', { numeric: true });

function judgeUnit(unit: Unit, lines: readonly Resolved[], lookup: Lookup): UnitResult {
  const { edition } = lookup;
  const items = lines.map((line) => weigh(line, lookup));
  const identification = identify(items);
  const alpha = alphaOf(unit.exposedPopulation, edition);
  const R = gradingIndex(alpha.value, items);
  const level = identification.isMajorHazard ? levelOf(R, edition) : null;
  const recalledFigures = items.flatMap(recalledOf);
  return {
    name: unit.name,
    S: toNumber(identification.S),
    isMajorHazard: identification.isMajorHazard,
    R: toNumber(R),
    level: level?.level ?? null,
    levelName: level?.name ?? null,
    alpha: toNumber(alpha.value),
    exposedPopulation: unit.exposedPopulation,
    exact: { S: toExact(identification.S), R: toExact(R) },
    items: items.map(itemResult),
    recalled: recalledFigures.length > 0,
    recalledFigures,
    working: workingOf({ unit, items, identification, alpha, R, level }, edition),
  };
}

/** The gravest level of an enterprise's units; 1 is the gravest. */
export function highestLevel(units: readonly { readonly level: Level | null }[]): Level | null {
  return units.reduce<Level | null>(
    (highest, { level }) =>
      highest === null || (level !== null && level < highest) ? level : highest,
    null,
  );
}

/**
 * Identification and grading of major hazard installations (重大危险源辨识与分级, GB 18218) for an
 * inventory as parsed from JSON. Units are judged each alone. Refused with every fault found.
 *
 * @param asOf the day of the case, YYYY-MM-DD, shown in the answer
 */
export function judgeInventory(
  input: unknown,
  edition: Gb18218,
  asOf: string,
): Result<Judgement, readonly InventoryError[]> {
  const lookup = lookupOf(edition);
  const read = readInventory(input, edition.table1.length);
  if (!read.ok) return read;
  const { inventory } = read.value;
  const errors = [...read.value.errors];
  const units = inventory.units.map((unit) => {
    const lines: Resolved[] = [];
    for (const substance of unit.substances) {
      const found = resolve(substance, lookup);
      if (found.ok) lines.push(found.value);
      else errors.push(found.error);
    }
    errors.push(...findDuplicates(lines, lookup));
    return { unit, lines };
  });
  if (errors.length > 0) return refuse(errors.sort(byPath));
  const results = units.map(({ unit, lines }) => judgeUnit(unit, lines, lookup));
  const head = { standard: edition.standard, asOf };
  const [first] = results;
  if (!inventory.single || !first)
    return ok({ ...head, units: results, highestLevel: highestLevel(results) });
  const { name: _, ...result } = first;
  return ok({ ...head, ...result });
}
