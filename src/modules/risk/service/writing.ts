import { randomUUID } from 'node:crypto';
import { formatDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity, Statement } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { NOT_VISIBLE, namesOf, opened, Turns, versionOf } from '../../registry/index.ts';
import type { RiskActed } from '../answers-contract.ts';
import { gradingStandard, typicalUnits } from '../load.ts';
import { fromLibrary } from '../rules/making.ts';
import { nextReview } from '../rules/review.ts';
import type { EventRecord, MeasureRecord } from '../store/one.ts';
import { belongs, eventsOf, kindOfSite, measuresOf } from '../store/one.ts';
import { enterpriseOf, latest, levelOf } from './common.ts';

export type Acting = Promise<Result<RiskActed, Refusal>>;
/** A fact without its moment: all of one act have the same. */
export type Said = Omit<Statement, 'at'>;

/** One act on a risk point at a time: the version that was looked at is the one that is worked on. */
const turns = new Turns();

/** A risk point that stands, with what hangs on it. */
export interface OpenPoint {
  readonly client: PoolClient;
  readonly id: string;
  readonly enterprise: string;
  readonly facility: string | null;
  readonly events: readonly EventRecord[];
  readonly measures: readonly MeasureRecord[];
  readonly at: Date;
  readonly today: string;
}

const ENDED: Bilingual = { zh: '这个风险点已经注销', en: 'this risk point has ended already' };
const UNSEEN: Bilingual = {
  zh: '没有这条记录，或不属于本企业',
  en: 'no such record, or not of this enterprise',
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const faulty = (fields: Readonly<Record<string, Bilingual>>): Refusal => ({
  code: 'bad-request',
  fields: Object.entries(fields).map(([path, message]) => ({ path, message })),
});

/** Do the records that are named belong to the enterprise? */
export async function strangers(
  client: PoolClient,
  enterprise: string,
  at: Date,
  named: { readonly facility?: string | null; readonly owner?: string | null },
): Promise<Refusal | null> {
  const faults: Record<string, Bilingual> = {};
  for (const [field, type] of [
    ['facility', 'facility'],
    ['owner', 'person'],
  ] as const) {
    const id = named[field];
    if (id && !(await belongs(client, type, id, enterprise, at))) faults[field] = UNSEEN;
  }
  return Object.keys(faults).length > 0 ? faulty(faults) : null;
}

async function stated(city: LiveCity, caller: Caller, id: string, said: readonly Said[]): Acting {
  const at = formatMoment(latest(city));
  const statements = said.map((each) => ({ ...each, at }));
  const done = await city.state(caller, statements, { by: 'risk' });
  if (!done.ok) return done;
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, { type: 'riskItem', id });
    if (!found.ok) return found;
    const { facts, row } = found.value;
    return ok({ id, version: versionOf(facts), level: levelOf(row.values.level) });
  });
}

/** Opens the point on the version that was looked at, judges, then states what follows. */
export function onPoint(
  city: LiveCity,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: number },
  judge: (point: OpenPoint) => Promise<Result<readonly Said[], Refusal>>,
): Acting {
  return turns.take(id, async () => {
    const said = await reading(city.web, caller, async (client) => {
      const found = await opened(client, city, { type: 'riskItem', id });
      if (!found.ok) return found;
      const { row, facts } = found.value;
      const enterprise = text(row.values.enterprise);
      if (enterprise === null) return refuse(NOT_VISIBLE);
      if (!row.live) return refuse<Refusal>({ code: 'conflict', detail: ENDED });
      if (versionOf(facts) !== version) {
        return refuse<Refusal>({ code: 'conflict', current: { version: versionOf(facts) } });
      }
      const at = new Date(latest(city));
      const [events, measures] = [await eventsOf(client, id, at), await measuresOf(client, id, at)];
      const today = formatDay(city.today());
      const facility = text(row.values.facility);
      return judge({ client, id, enterprise, facility, events, measures, at, today });
    });
    return said.ok ? stated(city, caller, id, said.value) : said;
  });
}

export interface NewPoint {
  readonly enterprise?: string | undefined;
  readonly name: string;
  readonly facility: string | null;
  readonly owner: string | null;
  readonly unit: string | null;
}

