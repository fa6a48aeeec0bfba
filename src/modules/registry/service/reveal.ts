import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { isPersonal } from '../rules/personal.ts';
import type { Reader } from './common.ts';
import { NOT_VISIBLE, type OneRecord, opened } from './records.ts';

/** Writes down who looked at whose data, and why; before it is shown. */
export type NoteReveal = (entry: {
  readonly account: string;
  readonly object: string;
  readonly detail: Readonly<Record<string, string>>;
  readonly ip: string;
}) => Promise<void>;

export interface RevealQuery extends OneRecord {
  readonly attribute: string;
  readonly reason: string;
  readonly ip: string;
}

/** The whole of a value that is shown in part. */
export async function reveal(
  city: LiveCity,
  caller: Reader,
  { type, id, attribute, reason, ip }: RevealQuery,
  note: NoteReveal,
): Promise<Result<{ value: string | null }, Refusal>> {
  if (!isPersonal(type, attribute)) return refuse(NOT_VISIBLE);
  const found = await reading(city.web, caller, (client) => opened(client, city, { type, id }));
  if (!found.ok) return found;
  const detail = { attribute, reason };
  await note({ account: caller.user, object: `${type}/${id}`, detail, ip });
  const value = found.value.row.values[attribute] ?? null;
  return ok({ value: value === null ? null : String(value) });
}
