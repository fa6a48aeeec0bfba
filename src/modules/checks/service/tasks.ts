import type { Moment } from '../../../kernel/calendar.ts';
import { cursorOf } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { knownType, NOT_VISIBLE, namesOf, readCursor, seenOn } from '../../registry/index.ts';
import type { Task } from '../contract.ts';
import { stateOf } from '../rules/state.ts';
import { ownTasks } from '../rules/who.ts';
import { windowsOn } from '../rules/windows.ts';
import type { TaskRecord } from '../store/tasks.ts';
import { listTasks, placeOfCode } from '../store/tasks.ts';
import { coded, enterpriseOf, momentOf, rulesNow, told } from './common.ts';

interface Asked {
  readonly asOf?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly all: boolean;
  readonly left: boolean;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Tasks {
  asOf: string;
  rows: Task[];
  next: string | null;
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name });

function taskOf(city: LiveCity, row: TaskRecord, now: Moment): Task {
  const [measures, checks] = [knownType(city, 'controlMeasure'), knownType(city, 'measureCheck')];
  const window = {
    from: row.begins.getTime() as Moment,
    until: row.ends.getTime() as Moment,
  };
  const done = row.takenAt === null ? null : (row.takenAt.getTime() as Moment);
  const result = coded(checks, 'result', row.result);
  return {
    measure: row.measure,
    period: row.period,
    enterprise: { id: row.enterprise, name: row.enterpriseName },
    text: row.text ?? row.measure,
    every: coded(measures, 'checkEvery', row.every) ?? {
      code: row.every,
      text: plainWords(row.every),
    },
    ownerRole: coded(measures, 'ownerRole', row.ownerRole),
    owner: row.owner,
    place: row.place,
    riskItem: named(row.riskItem, row.riskName),
    facility: named(row.facility, row.facilityName),
    level: coded(knownType(city, 'riskItem'), 'level', row.level),
    alone: row.level === 'red',
    begins: told(row.begins),
    ends: told(row.ends),
    provisional: row.provisional,
    state: stateOf(window, done, now),
    check:
      row.check !== null && result && row.takenAt
        ? { id: row.check, result, at: told(row.takenAt), by: row.byName ?? '' }
        : null,
  };
}

const plainWords = (text: string) => ({ zh: text, en: text });

/** What is to be done on a day by somebody: derived from measures and windows, nothing is stored. */
export async function tasksOn(
  city: LiveCity,
  caller: Caller,
  asked: Asked,
): Promise<Result<Tasks, Refusal>> {
  const seen = seenOn(city, asked.asOf);
  if (!seen.ok) return seen;
  const enterprise = enterpriseOf(caller, asked.enterprise);
  if (!enterprise.ok) return enterprise;
  const cursor = readCursor(asked.cursor, 3);
  if (!cursor.ok) return cursor;
  const rules = rulesNow(city);
  const roles = ownTasks(caller.roles);
  const now = momentOf(city, seen.value);
  return reading(city.web, caller, async (client) => {
    const found = await namesOf(
      client,
      city,
      [{ type: 'enterprise', id: enterprise.value }],
      seen.value.at,
    );
    if (found.size === 0) return refuse(NOT_VISIBLE);
    const [ends, measure, period] = cursor.value ?? [];
    if (cursor.value && Number.isNaN(Date.parse(ends ?? ''))) {
      return readCursor('', 3) as Result<never, Refusal>;
    }
    const rows = await listTasks(client, {
      at: seen.value.at,
      shifts: rules.settings.shifts.value,
      windows: windowsOn(seen.value.day, rules),
      enterprises: [enterprise.value],
      // Whoever has no tasks of his own looks at everybody's.
      ownerRoles: asked.all || roles.length === 0 ? null : roles,
      ...{ place: null, riskItem: null, left: asked.left },
      after: cursor.value ? [ends ?? '', measure ?? '', period ?? ''] : null,
      limit: asked.limit + 1,
    });
    const shown = rows.slice(0, asked.limit);
    const last = shown.at(-1);
    const more = rows.length > shown.length && last !== undefined;
    return ok({
      asOf: seen.value.text,
      rows: shown.map((row) => taskOf(city, row, now)),
      next: more ? cursorOf([last.ends.toISOString(), last.measure, last.period]) : null,
    });
  });
}

interface PlaceTasks {
  asOf: string;
  enterprise: { id: string; name: string | null };
  name: string | null;
  rows: Task[];
}

const MOST_AT_PLACE = 200;

/** What is to be done at a place today, whoever owns it: what its QR code opens. */
export async function tasksAtPlace(
  city: LiveCity,
  caller: Caller,
  asked: { readonly code: string; readonly asOf?: string | undefined },
): Promise<Result<PlaceTasks, Refusal>> {
  const seen = seenOn(city, asked.asOf);
  if (!seen.ok) return seen;
  const rules = rulesNow(city);
  const now = momentOf(city, seen.value);
  return reading(city.web, caller, async (client) => {
    const place = await placeOfCode(client, asked.code, seen.value.at);
    if (!place) return refuse(NOT_VISIBLE);
    const rows = await listTasks(client, {
      at: seen.value.at,
      shifts: rules.settings.shifts.value,
      windows: windowsOn(seen.value.day, rules),
      enterprises: [place.enterprise],
      ...{ ownerRoles: null, place: place.place, riskItem: place.riskItem, left: false },
      after: null,
      limit: MOST_AT_PLACE,
    });
    return ok({
      asOf: seen.value.text,
      enterprise: { id: place.enterprise, name: place.enterpriseName },
      name: place.name,
      rows: rows.map((row) => taskOf(city, row, now)),
    });
  });
}