/** A new point, empty or from a typical unit: all of it in one go. */
export async function newRisk(city: LiveCity, caller: Caller, given: NewPoint): Acting {
  const enterprise = enterpriseOf(caller, given.enterprise);
  if (enterprise === null) return refuse(faulty({ enterprise: UNSEEN }));
  const { units, version } = typicalUnits();
  const unit = units.find((each) => each.id === given.unit) ?? null;
  if (given.unit !== null && !unit) return refuse(faulty({ unit: UNSEEN }));
  const at = new Date(latest(city));
  const wrong = await reading(city.web, caller, async (client) => {
    const names = await namesOf(client, city, [{ type: 'enterprise', id: enterprise }], at);
    if (!names.has(`enterprise/${enterprise}`)) return NOT_VISIBLE;
    return strangers(client, enterprise, at, given);
  });
  if (wrong) return refuse(wrong);
  const standard = gradingStandard();
  const id = `RP-${randomUUID()}`;
  const day = formatDay(city.today());
  const due = nextReview(city.today(), standard.reviewMonths);
  const { name, facility, owner } = given;
  const place = { enterprise, facility, name, day, due };
  const plain = { enterprise, name, identifiedOn: day, reviewDueOn: due, inPlace: false };
  const made = unit
    ? fromLibrary(standard, unit, version, id, place)
    : [
        {
          ...{ type: 'riskItem', record: id },
          set: { ...plain, ...(facility === null ? {} : { facility }) },
        },
      ];
  const said = made.map((each) =>
    each.record === id && owner !== null ? { ...each, set: { ...each.set, owner } } : each,
  );
  return stated(city, caller, id, said);
}

/** What kind of assessment a review of such a facility is: the plans ask for some of them. */
const ASSESSED: Readonly<Record<string, string>> = {
  confinedSpace: 'confined-space',
  envFacility: 'env-facility',
  tankCluster: 'area-integrated',
};

export interface Reviewing {
  readonly id: string;
  readonly version: number;
  readonly inPlace: boolean;
  readonly findings: string;
}

/** A review: one assessment, and the point that came out of it. */
export function reviewRisk(city: LiveCity, caller: Caller, given: Reviewing): Acting {
  return onPoint(city, caller, given, async ({ client, id, enterprise, facility, ...point }) => {
    if (point.events.length === 0) return refuse(faulty({ findings: UNGRADED }));
    const kind = facility === null ? null : await kindOfSite(client, facility, point.at);
    const record = `RA-${randomUUID()}`;
    const methods = [...new Set(point.events.flatMap(({ method }) => method ?? []))];
    const said: Said[] = [
      {
        ...{ type: 'riskAssessment', record },
        set: {
          ...{ kind: ASSESSED[kind ?? ''] ?? 'general', enterprise, date: point.today },
          ...(facility === null ? {} : { facility }),
          ...{ method: methods.join(' ').toUpperCase() || null, note: given.findings },
        },
      },
      {
        ...{ type: 'riskItem', record: id },
        set: {
          ...{ riskAssessment: record, reviewedOn: point.today, inPlace: given.inPlace },
          reviewDueOn: nextReview(city.today(), gradingStandard().reviewMonths),
        },
      },
    ];
    return ok(said);
  });
}

const UNGRADED: Bilingual = {
  zh: '还没有评价任何风险事件，不能复评',
  en: 'no event has been graded: there is nothing to review',
};

export interface Editing {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly facility: string | null;
  readonly owner: string | null;
  readonly inPlace: boolean | null;
}

export function editRisk(city: LiveCity, caller: Caller, given: Editing): Acting {
  return onPoint(city, caller, given, async ({ client, id, enterprise, at }) => {
    const wrong = await strangers(client, enterprise, at, given);
    if (wrong) return refuse(wrong);
    const { name, facility, owner, inPlace } = given;
    return ok([{ type: 'riskItem', record: id, set: { name, facility, owner, inPlace } }]);
  });
}

/** Ends the point with its events and measures: what a typical unit made is undone whole. */
export function retireRisk(
  city: LiveCity,
  caller: Caller,
  given: { readonly id: string; readonly version: number; readonly reason: string },
): Acting {
  return onPoint(city, caller, given, async ({ id, events, measures }) => {
    const note = `注销：${given.reason}`;
    const end = (type: string, record: string): Said => ({
      ...{ type, record, retired: true },
      set: { note },
    });
    return ok([
      ...measures.map((each) => end('controlMeasure', each.id)),
      ...events.map((each) => end('riskEvent', each.id)),
      end('riskItem', id),
    ]);
  });
}
