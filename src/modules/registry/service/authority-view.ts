import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { AuthorityView } from '../model.ts';
import { promiseOf } from '../rules/promise.ts';
import type { OwnDuty } from '../store/duties.ts';
import { dutiesOf, SUBJECTS_MOST } from '../store/duties.ts';
import { promiseFacts } from '../store/promise.ts';
import { listRecords, newestFirst } from '../store/record-rows.ts';
import { timelinePage } from '../store/timeline.ts';
import type { Reader } from './common.ts';
import { definitionOf } from './common.ts';
import type { OneEnterprise } from './enterprise-file.ts';
import { completeness, eventOf, ofEnterprise } from './enterprise-file.ts';
import { describe, type Opened } from './records.ts';

/** What an authority, a park or an expert did at the enterprise. */
const LOOKS = ['inspection', 'onlinePatrol', 'stationingVisit', 'expertService', 'licenceReview'];
const GRADES = [
  ...['gradeColour', 'riskLevel', 'standardisationLevel', 'majorHazardLevel', 'risk', 'tags'],
  ...['openMajorHazards', 'keyInspectionList', 'stationed', 'recordComplete'],
];
const MOST_LOOKS = 30;
const MOST_DUTIES = 200;

/** What the authority sees of an enterprise (监管部门看到的我). */
export async function authorityView(
  city: LiveCity,
  caller: Reader,
  wanted: OneEnterprise,
): Promise<Result<AuthorityView, Refusal>> {
  await city.counted();
  return ofEnterprise(city, caller, wanted, async (client, found) => {
    const record = await describe(client, city, caller, found);
    const fields = record.groups.flatMap((group) => group.fields);
    const duties = await ownDuties(client, city, found);
    const looks = LOOKS.flatMap((type) => definitionOf(city, type) ?? []);
    const { seen } = found;
    const at = { enterprise: wanted.id, at: seen.at, only: null, after: null, limit: MOST_LOOKS };
    const visits = await timelinePage(client, looks, at);
    return ok({
      id: record.id,
      name: record.name,
      asOf: seen.text,
      grades: fields.filter(({ name }) => GRADES.includes(name)),
      completeness: completeness(fields, found),
      promise: await promiseToday(client, city, found),
      duties: {
        counts: counted(duties),
        rows: duties
          .filter(({ status }) => status !== 'met')
          .slice(0, MOST_DUTIES)
          .map((duty) => dutyRow(city, duty)),
      },
      visits: visits.map((row) => eventOf(city, row)),
    });
  });
}

async function promiseToday(client: PoolClient, city: LiveCity, { row, seen }: Opened) {
  const facts = await promiseFacts(client, city.duties.types, seen.day, [row.id]);
  const { may, said, obstacles } = promiseOf(facts, row.id);
  return { may, said, obstacles: [...obstacles] };
}

function counted(duties: readonly OwnDuty[]): AuthorityView['duties']['counts'] {
  const counts = { met: 0, late: 0, pending: 0, overdue: 0, unknown: 0 };
  for (const { status } of duties) counts[status] += 1;
  return counts;
}

/** Duties of the enterprise and of its records, type by type. */
async function ownDuties(
  client: PoolClient,
  city: LiveCity,
  { row, seen }: Opened,
): Promise<readonly OwnDuty[]> {
  const types = new Set(city.clauses.map(({ subject }) => subject.selector.entity));
  const duties: OwnDuty[] = [];
  for (const type of types) {
    const clauses = city.clauses
      .filter(({ subject }) => subject.selector.entity === type)
      .map(({ id }) => id);
    const subjects = await subjectsOf(client, city, type, row.id, seen.at);
    if (subjects.length > 0) duties.push(...(await dutiesOf(client, clauses, subjects, seen.at)));
  }
  return duties.sort(byUrgency);
}

async function subjectsOf(
  client: PoolClient,
  city: LiveCity,
  type: string,
  enterprise: string,
  at: Date,
): Promise<readonly string[]> {
  if (type === 'enterprise') return [`enterprise/${enterprise}`];
  const definition = definitionOf(city, type);
  // What names many enterprises (a campaign) is not this one's to do.
  if (!definition?.attributes.some(({ name }) => name === 'enterprise')) return [];
  const page = {
    ...{ enterprise, at, columns: ['note'], limit: SUBJECTS_MOST },
    ...{ order: newestFirst(definition), after: null },
  };
  const rows = await listRecords(client, definition, page);
  return rows.map(({ id }) => `${type}/${id}`);
}

const URGENCY = ['overdue', 'unknown', 'pending', 'late', 'met'];

function byUrgency(a: OwnDuty, b: OwnDuty): number {
  return (
    URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status) ||
    (a.due ?? '9999').localeCompare(b.due ?? '9999')
  );
}

function dutyRow(city: LiveCity, duty: OwnDuty): AuthorityView['duties']['rows'][number] {
  const { trigger: _, ...shown } = duty;
  const clause = city.clauses.find(({ id }) => id === duty.clause);
  const [type = '', id = ''] = duty.subject.split(/\/(.*)/s);
  const definition = definitionOf(city, type);
  return {
    ...shown,
    quote: clause?.quote ?? '',
    subjectType: definition ? { zh: definition.zh, en: definition.en } : { zh: type, en: type },
    link: { type, id, name: null },
  };
}
