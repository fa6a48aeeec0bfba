import { parseDay } from '../../../kernel/calendar.ts';
import { cursorOf } from '../../../kernel/cursor.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import {
  attributeIn,
  knownType,
  mayOwn,
  NOT_VISIBLE,
  namesOf,
  opened,
  readCursor,
  seenOn,
  Turns,
} from '../../registry/index.ts';
import { ledDuties, ledPeople, listLed } from '../store/led.ts';
import type { Coded } from './common.ts';
import { coded, enterpriseOf } from './common.ts';

/** Clauses that ask the principal to lead a check of major hazards, monthly or quarterly. */
export const LED_CLAUSES = ['CHEM-8.3', 'TRADE-5.3', 'TRADE-5.4'] as const;
const STATUSES = ['met', 'late', 'pending', 'overdue', 'unknown'] as const;

interface Asked {
  readonly asOf?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Led {
  asOf: string;
  enterprise: { id: string; name: string | null };
  duties: {
    clause: string;
    text: Bilingual;
    period: string | null;
    due: string | null;
    status: (typeof STATUSES)[number];
  }[];
  rows: {
    id: string;
    date: string;
    leader: { id: string; name: string | null } | null;
    leaderRole: Coded | null;
    kind: Coded | null;
    scope: Coded[];
    findings: number | null;
    note: string | null;
  }[];
  next: string | null;
  leaders: { id: string; name: string; role: string | null }[];
  kinds: Coded[];
  scopes: Coded[];
  leaderRoles: Coded[];
}

const codesOf = (definition: RecordDefinition, name: string): Coded[] =>
  (attributeIn(definition, name).codes ?? []).map(({ code, zh, en }) => ({
    code,
    text: { zh, en },
  }));

/** Who leads checks: those of the enterprise's own roles. */
const LEADING = ['principal', 'deputy-principal', 'safety-manager', 'team-leader'];

/** Checks that a leader led, what the plans ask of the enterprise, and how that stands. */
export async function ledPage(
  city: LiveCity,
  caller: Caller,
  asked: Asked,
): Promise<Result<Led, Refusal>> {
  const seen = seenOn(city, asked.asOf);
  if (!seen.ok) return seen;
  const enterprise = enterpriseOf(caller, asked.enterprise);
  if (!enterprise.ok) return enterprise;
  const cursor = readCursor(asked.cursor, 2);
  if (!cursor.ok) return cursor;
  const [key = '', after = ''] = cursor.value ?? [];
  if (cursor.value && !parseDay(key).ok) return readCursor('', 2) as Result<never, Refusal>;
  const id = enterprise.value;
  const { at, text } = seen.value;
  const type = knownType(city, 'selfInspection');
  return reading(city.web, caller, async (client) => {
    const names = await namesOf(client, city, [{ type: 'enterprise', id }], at);
    if (names.size === 0) return refuse(NOT_VISIBLE);
    const rows = await listLed(client, {
      ...{ enterprise: id, at, day: text, limit: asked.limit + 1 },
      after: cursor.value ? [key, after] : null,
    });
    const shown = rows.slice(0, asked.limit);
    const last = shown.at(-1);
    const duties = await ledDuties(client, LED_CLAUSES, id, at);
    const people = await ledPeople(client, id, at);
    return ok({
      asOf: text,
      enterprise: { id, name: names.get(`enterprise/${id}`) ?? null },
      duties: duties.map(({ clause, period, due, status }) => ({
        ...{ clause, period, due, text: quoteOf(city, clause) },
        status: STATUSES[status] ?? 'unknown',
      })),
      rows: shown.map((row) => ({
        ...{ id: row.id, date: row.date, findings: row.findings, note: row.note },
        leader: row.leader === null ? null : { id: row.leader, name: row.leaderName },
        leaderRole: coded(type, 'leaderRole', row.leaderRole),
        kind: coded(type, 'kind', row.kind),
        scope: (row.scope ?? []).flatMap((each) => coded(type, 'scope', each) ?? []),
      })),
      next: rows.length > shown.length && last ? cursorOf([last.date, last.id]) : null,
      leaders: people.map(({ id: person, name, role }) => ({
        ...{ id: person, name: name ?? person, role },
      })),
      kinds: codesOf(type, 'kind'),
      scopes: codesOf(type, 'scope'),
      leaderRoles: codesOf(type, 'leaderRole').filter(({ code }) => LEADING.includes(code)),
    });
  });
}

function quoteOf(city: LiveCity, id: string): Bilingual {
  const clause = city.clauses.find((each) => each.id === id);
  return { zh: clause?.quote ?? id, en: clause?.en ?? id };
}

export interface LedCheck {
  readonly id: string;
  readonly enterprise: string;
  readonly date: string;
  readonly leader: string;
  readonly leaderRole: string;
  readonly kind: string;
  readonly scope: readonly string[];
  readonly findings: number;
  readonly note: string | null;
}

const turns = new Turns();

const field = (path: string, zh: string, en: string): Refusal => ({
  code: 'bad-request',
  fields: [{ path, message: { zh, en } }],
});

/** Records one, once: the duty of the month or the quarter is met by what it says. */
export function stateLed(
  city: LiveCity,
  caller: Caller,
  given: LedCheck,
): Promise<Result<{ id: string; already: boolean }, Refusal>> {
  const record = `SI-${given.id.toLowerCase()}`;
  return turns.take(record, async () => {
    if (!mayOwn('selfInspection', caller.roles)) return refuse<Refusal>({ code: 'forbidden' });
    const before = await reading(city.web, caller, (client) =>
      opened(client, city, { type: 'selfInspection', id: record }),
    );
    if (before.ok) return ok({ id: record, already: true });
    const fault = await faultOf(city, caller, given);
    if (fault) return refuse(fault);
    const { id: _, date, note, ...rest } = given;
    const set = { ...rest, date, ...(note?.trim() ? { note: note.trim() } : {}) };
    const statement = { id: `led:${record}`, type: 'selfInspection', record, at: date, set };
    const stated = await city.state(caller, [statement]);
    return stated.ok ? ok({ id: record, already: false }) : stated;
  });
}

async function faultOf(city: LiveCity, caller: Caller, given: LedCheck): Promise<Refusal | null> {
  const seen = seenOn(city, given.date);
  if (!seen.ok) return field('date', '检查日期应不晚于今天', 'a day up to today');
  const type = knownType(city, 'selfInspection');
  const known = (name: string, value: string): boolean =>
    codesOf(type, name).some(({ code }) => code === value);
  if (!known('kind', given.kind)) return field('kind', '请从列表中选择', 'choose from the list');
  if (!LEADING.includes(given.leaderRole)) {
    return field('leaderRole', '请从列表中选择', 'choose from the list');
  }
  if (!given.scope.every((each) => known('scope', each))) {
    return field('scope', '请从列表中选择', 'choose from the list');
  }
  return reading(city.web, caller, async (client) => {
    const people = await ledPeople(client, given.enterprise, seen.value.at);
    return people.some(({ id }) => id === given.leader)
      ? null
      : field('leader', '请选择本企业人员', 'choose somebody of the enterprise');
  });
}
