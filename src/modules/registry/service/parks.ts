import { cursorOf } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { DutyStatus } from '../../plan/index.ts';
import type { Code, RecordList } from '../model.ts';
import type { DutyCounts, Installation, ParkDuty, ParkFile, ParkRow } from '../park-contract.ts';
import { attributeIn, codeOf } from '../rules/vocabulary.ts';
import type { Asked, OwedRow } from '../store/parks.ts';
import {
  countParkDuties,
  firmsIn,
  listParkDuties,
  listParks,
  listSites,
  sitesIn,
} from '../store/parks.ts';
import type { RecordRow } from '../store/record-rows.ts';
import { readRecords } from '../store/record-rows.ts';
import type { Reader } from './common.ts';
import { definitionOf, knownType, readCursor, seenOn } from './common.ts';
import { recordList } from './record-list.ts';
import { describe, type Opened, opened } from './records.ts';

interface Page {
  readonly asOf?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface ParkFilter {
  /** In the name. */
  readonly q?: string | undefined;
  readonly division?: string | undefined;
}

interface OnePark {
  readonly id: string;
  readonly asOf?: string | undefined;
}

interface List<T> {
  rows: T[];
  next: string | null;
  asOf: string;
}

/** The parks that the caller may see, by name. */
export async function parksPage(
  city: LiveCity,
  caller: Reader,
  { asOf, cursor, limit, q, division }: Page & ParkFilter,
): Promise<Result<List<ParkRow>, Refusal>> {
  const seen = seenOn(city, asOf);
  if (!seen.ok) return seen;
  const place = readCursor(cursor, 2);
  if (!place.ok) return place;
  const { at, text } = seen.value;
  const [name = '', id = ''] = place.value ?? [];
  return reading(city.web, caller, async (client) => {
    const found = await listParks(client, at, {
      text: q?.trim() ? q.trim() : null,
      division: division ?? null,
      after: place.value ? [name, id] : null,
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const ids = page.map((park) => park.id);
    const type = knownType(city, 'park');
    const records = await readRecords(client, city.duties.types, type, ids, at);
    const values = new Map(records.map((record) => [record.id, record.values]));
    const firms = await firmsIn(client, ids, at);
    const sites = await sitesIn(client, ids, at);
    const last = page.at(-1);
    return ok({
      rows: page.map(({ id: park, name: called, division, divisionName }) => ({
        id: park,
        name: called,
        division: division ? { type: 'jurisdiction', id: division, name: divisionName } : null,
        ...shownOf(city, values.get(park) ?? {}),
        enterprises: firms.get(park) ?? 0,
        installations: sites
          .filter((site) => site.park === park)
          .reduce((sum, { count }) => sum + count, 0),
      })),
      next: found.length > page.length && last ? cursorOf([last.name, last.id]) : null,
      asOf: text,
    });
  });
}

function shownOf(city: LiveCity, values: RecordRow['values']) {
  const type = knownType(city, 'park');
  const code = (name: string): Code | null => {
    const attribute = attributeIn(type, name);
    const value = values[name] ?? attribute.default;
    return typeof value === 'string' ? codeOf(attribute, value) : null;
  };
  const { area } = values;
  return {
    parkType: code('parkType'),
    status: code('status'),
    riskGrade: code('riskGrade'),
    area: area === null || area === undefined ? null : Number(area),
  };
}

/** Opens the park in the caller's scope, then does the work. */
function ofPark<T>(
  city: LiveCity,
  caller: Reader,
  { id, asOf }: OnePark,
  work: (client: PoolClient, found: Opened) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, { type: 'park', id, asOf });
    return found.ok ? work(client, found.value) : found;
  });
}

/** The clauses that are asked for, all without one; a clause that is not there asks for none. */
function askedOf(city: LiveCity, clause: string | null): Asked {
  const clauses = city.clauses
    .filter(({ id }) => clause === null || id === clause)
    .map(({ id, subject }) => ({ id, type: subject.selector.entity }));
  const all = city.clauses.map(({ subject }) => subject.selector.entity);
  const names = new Set(clauses.length > 0 ? clauses.map(({ type }) => type) : all);
  const types = [...names].flatMap((type) => definitionOf(city, type) ?? []).filter(hangs);
  // Some type has to stand in the query, also where none is asked for.
  return { clauses, types: types.length > 0 ? types : [knownType(city, 'park')] };
}

/** Something in a park can be one of these, as what the type is or as what it names. */
const hangs = ({ type, attributes }: Asked['types'][number]): boolean =>
  ['park', 'enterprise'].includes(type) ||
  attributes.some(({ name }) => name === 'park' || name === 'enterprise');

