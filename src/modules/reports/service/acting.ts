import { hash, randomUUID } from 'node:crypto';
import { formatDay, formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { reportHazard } from '../../hazards/index.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import { namesOf, opened, Turns } from '../../registry/index.ts';
import type { CaseGiven } from '../contract.ts';
import { publishedRules } from '../load.ts';
import type { Stage, Unfit, Values } from '../model.ts';
import { stages } from '../model.ts';
import { dueOf } from '../rules/deadline.ts';
import { factsOf } from '../rules/facts.ts';
import { perform } from '../rules/machine.ts';
import type { Working } from '../rules/reward.ts';
import type { Taken } from '../rules/table.ts';
import { addStep, beginStep } from '../store/steps.ts';
import { latest, ownerOf, type Reports } from './context.ts';
import { handledOf, type OpenReport, openReport } from './one.ts';
import { workingOf } from './rewarding.ts';

export interface Asked {
  readonly id: string;
  readonly act: Taken;
  readonly version: number;
  readonly set: Values;
  readonly told: string | null;
  readonly reward: CaseGiven;
}

interface Acted {
  id: string;
  stage: { code: Stage; text: Bilingual };
  hazard: string | null;
  gone: boolean;
}

/** One act on a report at a time. */
const turns = new Turns();

const UNSEEN: Bilingual = {
  zh: '没有这条记录，或不在您的数据范围内',
  en: 'no such record, or outside your scope',
};
const DIFFERS: Bilingual = {
  zh: '金额与计算结果不同，请说明理由',
  en: 'the amount differs from the working: say why',
};
const MOVED: Bilingual = {
  zh: '这件举报刚有新的办理记录，请核对后再办',
  en: 'somebody worked on it meanwhile: look again first',
};

const faulty = ({ why, fields }: Unfit): Refusal => ({
  code: Object.keys(fields).length > 0 ? 'bad-request' : 'wrong-report-stage',
  detail: why,
  fields: Object.entries(fields).map(([name, message]) => ({
    path: name === 'told' ? 'told' : `set.${name}`,
    message,
  })),
});

const tidied = (set: Values): Values =>
  Object.fromEntries(
    Object.entries(set)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value !== '' && value !== null),
  );

