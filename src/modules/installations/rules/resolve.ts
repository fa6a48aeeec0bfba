import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { ClassSymbol, ListedRow, UnlistedRow } from '../../../law/standards/gb18218.ts';
import type { InventoryError, Substance } from '../model.ts';
import type { Lookup } from './lookup.ts';
import { plainName } from './names.ts';
import {
  ambiguousSubstance,
  identityDisagrees,
  mixtureNeedsClass,
  noIdentity,
  unknownCas,
  unknownName,
} from './substance-errors.ts';

/**
 * What a line of an inventory is to the standard: `listed` in Table 1 (4.1.2 a); else by the
 * `stated` classes, or by the `recalled` classes of a common substance (4.1.2 b).
 */
export type Resolved = {
  readonly substance: Substance;
  readonly cas: string | null;
} & (
  | { readonly basis: 'listed'; readonly row: ListedRow }
  | { readonly basis: 'stated'; readonly classes: readonly ClassSymbol[] }
  | {
      readonly basis: 'recalled';
      readonly classes: readonly ClassSymbol[];
      readonly row: UnlistedRow;
    }
);

type Found<T> = Result<T | null, InventoryError>;

const label = (row: ListedRow): string => `${row.no} ${row.name} (Q ${row.thresholdT} t)`;

function oneOf(substance: Substance, field: string, rows: readonly ListedRow[]): Found<ListedRow> {
  const [first, ...others] = rows;
  if (!first || others.length === 0) return ok(first ?? null);
  return refuse(
    ambiguousSubstance(
      `${substance.path}.${field}`,
      substance.cas ?? substance.name ?? '',
      rows.map(label),
      [`add "row", such as "row":${first.no}`, `请补上表1的行号 "row"，如 "row":${first.no}`],
    ),
  );
}

/** Row, CAS and name must not speak of different substances. */
function listedRow(substance: Substance, lookup: Lookup): Found<ListedRow> {
  const { path, cas, name, row: number } = substance;
  const byCas = cas === null ? null : (lookup.listedByCas.get(cas) ?? []);
  const byName = name === null ? [] : (lookup.listedByName.get(plainName(name)) ?? []);
  const disagree = (field: string, given: string, row: ListedRow): Found<ListedRow> =>
    refuse(identityDisagrees(`${path}.${field}`, given, label(row)));
  if (number !== null) {
    const row = lookup.edition.table1[number - 1];
    if (!row) return ok(null);
    if (cas !== null && row.cas.length > 0 && !byCas?.includes(row))
      return disagree('cas', cas, row);
    if (byName.length > 0 && !byName.includes(row)) return disagree('name', name ?? '', row);
    return ok(row);
  }
  if (byCas === null) return oneOf(substance, 'name', byName);
  const both = byCas.filter((row) => byName.includes(row));
  if (both.length > 0) return oneOf(substance, 'cas', both);
  const [named] = byName;
  if (named && byCas.length > 0) return disagree('name', name ?? '', byCas[0] ?? named);
  // A row without CAS, such as 烷基铝, names a group: its members have numbers of their own.
  if (named) return named.cas.length === 0 ? ok(named) : disagree('cas', cas ?? '', named);
  return oneOf(substance, 'cas', byCas);
}

function unlistedRow(substance: Substance, lookup: Lookup): Found<UnlistedRow> {
  const name = substance.name === null ? null : plainName(substance.name);
  const rows =
    (substance.cas === null
      ? lookup.unlistedByName.get(name ?? '')
      : lookup.unlistedByCas.get(substance.cas)) ?? [];
  const exact = rows.filter((row) => plainName(row.name) === name);
  const [first, ...others] = exact.length > 0 ? exact : rows;
  if (!first || others.length === 0) return ok(first ?? null);
  return refuse(
    ambiguousSubstance(
      `${substance.path}.${substance.cas === null ? 'name' : 'cas'}`,
      substance.cas ?? substance.name ?? '',
      rows.map((row) => `${row.name} (${row.classes.join(', ')})`),
      ['write the name as it stands here, or give its class', '请照此写全名称，或给出危险类别'],
    ),
  );
}

/** The CAS number that a row gives for the name used, when it gives just one. */
function casOf(row: ListedRow, substance: Substance): string | null {
  if (substance.cas !== null) return substance.cas;
  const name = plainName(substance.name ?? '');
  const own = row.cas.filter((entry) => entry.of !== undefined && plainName(entry.of) === name);
  const rest = row.cas.filter((entry) => entry.of === undefined);
  const [only, ...others] = own.length > 0 ? own : rest;
  const spoken = row.alsoNames.some((other) => plainName(other) === name);
  return only && others.length === 0 && (own.length > 0 || !spoken) ? only.cas : null;
}

/** Looks a line up; the refusals name the field and the way out. */
export function resolve(substance: Substance, lookup: Lookup): Result<Resolved, InventoryError> {
  const { cas, name, classes, path } = substance;
  if (substance.mixture === 'newClass')
    return classes
      ? ok({ substance, cas, basis: 'stated', classes })
      : refuse(mixtureNeedsClass(`${path}.class`));
  const listed = listedRow(substance, lookup);
  if (!listed.ok) return listed;
  if (listed.value)
    return ok({
      substance,
      cas: casOf(listed.value, substance),
      basis: 'listed',
      row: listed.value,
    });
  const common = unlistedRow(substance, lookup);
  if (classes) {
    const number = cas ?? (common.ok && common.value ? common.value.cas : null);
    return ok({ substance, cas: number, basis: 'stated', classes });
  }
  if (!common.ok) return common;
  if (common.value) {
    const row = common.value;
    return ok({ substance, cas: row.cas, basis: 'recalled', classes: row.classes, row });
  }
  if (cas !== null) return refuse(unknownCas(`${path}.cas`, cas));
  return refuse(name === null ? noIdentity(path) : unknownName(`${path}.name`, name));
}
