import { dayAt, formatDay, type Moment, parseMoment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import { knownType, type Link, namesOf, opened } from '../../registry/index.ts';
import type { HazardField } from '../contract.ts';
import type { Hazard, Value, Values } from '../model.ts';
import type { FormField } from '../rules/forms.ts';
import { formOf } from '../rules/forms.ts';
import { type Choice, campaignsOf, equipmentOf, peopleOf, sitesOf } from '../store/one.ts';
import { latest } from './common.ts';

interface EquipmentChoice {
  id: string;
  name: string;
  note: string | null;
}

type Chooser = (client: PoolClient, enterprise: string, at: Date) => Promise<readonly Choice[]>;
const CHOOSERS: Readonly<Record<string, Chooser>> = {
  person: peopleOf,
  facility: sitesOf,
  campaign: campaignsOf,
};

/** Fields with the records that they may name, asked once each. */
export async function withChoices(
  client: PoolClient,
  fields: readonly FormField[],
  enterprise: string | null,
  at: Date,
  known: Map<string, HazardField['options']> = new Map(),
): Promise<HazardField[]> {
  const shown: HazardField[] = [];
  for (const { names, options, ...field } of fields) {
    if (names === null) {
      shown.push({
        ...field,
        value: plainValue(field.value),
        options: options ? [...options] : null,
      });
      continue;
    }
    if (names === 'equipment' && enterprise !== null) {
      // An enterprise has thousands: found as one types.
      shown.push({ ...field, kind: 'picker', value: plainValue(field.value), options: null });
      continue;
    }
    const choose = CHOOSERS[names];
    // What cannot be chosen from a list is not asked.
    if (!choose || enterprise === null) continue;
    if (!known.has(names)) {
      const found = await choose(client, enterprise, at);
      const named = found.map(({ id, name }) => ({
        value: id,
        label: { zh: name ?? id, en: name ?? id },
      }));
      known.set(names, named);
    }
    shown.push({ ...field, value: plainValue(field.value), options: known.get(names) ?? [] });
  }
  return shown;
}

const plainValue = (value: Value): HazardField['value'] =>
  value !== null && typeof value === 'object' ? [...value] : value;

/** Equipment of an enterprise by a part of its name, within the caller's scope. */
export function equipmentChoices(
  city: LiveCity,
  caller: Caller,
  wanted: { readonly enterprise: string; readonly q: string; readonly id?: string | undefined },
): Promise<Result<{ rows: EquipmentChoice[] }, Refusal>> {
  const at = new Date(latest(city));
  return reading(city.web, caller, async (client) => {
    const found = await equipmentOf(client, wanted, at);
    return ok({ rows: found.map(({ name, ...each }) => ({ ...each, name: name ?? each.id })) });
  });
}

/** Which source a record of a type is, where a hazard was found by it. */
const SOURCES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...['selfInspection', 'inspection', 'onlinePatrol', 'licenceReview', 'riskAssessment'],
    ...['expertService', 'stationingVisit', 'report', 'alarm', 'incidentAnalysis'],
  ].map((type) => [type, type]),
);
/**
 * That somebody reported it stands on no hazard (rules/checks.ts): what a check found is its own.
 */
const keptFromReport = (type: string, from: string, source: string): Values =>
  type === 'report' ? { source: 'inspection' } : { source, sourceRecord: from };

const DATED = ['date', 'raisedAt'] as const;
const TOLD = ['note', 'findings', 'result'] as const;

function dayOf(value: unknown): string | null {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  if (value instanceof Date) return formatDay(dayAt(value.getTime() as Moment));
  const moment = typeof value === 'string' ? parseMoment(value) : null;
  return moment?.ok ? formatDay(dayAt(moment.value)) : null;
}

/** What a record says of a hazard that was found by it: nothing known is asked again. */
async function filledFrom(client: PoolClient, city: LiveCity, from: string): Promise<Values> {
  const [type = '', ...rest] = from.split('/');
  const source = SOURCES[type];
  if (source === undefined) return {};
  const found = await opened(client, city, { type, id: rest.join('/') });
  if (!found.ok) return {};
  const { values } = found.value.row;
  const told = keptFromReport(type, from, source);
  const text = TOLD.map((name) => values[name]).find((value) => typeof value === 'string');
  const day = DATED.map((name) => dayOf(values[name])).find((value) => value !== null);
  const named = ['enterprise', 'facility', 'campaign'].flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    ...Object.fromEntries(named),
    ...told,
    ...(day ? { foundOn: day } : {}),
    ...(typeof text === 'string' ? { note: text } : {}),
    // People over the limit are a kind of hazard of their own, which is treated as major.
    ...(type === 'alarm' && values.kind === 'occupancy' ? { kind: 'overcrowding' } : {}),
  };
}

interface NewForm {
  fields: HazardField[];
  enterprise: Link | null;
}

/** The form of a new hazard, filled in from where it was found. */
export function newForm(
  city: LiveCity,
  caller: Caller,
  asked: { readonly enterprise?: string | undefined; readonly from?: string | undefined },
): Promise<Result<NewForm, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const own = onlyEnterprises(caller.keys);
    const values: Values = {
      source: own ? 'selfInspection' : 'inspection',
      ...(asked.from ? await filledFrom(client, city, asked.from) : {}),
      ...(asked.enterprise ? { enterprise: asked.enterprise } : {}),
      ...(own?.length === 1 && own[0] !== undefined ? { enterprise: own[0] } : {}),
    };
    const hazard: Hazard = { stage: 'reported', values, steps: [] };
    const type = knownType(city, 'hazard');
    const attributes = new Map(type.attributes.map((each) => [each.name, each]));
    const fields = formOf('report', hazard, attributes, city.today(), () => false);
    const at = new Date(latest(city));
    const id = typeof values.enterprise === 'string' ? values.enterprise : null;
    const names = id ? await namesOf(client, city, [{ type: 'enterprise', id }], at) : new Map();
    const seen = id !== null && names.has(`enterprise/${id}`) ? id : null;
    return ok({
      fields: await withChoices(client, fields, seen, at),
      enterprise:
        seen === null
          ? null
          : { type: 'enterprise', id: seen, name: names.get(`enterprise/${seen}`) ?? null },
    });
  });
}
