import type { Moment } from '../../../kernel/calendar.ts';
import { dayAt, parseDay, startOfDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Role } from '../../../law/roles.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { mayEdit, mayOwn } from '../../registry/index.ts';
import type { Rights } from '../rules/check-row.ts';
import type { KeptImport } from '../store/imports.ts';

export type Claim = Pick<Caller, 'user' | 'keys' | 'writeKeys'>;

export type Importer = Claim & Pick<Caller, 'roles'>;

/** Whoever imports, as he was when he asked. */
export const claimOf = ({ owner, keys, writeKeys }: KeptImport): Claim => ({
  user: owner,
  keys,
  writeKeys,
});

export function definitionOf(city: LiveCity, type: string): RecordDefinition {
  return must(city.duties.types.get(type), `the dictionary has the type '${type}'`);
}

/** Ids follow from the import and the row: work that is done twice states nothing twice. */
export const newRecordId = (id: string, row: number): string => `XL-${id}-${row}`;
export const factId = (id: string, row: number): string => `sheets:${id}:${row}`;

/** Now, on the city's last day: a made-up city ends on a day of its own. */
export function momentIn(city: LiveCity): Moment {
  const now = city.now();
  return (startOfDay(city.today()) + (now - startOfDay(dayAt(now)))) as Moment;
}

/** The moment that the facts of an import speak of, where it says from which day they hold. */
export function validAt({ validFrom }: Pick<KeptImport, 'validFrom'>): Date | null {
  const day = validFrom === null ? null : parseDay(validFrom);
  return day?.ok ? new Date(startOfDay(day.value)) : null;
}

/** By the registry's table of owners; a reference that places the record belongs to its beginning. */
export function rightsOf(definition: RecordDefinition, roles: readonly Role[]): Rights {
  const { type, attributes } = definition;
  const mine = new Set(
    attributes.filter((attribute) => mayEdit(type, attribute, roles)).map(({ name }) => name),
  );
  return { begin: mayOwn(type, roles), edit: (name) => mine.has(name) };
}
