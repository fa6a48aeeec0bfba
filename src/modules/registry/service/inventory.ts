import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { HeldResult, LineFault } from '../../installations/index.ts';
import { faultsOfLine, judgeHeld } from '../../installations/index.ts';
import type { Computed, Inventory } from '../inventory-model.ts';
import type { Field } from '../model.ts';
import { agreement, LINE, STATED } from '../rules/inventory.ts';
import { mayOwn } from '../rules/ownership.ts';
import { fieldOf } from '../rules/record-fields.ts';
import { attributeIn } from '../rules/vocabulary.ts';
import type { LineRow } from '../store/inventory.ts';
import { factsOfLines, linesOf } from '../store/inventory.ts';
import type { FactRow } from '../store/record-rows.ts';
import type { Reader } from './common.ts';
import { knownType } from './common.ts';
import { describe, opened, versionOf } from './records.ts';

interface OneFacility {
  readonly id: string;
  readonly asOf?: string | undefined;
}

/** The inventory of a facility as it stood on the day, and the level that it makes by GB 18218. */
export function inventoryPage(
  city: LiveCity,
  caller: Reader,
  { id, asOf }: OneFacility,
): Promise<Result<Inventory, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, { type: 'facility', id, asOf });
    if (!found.ok) return found;
    const record = await describe(client, city, caller, found.value);
    const { at, day, text } = found.value.seen;
    const type = knownType(city, 'substance');
    const rows = await linesOf(client, id, at);
    const facts = await factsOfLines(
      client,
      rows.map((row) => row.record),
    );
    const all = record.groups.flatMap(({ fields }) => fields);
    const stated = new Map(all.map((field) => [field.name, field]));
    const population = stated.get('exposedPopulation')?.value ?? null;
    const judged = judgeHeld(
      rows.map(({ values }) => values),
      typeof population === 'number' ? population : 0,
      day,
    );
    const faults = judged.ok ? [] : judged.error;
    const computed = judged.ok && typeof population === 'number' ? computedOf(judged.value) : null;
    return ok({
      facility: { type: 'facility', id, name: record.name },
      enterprise: record.enterprise,
      asOf: text,
      lines: rows.map((row, index) => ({
        ...lineOf(type, row, facts.get(row.record) ?? [], at),
        faults: faultsAt(faults, index),
      })),
      stated: STATED.flatMap((name) => stated.get(name) ?? []),
      computed,
      whyNot: whyNotOf(rows.length, faults.length, computed),
      agrees: agreement(stated, computed),
      mayChange: record.live && mayOwn('substance', caller.roles),
    });
  });
}

function whyNotOf(lines: number, faults: number, computed: Computed | null): Inventory['whyNot'] {
  if (computed) return null;
  if (lines === 0) return 'noLines';
  return faults > 0 ? 'faults' : 'noPopulation';
}

function faultsAt(
  faults: readonly LineFault[],
  index: number,
): Inventory['lines'][number]['faults'] {
  return faults
    .filter(({ line }) => line === index)
    .map(({ attribute, message }) => ({ attribute, message }));
}

function lineOf(type: RecordDefinition, row: LineRow, facts: readonly FactRow[], at: Date) {
  const known = { at, names: new Map<string, string | null>() };
  const fields: Field[] = LINE.map((name) =>
    fieldOf(type.type, attributeIn(type, name), row.values[name], facts, known),
  );
  return { id: row.id, version: versionOf(facts), fields };
}

function computedOf(result: HeldResult): Computed {
  const { standard, S, isMajorHazard, R, level, alpha, exposedPopulation, recalled } = result;
  return {
    ...{ standard, S, isMajorHazard, R, level, alpha, exposedPopulation, recalled },
    recalledFigures: result.recalledFigures.map(({ zh, en }) => ({ zh, en })),
    items: result.items.map(
      ({ name, basis, class: classes, exact, Q, beta, ratio, weighted, sources, ...rest }) => ({
        ...{ name, basis, Q, beta, ratio, weighted, sources, q: exact.q },
        class: [...classes],
        recalled: rest.recalled,
        notes: [...rest.notes],
      }),
    ),
    working: result.working.map(({ step, kind, formula, zh, en, table, article, confidence }) => ({
      ...{ step, kind, formula, table, article, confidence },
      text: { zh, en },
    })),
  };
}

/** What is wrong with a line that is to be written, beside those that its unit holds; by attribute. */
export async function substanceFaults(
  client: PoolClient,
  city: LiveCity,
  values: Readonly<Record<string, unknown>>,
  id: string | null,
): Promise<ReadonlyMap<string, Bilingual>> {
  const day = city.today();
  const { facility } = values;
  const at = new Date(city.now());
  const held = typeof facility === 'string' ? await linesOf(client, facility, at) : [];
  const others = held.filter((row) => row.id !== id).map((row) => row.values);
  const faults = faultsOfLine(values, others, day);
  return new Map(faults.toReversed().map(({ attribute, message }) => [attribute, message]));
}
