import type { InventoryError } from '../model.ts';
import type { Lookup } from './lookup.ts';
import { namesOf } from './lookup.ts';
import { plainName } from './names.ts';
import type { Resolved } from './resolve.ts';
import { duplicateSubstance } from './substance-errors.ts';

interface Keys {
  /** Under which a later line finds this one. */
  readonly known: readonly string[];
  /** Which this line looks for. */
  readonly sought: readonly string[];
}

const same = (key: string): Keys => ({ known: [key], sought: [key] });

/** Six rows of Table 1 share a CAS number, and one row may name several substances. */
function listedKeys(resolved: Resolved & { basis: 'listed' }, name: string | null): Keys {
  const { row, cas } = resolved;
  const alone = row.alsoNames.some((other) => plainName(other) === name);
  const own = name !== null && (alone || !namesOf(row).includes(name)) ? name : 'row';
  return same(`listed ${row.no} ${cas ?? own}`);
}

/** Nothing to compare by when only a class is known: different substances of a class are usual. */
function keysOf(resolved: Resolved, lookup: Lookup): Keys {
  const { substance, cas } = resolved;
  const name = substance.name === null ? null : plainName(substance.name);
  if (substance.mixture !== null) {
    const what = name ?? cas ?? substance.row;
    return what === null ? { known: [], sought: [] } : same(`mixture ${what}`);
  }
  if (resolved.basis === 'listed') return listedKeys(resolved, name);
  if (resolved.basis === 'recalled') {
    const strengths = lookup.unlistedByCas.get(resolved.row.cas)?.length ?? 0;
    if (strengths > 1) return same(`cas ${resolved.row.cas} ${resolved.row.name}`);
  }
  if (cas === null)
    return name === null
      ? { known: [], sought: [] }
      : { known: [`bare ${name}`], sought: [`bare ${name}`, `name ${name}`] };
  // With a CAS number the name tells only against lines that have none.
  return {
    known: [`cas ${cas}`, ...(name === null ? [] : [`name ${name}`])],
    sought: [`cas ${cas}`, ...(name === null ? [] : [`bare ${name}`])],
  };
}

/** The lines of one unit that repeat an earlier one, by CAS number or by name. */
export function findDuplicates(lines: readonly Resolved[], lookup: Lookup): InventoryError[] {
  const seen = new Map<string, string>();
  const errors: InventoryError[] = [];
  for (const line of lines) {
    const { known, sought } = keysOf(line, lookup);
    const { path } = line.substance;
    const first = sought.map((key) => seen.get(key)).find((found) => found !== undefined);
    if (first !== undefined) errors.push(duplicateSubstance(path, first));
    for (const key of known) if (!seen.has(key)) seen.set(key, path);
  }
  return errors;
}
