import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import type { Result } from '../../kernel/result.ts';
import { must, refuse } from '../../kernel/result.ts';
import { editionOn } from '../../law/standards/gb18218.ts';
import { loadGb18218 } from './load.ts';
import type { InventoryError, Judgement } from './model.ts';
import { noEdition } from './rules/form-errors.ts';
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
