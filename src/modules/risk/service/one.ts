import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { colleaguesAt, reading } from '../../identity/index.ts';
import type { Opened } from '../../registry/index.ts';
import {
  attributeIn,
  codeOf,
  knownType,
  NOT_VISIBLE,
  namesOf,
  opened,
  versionOf,
} from '../../registry/index.ts';
import type { RiskEvent, RiskMeasure, RiskWhole } from '../answers-contract.ts';
import { GRADERS } from '../contract.ts';
import { gradingStandard } from '../load.ts';
import { methodNames } from '../model.ts';
import { grade } from '../rules/grading.ts';
import type { PointRecord } from '../store/list.ts';
import type { EventRecord, MeasureRecord } from '../store/one.ts';
import { eventsOf, measuresOf, peopleOf, sitesOf } from '../store/one.ts';
import { enterpriseOf, levelOf, link } from './common.ts';
import { rowsOf } from './list.ts';

/** May the caller grade what is the enterprise's? The database has the last word. */
export const mayGrade = (caller: Caller, enterprise: string | null): boolean =>
  caller.grants.some(({ role, node }) => node === enterprise && GRADERS.includes(role));

function eventOf(record: EventRecord): RiskEvent {
  const { method, likelihood, exposure, severity, direct, ...rest } = record;
  const done = grade(gradingStandard(), method ?? '', { likelihood, exposure, severity }, direct);
  return {
    ...{ ...rest, likelihood, exposure, severity, direct },
    method: methodNames.find((each) => each === method) ?? null,
    level: levelOf(record.level),
    residual: levelOf(record.residual),
    score: done.ok ? done.value.score : null,
    working: done.ok ? [...done.value.working] : [],
    computed: done.ok ? done.value.level : null,
  };
}

function measureOf(city: LiveCity, record: MeasureRecord): RiskMeasure {
  const type = knownType(city, 'controlMeasure');
  const code = (name: string, value: string | null) =>
    value === null ? null : codeOf(attributeIn(type, name), value);
  const { id, text, riskEvent, place, active } = record;
  return {
    ...{ id, text, riskEvent, place, active },
    class: codeOf(attributeIn(type, 'class'), record.class),
    checkEvery: code('checkEvery', record.checkEvery),
    ownerRole: code('ownerRole', record.ownerRole),
    owner: link('person', record.owner, record.ownerName),
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What a fact of the point did, in a word. */
function saidOf(fact: Opened['facts'][number], first: boolean): Bilingual {
  if (fact.retired === true) return { zh: '注销', en: 'ended' };
  if (first) return { zh: '辨识登记', en: 'identified' };
  if (Object.hasOwn(fact.set, 'reviewedOn')) return { zh: '复评', en: 'reviewed' };
  if (Object.hasOwn(fact.set, 'measures')) return { zh: '措施调整', en: 'measures changed' };
  if (Object.hasOwn(fact.set, 'level')) return { zh: '风险评价', en: 'graded' };
  return { zh: '信息修改', en: 'edited' };
}

function historyOf(
  facts: Opened['facts'],
  at: Date,
  names: ReadonlyMap<string, string>,
): RiskWhole['history'] {
  return facts
    .filter((fact) => fact.at <= at)
    .map((fact, n) => ({
      at: formatMoment(fact.at.getTime() as Moment),
      by: names.get(fact.by ?? '') ?? fact.by ?? fact.recorder,
      level: levelOf(fact.set.level),
      what: saidOf(fact, n === 0),
    }))
    .reverse();
}

const choices = (rows: readonly { readonly id: string; readonly name: string | null }[]) =>
  rows.map(({ id, name }) => ({ id, name: name ?? id }));

/** A risk point as the list has it, from its own values. */
async function pointOf(
  client: PoolClient,
  city: LiveCity,
  { row, seen }: Opened,
  counts: { readonly events: number; readonly measures: number },
): Promise<PointRecord> {
  const { values, id } = row;
  const of = (type: string, name: string) => {
    const known = text(values[name]);
    return known === null ? [] : [{ type, id: known }];
  };
  const names = await namesOf(
    client,
    city,
    [
      ...of('enterprise', 'enterprise'),
      ...of('jurisdiction', 'jurisdiction'),
      ...of('facility', 'facility'),
      ...of('person', 'owner'),
    ],
    seen.at,
  );
  const name = (type: string, attribute: string): string | null =>
    names.get(`${type}/${text(values[attribute]) ?? ''}`) ?? null;
  return {
    ...{ id, key: '', ...counts, name: text(values.name), level: text(values.level) },
    ...{ enterprise: text(values.enterprise), enterpriseName: name('enterprise', 'enterprise') },
    ...{ division: text(values.jurisdiction), divisionName: name('jurisdiction', 'jurisdiction') },
    ...{ facility: text(values.facility), facilityName: name('facility', 'facility') },
    ...{ owner: text(values.owner), ownerName: name('person', 'owner') },
    ...{ identifiedOn: text(values.identifiedOn), reviewedOn: text(values.reviewedOn) },
    ...{ reviewDueOn: text(values.reviewDueOn), template: text(values.template) },
    inPlace: typeof values.inPlace === 'boolean' ? values.inPlace : null,
  };
}

export function riskWhole(
  city: LiveCity,
  caller: Caller,
  wanted: { readonly id: string; readonly asOf?: string | undefined },
): Promise<Result<RiskWhole, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, { type: 'riskItem', ...wanted });
    if (!found.ok) return found;
    const { seen, facts, row: record } = found.value;
    const events = await eventsOf(client, wanted.id, seen.at);
    const measures = await measuresOf(client, wanted.id, seen.at);
    const counts = { events: events.length, measures: measures.length };
    const point = await pointOf(client, city, found.value, counts);
    const [row] = await rowsOf(client, [point], seen);
    if (!row) return refuse(NOT_VISIBLE);
    const colleagues = await colleaguesAt(city, caller, 'enterprise', point.enterprise ?? '');
    const names = new Map(colleagues.map(({ id, name }) => [id, name]));
    const may = record.live && mayGrade(caller, point.enterprise);
    const asked = may && point.enterprise !== null ? point.enterprise : null;
    return ok({
      ...{ row, version: versionOf(facts), asOf: seen.text, live: record.live, may },
      events: events.map(eventOf),
      measures: measures.map((each) => measureOf(city, each)),
      history: historyOf(facts, seen.at, names),
      facilities: asked === null ? [] : choices(await sitesOf(client, asked, seen.at)),
      people: asked === null ? [] : choices(await peopleOf(client, asked, seen.at)),
    });
  });
}

/** What the form of a new point offers: the facilities and people of the enterprise. */
export function riskChoices(city: LiveCity, caller: Caller, named: string | undefined) {
  const enterprise = enterpriseOf(caller, named);
  const at = new Date(city.now());
  return reading(city.web, caller, async (client) => {
    if (enterprise === null) return ok({ enterprise: null, facilities: [], people: [] });
    const names = await namesOf(client, city, [{ type: 'enterprise', id: enterprise }], at);
    if (!names.has(`enterprise/${enterprise}`)) return refuse(NOT_VISIBLE);
    return ok({
      enterprise: link('enterprise', enterprise, names.get(`enterprise/${enterprise}`) ?? null),
      facilities: choices(await sitesOf(client, enterprise, at)),
      people: choices(await peopleOf(client, enterprise, at)),
    });
  });
}
