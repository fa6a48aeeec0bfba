import { randomUUID } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay, formatMoment, parseMoment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity, Statement } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import type { SetOf, Written } from '../contract.ts';
import { checkFields, checkId } from '../rules/check-fields.ts';
import { byProcedure, mayEdit, mayOwn } from '../rules/ownership.ts';
import { mentioned, sourceOf } from '../rules/record-fields.ts';
import type { Reader } from './common.ts';
import { definitionOf } from './common.ts';
import { substanceFaults } from './inventory.ts';
import { namesOf } from './names.ts';
import type { Opened } from './records.ts';
import { describe, NOT_VISIBLE, opened, undoableFact, versionOf } from './records.ts';
import { Turns } from './turns.ts';

type Writing = Promise<Result<Written, Refusal>>;
interface Named {
  readonly type: string;
  readonly id: string;
}

/** One edit of a record at a time: the version that was looked at is the one that is edited. */
const turns = new Turns();

/** Now, but not after the last day of a made-up city. */
const latest = (city: LiveCity): Moment => Math.min(city.now(), endOfDay(city.today())) as Moment;

/** When it became true: now, or a moment or day before it (补录). */
function momentOf(city: LiveCity, at: string | undefined): Result<string, Refusal> {
  const now = latest(city);
  if (at === undefined || at === formatDay(city.today())) return ok(formatMoment(now));
  const moment = parseMoment(at);
  if (moment.ok && moment.value <= now) return ok(at);
  const message = {
    zh: '请填写不晚于今天的日期，如 2026-06-30',
    en: 'write a day that is not after today, such as 2026-06-30',
  };
  return refuse({ code: 'bad-request', fields: [{ path: 'at', message }] });
}

const faulty = (faults: ReadonlyMap<string, Bilingual>): Refusal => ({
  code: 'bad-request',
  fields: [...faults].map(([name, message]) => ({ path: `set.${name}`, message })),
});

const NOT_YOURS = { zh: '这一项不由您填写', en: 'this field is not yours to fill in' };
const BY_PROCEDURE = {
  zh: '这一项由专门的办理流程产生，不能直接填写、撤销或注销',
  en: 'this comes from a procedure of its own: it is not filled in, undone or retired here',
};
const UNKNOWN = { zh: '没有这一项', en: 'there is no such field' };
const UNSEEN = {
  zh: '没有这条记录，或不在您的数据范围内',
  en: 'no such record, or outside your scope',
};

const notOwned = (type: string): Refusal => ({
  code: 'forbidden',
  ...(byProcedure(type) ? { detail: BY_PROCEDURE } : {}),
});

/** Texts without spaces at their ends; what is empty clears. */
function tidied(set: SetOf): SetOf {
  return Object.fromEntries(
    Object.entries(set).map(([name, value]) => {
      const text = typeof value === 'string' ? value.trim() : value;
      return [name, text === '' || (Array.isArray(text) && text.length === 0) ? null : text];
    }),
  );
}

/** What hangs on an enterprise hangs on the caller's, where he has one alone. */
function homed(definition: RecordDefinition, set: SetOf, keys: readonly string[]): SetOf {
  const attribute = definition.attributes.find(({ name }) => name === 'enterprise');
  const [own, ...others] = onlyEnterprises(keys) ?? [];
  const named = Object.hasOwn(set, 'enterprise') || !attribute;
  return named || own === undefined || others.length > 0 ? set : { ...set, enterprise: own };
}

/** May the caller state these attributes, are their values right, and does he see what they name? */
async function checked(
  client: PoolClient,
  city: LiveCity,
  caller: Reader,
  definition: RecordDefinition,
  set: SetOf,
  standing: Opened | null,
): Promise<Result<null, Refusal>> {
  const faults = new Map<string, Bilingual>();
  for (const name of Object.keys(set)) {
    const attribute = definition.attributes.find((each) => each.name === name);
    if (!attribute) faults.set(name, UNKNOWN);
    else if (!mayEdit(definition.type, attribute, caller.roles)) {
      faults.set(name, byProcedure(definition.type, attribute) ? BY_PROCEDURE : NOT_YOURS);
    }
  }
  const found = checkFields(definition, set, standing?.row.values ?? null);
  for (const [name, fault] of found) if (!faults.has(name)) faults.set(name, fault);
  const at = new Date(latest(city));
  for (const attribute of definition.attributes) {
    const named = mentioned([attribute], set);
    if (named.length === 0 || faults.has(attribute.name)) continue;
    const seen = await namesOf(client, city, named, at);
    const ids = new Set(named.map(({ id }) => id));
    const known = new Set(named.filter((n) => seen.has(`${n.type}/${n.id}`)).map(({ id }) => id));
    if (known.size < ids.size) faults.set(attribute.name, UNSEEN);
  }
  if (definition.type === 'substance' && faults.size === 0) {
    const values = { ...standing?.row.values, ...set };
    const wrong = await substanceFaults(client, city, values, standing?.row.id ?? null);
    for (const [name, fault] of wrong) faults.set(name, fault);
  }
  return faults.size > 0 ? refuse(faulty(faults)) : ok(null);
}

/** What somebody else made of the record meanwhile. */
async function conflict(
  client: PoolClient,
  city: LiveCity,
  caller: Reader,
  found: Opened,
): Promise<Refusal> {
  const record = await describe(client, city, caller, found);
  const newest = found.facts.find(({ seq }) => seq === record.version);
  return {
    code: 'conflict',
    current: {
      version: record.version,
      changed: newest ? sourceOf(newest) : null,
      values: record.groups.flatMap(({ fields }) => fields),
    },
  };
}