/** Does the caller see the enterprise and the hazard that he names; is the division one? */
async function namedFaults(client: PoolClient, { city }: Reports, set: Values) {
  const faults: Record<string, Bilingual> = {};
  const named = [
    ['enterprise', 'enterprise'],
    ['hazard', 'hazard'],
    ['division', 'jurisdiction'],
  ] as const;
  for (const [name, type] of named) {
    const id = set[name];
    if (id === undefined) continue;
    const found = await namesOf(client, city, [{ type, id: String(id) }], new Date(latest(city)));
    if (!found.has(`${type}/${String(id)}`)) faults[name] = UNSEEN;
  }
  return faults;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

interface Judged {
  readonly open: OpenReport;
  readonly set: Values;
  readonly told: string | null;
  readonly stage: Stage;
  readonly working: Working | null;
}

async function judged(
  client: PoolClient,
  reports: Reports,
  caller: Caller,
  asked: Asked,
): Promise<Result<Judged, Refusal>> {
  const { city } = reports;
  const found = await openReport(client, city, caller, asked);
  if (!found.ok) return found;
  const open = found.value;
  if (open.steps.length !== asked.version) {
    return refuse({ code: 'conflict', detail: MOVED, current: { version: open.steps.length } });
  }
  const set = tidied(asked.set);
  const told = asked.told?.trim() ? asked.told.trim() : null;
  const done = perform(open.report, { act: asked.act, set, told }, open.actor, city.today());
  if (!done.ok) return refuse(faulty(done.error));
  const faults = await namedFaults(client, reports, set);
  const working = asked.act === 'reward' ? await workingOf(city, open, asked.reward) : null;
  if (working && working.amount !== set.amount && told === null) faults.told = DIFFERS;
  if (Object.keys(faults).length > 0) return refuse(faulty({ why: UNSEEN, fields: faults }));
  const stage = asked.act === 'pass' && set.division ? 'received' : done.value;
  return ok({ open, set, told, stage, working });
}

/**
 * A hazard that a check found, through the loop's own door. Its source is the check: nothing on it
 * leads back to a report, or its enterprise would know that it was reported.
 */
async function hazardOf(
  { city }: Reports,
  caller: Caller,
  { open, set }: Judged,
  named: string,
): Promise<Result<string | null, Refusal>> {
  if (!set.hazardText) return ok(typeof set.hazard === 'string' ? set.hazard : null);
  const found = {
    enterprise: set.enterprise ?? open.report.enterprise,
    source: open.report.internal ? 'selfInspection' : 'inspection',
    foundOn: set.verifiedOn ?? null,
    note: set.hazardText,
  };
  const made = await reportHazard(city, caller, found, named);
  return made.ok ? ok(made.value.id) : made;
}

/** Takes one step of a report on the version that the caller looked at. */
export function actOnReport(
  reports: Reports,
  caller: Caller,
  asked: Asked,
): Promise<Result<Acted, Refusal>> {
  return turns.take(asked.id, async () => {
    const done = await reading(reports.city.web, caller, (client) =>
      judged(client, reports, caller, asked),
    );
    if (!done.ok) return done;
    const first = { at: new Date(latest(reports.city)), hazard: `HZ-${randomUUID()}` };
    const no = done.value.open.steps.length + 1;
    const begun = await beginStep(ownerOf(reports), asked.id, no, first);
    const hazard = await hazardOf(reports, caller, done.value, begun.hazard);
    if (!hazard.ok) return hazard;
    return taken(reports, caller, asked, done.value, { at: begun.at, hazard: hazard.value });
  });
}

async function taken(
  reports: Reports,
  caller: Caller,
  asked: Asked,
  { open, set, told, stage, working }: Judged,
  { at, hazard }: { readonly at: Date; readonly hazard: string | null },
): Promise<Result<Acted, Refusal>> {
  const { city } = reports;
  const no = open.steps.length + 1;
  const today = formatDay(city.today());
  const facts = factsOf({
    ...{ report: asked.id, act: asked.act, set, today, hazard },
    ...{ internal: open.report.internal, enterprise: open.report.enterprise },
    multiplier: working?.multiplier ?? 1,
    division: textOf(open.found.row.values.jurisdiction),
  });
  // To pass a report on is to state it where one does not state anything else.
  const beyond = set.division ? [`d:${set.division}:chem`, `d:${set.division}:trade`] : [];
  const stated = await city.state(
    { ...caller, writeKeys: [...caller.writeKeys, ...beyond] },
    facts.map((fact) => ({
      ...fact,
      // Tried again it is the same fact; with other values it is another, and stands after it.
      id: `report:${asked.id}:${no}:${hash('sha256', JSON.stringify(fact.set)).slice(0, 16)}`,
      at: formatMoment(at.getTime() as Moment),
    })),
    { by: 'reports' },
  );
  if (!stated.ok) return stated;
  const values = { ...open.found.row.values, ...facts.find(({ type }) => type === 'report')?.set };
  const detail = {
    ...(working ? { amount: set.amount, working } : {}),
    ...(set.passedTo ? { passedTo: set.passedTo } : {}),
    ...(hazard ? { hazard } : {}),
  };
  const step = {
    ...{ no, act: asked.act, stage, at, told, detail },
    ...{ byAccount: caller.user, byName: caller.name, byRole: open.actor.roles[0] ?? null },
    due: null,
  };
  const after = handledOf(values, [...open.steps, step], asked.act === 'reward');
  const due = dueOf(after, publishedRules().limits, loadWorkingCalendar());
  await addStep(ownerOf(reports), asked.id, { ...step, due: due ? formatDay(due.day) : null });
  city.announce({ topic: 'report' });
  const seen = await reading(city.web, caller, (client) =>
    opened(client, city, { type: 'report', id: asked.id }),
  );
  return ok({ id: asked.id, stage: { code: stage, text: stages[stage] }, hazard, gone: !seen.ok });
}
