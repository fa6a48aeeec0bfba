import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import type { Result } from '../../kernel/result.ts';
import { must, ok, refuse } from '../../kernel/result.ts';
import { editionOn } from '../../law/standards/gb18218.ts';
import { loadGb18218 } from './load.ts';
import type { InventoryError, Judgement, UnitResult } from './model.ts';
import { noEdition } from './rules/form-errors.ts';
import type { LineFault } from './rules/held.ts';
import { inventoryOf, lineFaults } from './rules/held.ts';
import { judgeInventory } from './rules/judge.ts';

/** Judges an inventory by the edition of GB 18218 in force at the end of a day. */
export function hazardLevel(
  input: unknown,
  asOf: Day,
): Result<Judgement, readonly InventoryError[]> {
  const editions = loadGb18218();
  const edition = editionOn(editions, asOf);
  if (edition) return judgeInventory(input, edition, formatDay(asOf));
  const [first] = editions.map((one) => one.effective).sort((a, b) => a - b);
  const begins = formatDay(must(first, 'an edition is on file'));
  return refuse([noEdition(formatDay(asOf), begins)]);
}

type Values = Readonly<Record<string, unknown>>;

export type HeldResult = Omit<UnitResult, 'name'> & Pick<Judgement, 'standard'>;

/**
 * The level of one unit whose inventory is kept as records: attributes of the dictionary's
 * `substance`, and the people around it. Refused with every fault, by line and attribute.
 */
export function judgeHeld(
  lines: readonly Values[],
  exposedPopulation: number,
  asOf: Day,
): Result<HeldResult, readonly LineFault[]> {
  const judged = hazardLevel(inventoryOf(lines, exposedPopulation), asOf);
  if (!judged.ok) return refuse(lineFaults(judged.error));
  if ('units' in judged.value) throw new Error('one unit was judged');
  const { asOf: _, ...result } = judged.value;
  return ok(result);
}

/** What is wrong with a line, alone or beside those that its unit holds already. */
export function faultsOfLine(
  line: Values,
  others: readonly Values[],
  asOf: Day,
): readonly LineFault[] {
  const judged = judgeHeld([...others, line], 0, asOf);
  return judged.ok ? [] : judged.error.filter((fault) => fault.line === others.length);
}