/** One park: its record, its figures, and how its duties stand clause by clause. */
export async function parkPage(
  city: LiveCity,
  caller: Reader,
  wanted: OnePark,
): Promise<Result<ParkFile, Refusal>> {
  await city.counted();
  return ofPark(city, caller, wanted, async (client, found) => {
    const record = await describe(client, city, caller, found);
    const { at } = found.seen;
    const firms = await firmsIn(client, [wanted.id], at);
    const sites = await sitesIn(client, [wanted.id], at);
    const counted = await countParkDuties(client, wanted.id, at, askedOf(city, null));
    const clauses = new Map<string, DutyCounts>();
    const duties = none();
    for (const { clause, status, count } of counted) {
      const counts = clauses.get(clause) ?? none();
      counts[status] += count;
      duties[status] += count;
      clauses.set(clause, counts);
    }
    return ok({
      ...record,
      figures: {
        enterprises: firms.get(wanted.id) ?? 0,
        installations: sites.map(({ level, count }) => ({ level, count })),
        duties,
      },
      clauses: [...clauses].map(([clause, counts]) => ({
        clause,
        quote: quoteOf(city, clause),
        counts,
      })),
    });
  });
}

const none = (): DutyCounts => ({ met: 0, late: 0, pending: 0, overdue: 0, unknown: 0 });

const quoteOf = (city: LiveCity, clause: string): string =>
  city.clauses.find(({ id }) => id === clause)?.quote ?? '';

/** The rows of the figures of duties. */
export async function parkDuties(
  city: LiveCity,
  caller: Reader,
  wanted: OnePark & Page & { clause?: string | undefined; status?: DutyStatus | undefined },
): Promise<Result<List<ParkDuty>, Refusal>> {
  const cursor = readCursor(wanted.cursor, 6);
  if (!cursor.ok) return cursor;
  await city.counted();
  return ofPark(city, caller, wanted, async (client, { seen }) => {
    const asked = askedOf(city, wanted.clause ?? null);
    const rows = await listParkDuties(client, wanted.id, seen.at, asked, {
      status: wanted.status ?? null,
      after: cursor.value,
      limit: wanted.limit + 1,
    });
    const page = rows.slice(0, wanted.limit);
    const last = page.at(-1);
    return ok({
      rows: page.map((row) => dutyOf(city, row)),
      next: rows.length > page.length && last ? cursorOf(last.key) : null,
      asOf: seen.text,
    });
  });
}

function dutyOf(city: LiveCity, row: OwedRow): ParkDuty {
  const { clause, type, enterprise, enterpriseName, period, due, status } = row;
  const { zh, en } = knownType(city, type);
  const id = row.subject.slice(type.length + 1);
  return {
    // The board's name of a duty in a path.
    duty: cursorOf([row.subject, period ?? '', row.triggerKey]),
    clause,
    quote: quoteOf(city, clause),
    subject: { type, id, name: type === 'enterprise' ? enterpriseName : null },
    subjectType: { zh, en },
    // Where the caller may not see the enterprise, neither its name nor its id.
    enterprise:
      enterprise && enterpriseName !== null
        ? { type: 'enterprise', id: enterprise, name: enterpriseName }
        : null,
    period,
    due,
    status,
  };
}

/** The major hazard installations of the park's enterprises, the highest level first. */
export async function parkInstallations(
  city: LiveCity,
  caller: Reader,
  wanted: OnePark & Page & { level?: string | undefined },
): Promise<Result<List<Installation>, Refusal>> {
  const cursor = readCursor(wanted.cursor, 2);
  if (!cursor.ok) return cursor;
  const [key = '', id = ''] = cursor.value ?? [];
  return ofPark(city, caller, wanted, async (client, { seen }) => {
    const rows = await listSites(client, wanted.id, seen.at, {
      level: wanted.level ?? null,
      after: cursor.value ? [key, id] : null,
      limit: wanted.limit + 1,
    });
    const page = rows.slice(0, wanted.limit);
    const last = page.at(-1);
    return ok({
      rows: page.map(({ enterprise, enterpriseName, key: _, ...site }) => ({
        ...site,
        enterprise: { type: 'enterprise', id: enterprise, name: enterpriseName },
      })),
      next: rows.length > page.length && last ? cursorOf([last.key, last.id]) : null,
      asOf: seen.text,
    });
  });
}

/** Its grades and status records. */
export function parkRecords(
  city: LiveCity,
  caller: Reader,
  wanted: OnePark & Page & { readonly type: 'parkRiskAssessment' | 'parkStatus' },
): Promise<Result<RecordList, Refusal>> {
  return ofPark(city, caller, wanted, (client, { seen }) =>
    recordList(client, city, knownType(city, wanted.type), { ...wanted, park: true }, seen),
  );
}
