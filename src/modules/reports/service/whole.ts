import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import { attributeIn, codeOf, knownType, namesOf } from '../../registry/index.ts';
import type { ReportNext, ReportWhole } from '../contract.ts';
import { publishedRules } from '../load.ts';
import type { Content } from '../model.ts';
import { actNames, acts, kinds, results, stageNames, stages, topics } from '../model.ts';
import { dueOf } from '../rules/deadline.ts';
import { formOf } from '../rules/forms.ts';
import { whyNot } from '../rules/machine.ts';
import { ENDS, READS_CONTENT, REVEALS, table, takenNames } from '../rules/table.ts';
import { rewardOf } from '../store/list.ts';
import { hasSealed, sealedOf } from '../store/sealed.ts';
import { countiesOn, type StepRecord } from '../store/steps.ts';
import { openedJson, ownerOf, type Reports } from './context.ts';
import { rowOf } from './list.ts';
import { isAmong, type OpenReport, openReport } from './one.ts';

/** One report: what is on record, what was written (for whoever may read it), what is next. */
export function reportWhole(
  reports: Reports,
  caller: Caller,
  wanted: { readonly id: string; readonly asOf?: string | undefined },
): Promise<Result<ReportWhole, Refusal>> {
  const { city } = reports;
  return reading(city.web, caller, async (client) => {
    const open = await openReport(client, city, caller, wanted);
    return open.ok ? ok(await described(client, reports, open.value)) : open;
  });
}

async function described(
  client: PoolClient,
  reports: Reports,
  open: OpenReport,
): Promise<ReportWhole> {
  const { city } = reports;
  const { id, found, report, steps } = open;
  const { values } = found.row;
  const type = knownType(city, 'report');
  const hazard = typeof values.hazard === 'string' ? values.hazard : null;
  const role = typeof values.reporterRole === 'string' ? values.reporterRole : null;
  const due = dueOf(report, publishedRules().limits, loadWorkingCalendar());
  const mayRead = isAmong(open, READS_CONTENT);
  const named = await hasSealed(ownerOf(reports), id, 'who');
  return {
    row: await shownRow(client, city, open),
    version: steps.length,
    asOf: found.seen.text,
    internal: report.internal,
    content: mayRead ? await contentOf(reports, id) : null,
    // What he is to the enterprise may say who he is.
    reporterRole: mayRead && role ? codeOf(attributeIn(type, 'reporterRole'), role) : null,
    withinDuty: typeof values.withinDuty === 'boolean' ? values.withinDuty : null,
    hazard: hazard === null ? null : { type: 'hazard', id: hazard, name: null },
    named,
    mayReveal: named && isAmong(open, REVEALS),
    limits: (due?.limits ?? []).map(({ text, confidence }) => ({ text, confidence })),
    steps: steps.map(shownStep),
    next: found.seen.day === city.today() ? await nextActs(client, city, open) : [],
  };
}

async function shownRow(client: PoolClient, city: LiveCity, open: OpenReport) {
  const { id, found, report, steps } = open;
  const { values } = found.row;
  const text = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const [enterprise, division] = [text('enterprise'), text('jurisdiction')];
  const named = [
    ...(enterprise ? [{ type: 'enterprise', id: enterprise }] : []),
    ...(division ? [{ type: 'jurisdiction', id: division }] : []),
  ];
  const names = await namesOf(client, city, named, found.seen.at);
  const due = steps.at(-1)?.due ?? null;
  return rowOf(city, {
    ...{ id, enterprise, division, due, key: '', stage: report.stage },
    ...{ date: text('date'), channel: text('channel') ?? '', topic: text('topic') },
    enterpriseName: names.get(`enterprise/${enterprise}`) ?? null,
    divisionName: names.get(`jurisdiction/${division}`) ?? null,
    overdue: due !== null && due < found.seen.text && !ENDS.includes(report.stage),
    ...{ result: text('result'), hazard: text('hazard') },
    amount: await rewardOf(client, id, found.seen.at),
  });
}

async function contentOf(reports: Reports, id: string): Promise<ReportWhole['content']> {
  const owner = ownerOf(reports);
  const [sealed] = await sealedOf(owner, id, 'content');
  const content = sealed ? openedJson<Content>(reports, sealed.body) : null;
  if (!content) return null;
  const notes = await sealedOf(owner, id, 'note');
  return {
    kind: { code: content.kind, text: kinds[content.kind] },
    ...{ place: content.place, text: content.text, photo: content.photo !== null },
    notes: notes.flatMap(({ body }) => openedJson<{ text: string }>(reports, body)?.text ?? []),
  };
}

function shownStep(step: StepRecord): ReportWhole['steps'][number] {
  const act = actNames.find((each) => each === step.act) ?? 'note';
  const stage = stageNames.find((each) => each === step.stage) ?? 'received';
  const { working, passedTo } = step.detail;
  return {
    ...{ no: step.no, act, title: acts[act], stage: { code: stage, text: stages[stage] } },
    ...{ at: formatMoment(step.at.getTime() as Moment), by: step.byName, told: step.told },
    working: (working as ReportWhole['steps'][number]['working'] | undefined) ?? null,
    passedTo: typeof passedTo === 'string' ? passedTo : null,
  };
}

/** Every act that the stage knows, who may take it, and why not. */
async function nextActs(
  client: PoolClient,
  city: LiveCity,
  open: OpenReport,
): Promise<ReportNext[]> {
  const { report, actor, found } = open;
  const type = knownType(city, 'report');
  const counties = await countiesOn(client, found.seen.at);
  const coded = (name: string, all: readonly string[]) =>
    all.map((value) => ({ value, label: codeOf(attributeIn(type, name), value).text }));
  const options = {
    topic: coded('topic', topics),
    result: coded('result', results),
    division: counties
      .filter(({ id }) => id !== found.row.values.jurisdiction)
      .map(({ id, name }) => ({ value: id, label: { zh: name, en: name } })),
  };
  return takenNames
    .filter((act) => table[act].from.includes(report.stage))
    .map((act) => {
      const why = whyNot(act, report, actor);
      const fields = why ? [] : formOf(act, report, city.today(), (name) => options[name]);
      return {
        ...{ act, title: acts[act], may: why === null, why },
        fields: fields.map((field) => ({
          ...field,
          options: field.options ? [...field.options] : null,
        })),
      };
    });
}
