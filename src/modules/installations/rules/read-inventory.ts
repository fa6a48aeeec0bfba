import { ZERO } from '../../../kernel/rational.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Inventory, InventoryError, Substance, Unit } from '../model.ts';
import {
  duplicateUnit,
  emptyList,
  missingField,
  notObject,
  tooMany,
  twoForms,
  unknownField,
  wrongType,
} from './form-errors.ts';
import type { Errors } from './read-fields.ts';
import {
  absent,
  readCas,
  readClasses,
  readMixture,
  readName,
  readPopulation,
  readQuantity,
} from './read-fields.ts';
import { unknownRow } from './substance-errors.ts';

const MAX_SUBSTANCES = 5_000;
const MAX_UNITS = 1_000;
const topFields = ['substances', 'units', 'exposedPopulation'];
const unitFields = ['name', 'substances', 'exposedPopulation'];
const substanceFields = ['cas', 'name', 'row', 'class', 'mixture', 'quantity'];

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(
  value: unknown,
  path: string,
  allowed: readonly string[],
  errors: Errors,
): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push(notObject(path));
    return null;
  }
  for (const key of Object.keys(value)) {
    if (allowed.includes(key)) continue;
    const short = key.slice(0, 60);
    errors.push(unknownField(path === '' ? short : `${path}.${short}`, key, allowed));
  }
  return { ...value };
}

function listOf(
  value: unknown,
  path: string,
  limit: number,
  what: readonly [string, string],
  errors: Errors,
): readonly unknown[] {
  if (absent(value)) errors.push(missingField(path, what));
  else if (!Array.isArray(value)) errors.push(wrongType(path, value, ['a list', '列表']));
  else if (value.length === 0) errors.push(emptyList(path));
  else if (value.length > limit) errors.push(tooMany(path, limit));
  else return value;
  return [];
}

function readRow(value: unknown, path: string, rows: number, errors: Errors): number | null {
  if (absent(value)) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= rows)
    return value;
  errors.push(unknownRow(path, value, rows));
  return null;
}

/** Null when what it names cannot be read; a wrong quantity does not hide an unknown name. */
function readSubstance(
  value: unknown,
  path: string,
  rows: number,
  errors: Errors,
): Substance | null {
  const fields = fieldsOf(value, path, substanceFields, errors);
  if (!fields) return null;
  const before = errors.length;
  const identity = {
    path,
    cas: readCas(fields.cas, `${path}.cas`, errors),
    name: readName(fields.name, `${path}.name`, errors),
    row: readRow(fields.row, `${path}.row`, rows, errors),
    classes: readClasses(fields.class, `${path}.class`, errors),
    mixture: readMixture(fields.mixture, `${path}.mixture`, errors),
  };
  const readable = errors.length === before;
  const quantity = readQuantity(fields.quantity, `${path}.quantity`, errors);
  return readable ? { ...identity, quantity: quantity ?? ZERO } : null;
}

interface Shape {
  readonly path: string;
  readonly name: string | null;
  /** What the inventory says for all its units. */
  readonly population: unknown;
}

function readUnit(fields: Fields, shape: Shape, rows: number, errors: Errors): Unit {
  const at = (field: string): string => (shape.path === '' ? field : `${shape.path}.${field}`);
  const own = !absent(fields.exposedPopulation);
  const population = own ? fields.exposedPopulation : shape.population;
  const people = [
    'the number of people living within 500 m of the plant boundary',
    '厂区边界向外500 m范围内的常住人口',
  ] as const;
  if (absent(population)) errors.push(missingField(at('exposedPopulation'), people));
  // The inventory's own figure is checked once, where it stands.
  const checked = own ? readPopulation(population, at('exposedPopulation'), errors) : population;
  const lines = listOf(
    fields.substances,
    at('substances'),
    MAX_SUBSTANCES,
    ['the list of substances', '物质清单'],
    errors,
  );
  const substances = lines.map((line, i) =>
    readSubstance(line, `${at('substances')}[${i}]`, rows, errors),
  );
  return {
    path: shape.path,
    name: shape.name,
    exposedPopulation: typeof checked === 'number' ? checked : 0,
    substances: substances.filter((one) => one !== null),
  };
}

function readUnits(fields: Fields, rows: number, errors: Errors): Unit[] {
  const lines = listOf(fields.units, 'units', MAX_UNITS, ['the list of units', '单元清单'], errors);
  const population = fields.exposedPopulation;
  readPopulation(population, 'exposedPopulation', errors);
  const names = new Set<string>();
  return lines.flatMap((line, i) => {
    const path = `units[${i}]`;
    const unit = fieldsOf(line, path, unitFields, errors);
    if (!unit) return [];
    if (absent(unit.name))
      errors.push(missingField(`${path}.name`, ['the name of the unit', '单元名称']));
    const name = readName(unit.name, `${path}.name`, errors);
    if (name !== null && names.has(name)) errors.push(duplicateUnit(`${path}.name`, name));
    if (name !== null) names.add(name);
    return [readUnit(unit, { path, name, population }, rows, errors)];
  });
}

export interface ReadInventory {
  readonly inventory: Inventory;
  readonly errors: readonly InventoryError[];
}

/**
 * An inventory from parsed JSON, with all its faults of form. Lines in order stay in the answer, so
 * that faults of meaning are found in the same run. Refused when there is nothing to look at.
 *
 * @param rows number of rows of Table 1
 */
export function readInventory(
  value: unknown,
  rows: number,
): Result<ReadInventory, InventoryError[]> {
  const errors: Errors = [];
  const fields = fieldsOf(value, '', topFields, errors);
  if (!fields) return refuse(errors);
  const several = !absent(fields.units);
  if (several && !absent(fields.substances)) return refuse([...errors, twoForms()]);
  const units = several
    ? readUnits(fields, rows, errors)
    : [readUnit(fields, { path: '', name: null, population: undefined }, rows, errors)];
  return ok({ inventory: { single: !several, units }, errors });
}
