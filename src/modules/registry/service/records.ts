import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { Change, RecordAnswer } from '../model.ts';
import { groupsOf } from '../rules/groups.ts';
import { mayEditSome, mayOwn } from '../rules/ownership.ts';
import { changesOf, fieldOf } from '../rules/record-fields.ts';
import { attributeIn } from '../rules/vocabulary.ts';
import type { FactRow, RecordRow } from '../store/record-rows.ts';
import { factsOfRecord, readRecord } from '../store/record-rows.ts';
import type { Reader, Seen } from './common.ts';
import { definitionOf, seenOn } from './common.ts';
import { namesIn } from './names.ts';

export const NOT_VISIBLE: Refusal = { code: 'not-visible' };

export interface OneRecord {
  readonly type: string;
  readonly id: string;
  readonly asOf?: string | undefined;
}

/** A record that the caller may see, as it stood on the day, with every fact of it. */
export interface Opened {
  readonly definition: RecordDefinition;
  readonly row: RecordRow;
  readonly facts: readonly FactRow[];
  readonly seen: Seen;
}

export async function opened(
  client: PoolClient,
  city: LiveCity,
  { type, id, asOf }: OneRecord,
): Promise<Result<Opened, Refusal>> {
  const seen = seenOn(city, asOf);
  if (!seen.ok) return seen;
  const definition = definitionOf(city, type);
  if (!definition) return refuse(NOT_VISIBLE);
  const row = await readRecord(client, city.duties.types, definition, id, seen.value.at);
  if (!row || row.born > seen.value.at) return refuse(NOT_VISIBLE);
  const facts = await factsOfRecord(client, row.record);
  return ok({ definition, row, facts, seen: seen.value });
}

/** The newest fact of the record, whenever it holds from. */
export const versionOf = (facts: readonly FactRow[]): number =>
  facts.reduce((newest, { seq }) => Math.max(newest, seq), 0);

export function nameOf(row: RecordRow): string {
  const name = ['name', 'title', 'number'].map((each) => row.values[each]).find((each) => each);
  return typeof name === 'string' ? name : row.id;
}

export async function describe(
  client: PoolClient,
  city: LiveCity,
  caller: Reader,
  { definition, row, facts, seen }: Opened,
): Promise<RecordAnswer> {
  const { type, zh, en } = definition;
  const names = await namesIn(client, city, definition, [row.values], seen.at);
  const known = { at: seen.at, names };
  const fieldsOf = (attributes: readonly string[]) =>
    attributes
      .filter((name) => Object.hasOwn(row.values, name))
      .map((name) => fieldOf(type, attributeIn(definition, name), row.values[name], facts, known));
  const enterprise = type === 'enterprise' ? null : row.values.enterprise;
  const seesEnterprise = typeof enterprise === 'string' && names.has(`enterprise/${enterprise}`);
  return {
    type,
    typeName: { zh, en },
    id: row.id,
    name: nameOf(row),
    live: row.live,
    born: formatMoment(row.born.getTime() as Moment),
    version: versionOf(facts),
    asOf: seen.text,
    enterprise: seesEnterprise
      ? { type: 'enterprise', id: enterprise, name: names.get(`enterprise/${enterprise}`) ?? null }
      : null,
    groups: groupsOf(definition).map(({ name, label, attributes }) => ({
      name,
      label,
      fields: fieldsOf(attributes),
    })),
    may: {
      edit: row.live && mayEditSome(definition, caller.roles),
      retire: row.live && mayOwn(type, caller.roles),
    },
  };
}

export function recordPage(
  city: LiveCity,
  caller: Reader,
  wanted: OneRecord,
): Promise<Result<RecordAnswer, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, wanted);
    return found.ok ? ok(await describe(client, city, caller, found.value)) : found;
  });
}

interface History {
  asOf: string;
  changes: Change[];
  /** The newest change may be taken back by the caller. */
  undoable: boolean;
}

/** Everything that was ever stated of a record, or of one attribute: both times, who, what changed. */
export function historyPage(
  city: LiveCity,
  caller: Reader,
  wanted: OneRecord & { readonly attribute?: string | undefined },
): Promise<Result<History, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, wanted);
    if (!found.ok) return found;
    const { definition, facts, seen } = found.value;
    const then = facts.filter(({ at }) => at <= seen.at);
    const names = await namesIn(
      client,
      city,
      definition,
      then.map(({ set }) => set),
      seen.at,
    );
    const changes = changesOf(definition, then, names, wanted.attribute ?? null);
    const undoable = undoableFact(facts, caller, city.now()) !== null;
    return ok({ asOf: seen.text, changes, undoable });
  });
}

const UNDO_MS = 24 * 3_600_000;

/** The newest fact, where it is the caller's own of the last 24 hours. */
export function undoableFact(
  facts: readonly FactRow[],
  caller: Reader,
  now: Moment,
): FactRow | null {
  const newest = facts.find(({ seq }) => seq === versionOf(facts));
  if (!newest || newest.recorder !== caller.user) return null;
  return now - newest.recordedAt.getTime() <= UNDO_MS ? newest : null;
}