async function written(
  city: LiveCity,
  caller: Reader,
  { type, id }: Named,
  statement: Omit<Statement, 'type' | 'record'>,
): Writing {
  const stated = await city.state(caller, [{ type, record: id, ...statement }]);
  if (!stated.ok) return stated;
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, { type, id });
    return ok({ type, id, version: found.ok ? versionOf(found.value.facts) : 0 });
  });
}

/** Opens the record on the version that the caller looked at, judges, then states what follows. */
function onVersion(
  city: LiveCity,
  caller: Reader,
  named: Named & { readonly version: number },
  judge: (
    client: PoolClient,
    found: Opened,
  ) => Promise<Result<Omit<Statement, 'type' | 'record'>, Refusal>>,
): Writing {
  return turns.take(`${named.type}/${named.id}`, async () => {
    const statement = await reading(city.web, caller, async (client) => {
      const found = await opened(client, city, { type: named.type, id: named.id });
      if (!found.ok) return found;
      const same = versionOf(found.value.facts) === named.version;
      if (!same) return refuse(await conflict(client, city, caller, found.value));
      return judge(client, found.value);
    });
    return statement.ok ? written(city, caller, named, statement.value) : statement;
  });
}

export interface Edit extends Named {
  readonly version: number;
  readonly set: SetOf;
  readonly at?: string | undefined;
}

/** Values of a record that stands. */
export async function editRecord(city: LiveCity, caller: Reader, edit: Edit): Writing {
  const at = momentOf(city, edit.at);
  if (!at.ok) return at;
  return onVersion(city, caller, edit, async (client, found) => {
    const set = tidied(edit.set);
    const fine = await checked(client, city, caller, found.definition, set, found);
    return fine.ok ? ok({ at: at.value, set }) : fine;
  });
}

export interface Creation {
  readonly type: string;
  readonly id?: string | undefined;
  readonly set: SetOf;
  readonly at?: string | undefined;
}

const TAKEN: Refusal = {
  code: 'conflict',
  detail: {
    zh: '这个编号已经登记，不能再次新建',
    en: 'this id is registered already',
  },
};

/** A record that was not there. */
export async function createRecord(city: LiveCity, caller: Reader, creation: Creation): Writing {
  const { type } = creation;
  const definition = definitionOf(city, type);
  if (!definition) return refuse(NOT_VISIBLE);
  if (!mayOwn(type, caller.roles)) return refuse(notOwned(type));
  const at = momentOf(city, creation.at);
  if (!at.ok) return at;
  const set = homed(definition, tidied(creation.set), caller.keys);
  const asksId = type === 'enterprise';
  const id = asksId ? (creation.id ?? '') : `${type}-${randomUUID()}`;
  const fault = checkId(type, id);
  if (fault) return refuse({ code: 'bad-request', fields: [{ path: 'id', message: fault }] });
  return turns.take(`${type}/${id}`, async () => {
    const fine = await reading(city.web, caller, async (client) => {
      const there = await opened(client, city, { type, id });
      if (there.ok) return refuse(TAKEN);
      return checked(client, city, caller, definition, set, null);
    });
    if (!fine.ok) return fine;
    const stated = await written(city, caller, { type, id }, { at: at.value, set });
    // A code that another county registered is as little free as one of our own.
    return !stated.ok && asksId && stated.error.code === 'forbidden' ? refuse(TAKEN) : stated;
  });
}

export interface Retirement extends Named {
  readonly version: number;
  readonly reason: string;
  readonly at?: string | undefined;
}

/** Ends a record: it stays in the ledger and leaves every population. */
export async function retireRecord(city: LiveCity, caller: Reader, wanted: Retirement): Writing {
  if (!mayOwn(wanted.type, caller.roles)) return refuse(notOwned(wanted.type));
  const at = momentOf(city, wanted.at);
  if (!at.ok) return at;
  return onVersion(city, caller, wanted, async (_client, { definition, row }) => {
    if (!row.live) return refuse({ code: 'conflict', detail: ENDED });
    const noted = definition.attributes.some(({ name }) => name === 'note');
    const set = noted ? { set: { note: `注销：${wanted.reason}` } } : {};
    return ok({ at: at.value, retired: true, ...set });
  });
}

const ENDED = { zh: '这条记录已经注销', en: 'this record has ended already' };

/** Takes back the newest change, where it is the caller's own of the last 24 hours. */
export function undoChange(
  city: LiveCity,
  caller: Reader,
  named: Named & { readonly version: number },
): Writing {
  return onVersion(city, caller, named, async (_client, { facts }) => {
    const fact = undoableFact(facts, caller, city.now());
    if (!fact) return refuse({ code: 'forbidden', detail: NOT_UNDOABLE });
    const earlier = facts.slice(0, facts.indexOf(fact));
    const before: Record<string, unknown> = {};
    for (const { set } of earlier) Object.assign(before, set);
    const set = Object.fromEntries(
      Object.keys(fact.set).map((name) => [name, before[name] ?? null]),
    );
    const at = formatMoment(fact.at.getTime() as Moment);
    // Without an earlier fact the record was not there.
    if (earlier.length === 0) return ok({ at, retired: true });
    return ok(fact.retired === null ? { at, set } : { at, set, retired: !fact.retired });
  });
}

const NOT_UNDOABLE = {
  zh: '只能撤销本人 24 小时内的最后一次修改',
  en: 'only your own newest change of the last 24 hours can be taken back',
};
