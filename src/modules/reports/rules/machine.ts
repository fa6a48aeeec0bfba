import type { Day } from '../../../kernel/calendar.ts';
import { parseDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Actor, Handled, Stage, Unfit, Values } from '../model.ts';
import { acts, results, stages, topics } from '../model.ts';
import { type Taken, table } from './table.ts';

const NOT_YOURS: Bilingual = { zh: '这一步不由您办理', en: 'this step is not yours to take' };
const MISSING: Bilingual = { zh: '此项必填', en: 'fill this in' };
const NOT_ASKED: Bilingual = { zh: '这一步不填此项', en: 'this step does not set it' };
const MEND: Bilingual = { zh: '请改正标出的各项', en: 'mend the fields that are marked' };
const ONLY_TRUE: Bilingual = {
  zh: '核查不实，不予奖励',
  en: 'the check found nothing: no reward',
};
const ONCE: Bilingual = { zh: '核查期限只能延长一次', en: 'the check is extended once' };
const BAD_DAY: Bilingual = {
  zh: '请填写受理之后、今天以前的日期',
  en: 'a day from its acceptance until today',
};
const NO_ENTERPRISE: Bilingual = {
  zh: '登记隐患须先写明企业',
  en: 'say which enterprise before a hazard is made',
};

/** What belongs to an act and is no attribute of a record: what it makes, how it was worked out. */
const ASIDE = new Set(['hazardText', 'multiplier', 'working', 'withinDuty']);

export const isTrue = ({ result }: Pick<Handled, 'result'>): boolean =>
  result === 'true' || result === 'partly-true';

/** Why somebody may not take a step now; null: he may. */
export function whyNot(act: Taken, report: Handled, { roles }: Actor): Bilingual | null {
  const rule = table[act];
  if (!rule.from.includes(report.stage)) {
    return {
      zh: `现处“${stages[report.stage].zh}”阶段，不能${acts[act].zh}`,
      en: `it is ${stages[report.stage].en}: no step '${acts[act].en}' from there`,
    };
  }
  const who = report.internal ? rule.firm : rule.authority;
  if (!roles.some((role) => who.includes(role))) return NOT_YOURS;
  if (rule.foundTrue && !isTrue(report)) return ONLY_TRUE;
  return act === 'extend' && report.extended ? ONCE : null;
}

export interface Wanted {
  readonly act: Taken;
  readonly set: Values;
  /** What the reporter is told. */
  readonly told: string | null;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Is what was filled in for the act right? The stage that it leads to, or what to mend. */
export function perform(
  report: Handled,
  wanted: Wanted,
  actor: Actor,
  today: Day,
): Result<Stage, Unfit> {
  const { act, set, told } = wanted;
  const why = whyNot(act, report, actor);
  if (why) return refuse({ why, fields: {} });
  const rule = table[act];
  const faults: Record<string, Bilingual> = {};
  for (const name of Object.keys(set)) {
    if (!Object.hasOwn(rule.fields, name) && !ASIDE.has(name)) faults[name] = NOT_ASKED;
  }
  for (const [name, need] of Object.entries(rule.fields)) {
    if (need === 'must' && isEmpty(set[name])) faults[name] = MISSING;
  }
  if (rule.told && isEmpty(told)) faults.told = MISSING;
  Object.assign(faults, wrongValues(report, wanted, today));
  if (Object.keys(faults).length > 0) return refuse({ why: MEND, fields: faults });
  return ok(rule.to ?? report.stage);
}

function wrongValues(report: Handled, { act, set }: Wanted, today: Day) {
  const faults: Record<string, Bilingual> = {};
  const oneOf = (name: string, all: readonly string[]): void => {
    if (!isEmpty(set[name]) && !all.includes(String(set[name]))) faults[name] = MISSING;
  };
  oneOf('topic', topics);
  oneOf('result', results);
  if (act === 'check' && typeof set.verifiedOn === 'string') {
    const day = parseDay(set.verifiedOn);
    const from = report.acceptedOn ?? report.date;
    if (!day.ok || day.value > today || (from !== null && day.value < from)) {
      faults.verifiedOn = BAD_DAY;
    }
  }
  const makes = !isEmpty(set.hazardText);
  if (makes && isEmpty(set.enterprise) && report.enterprise === null) {
    faults.enterprise = NO_ENTERPRISE;
  }
  if (makes && !isTrue({ result: set.result as Handled['result'] })) faults.hazardText = NOT_ASKED;
  const { amount } = set;
  if (act === 'reward' && (typeof amount !== 'number' || !(amount > 0))) faults.amount = MISSING;
  return faults;
}

/** The stage that a history leads to; null: it has none. */
export const replay = (steps: readonly { readonly stage: Stage }[]): Stage | null =>
  steps.at(-1)?.stage ?? null;
