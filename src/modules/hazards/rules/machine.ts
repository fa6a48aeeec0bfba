import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import type {
  Act,
  Actor,
  Hazard,
  Performed,
  Stage,
  Unfit,
  Value,
  Values,
  Wanted,
} from '../model.ts';
import { acts, stages } from '../model.ts';
import { type Checking, checks, faultOf } from './checks.ts';
import { conditions, countIn, isMajor } from './conditions.ts';
import { mayRevise, notRevisable } from './seals.ts';
import type { LoopSettings } from './settings.ts';
import type { ActRule, Need, Who } from './table.ts';
import { MADE_BY_ACT, OWN_SOURCES, table, unmet } from './table.ts';

/** What an act is judged by besides the hazard and whoever acts. */
export interface Setting {
  readonly today: Day;
  readonly calendar: WorkingCalendar;
  readonly settings: LoopSettings;
}

const NOT_NOW = (act: Act, stage: Stage): Bilingual => ({
  zh: `现处“${stages[stage].zh}”阶段，不能${acts[act].zh}`,
  en: `it is ${stages[stage].en}: no step '${acts[act].en}' from there`,
});
const NOT_YOURS: Bilingual = { zh: '这一步不由您办理', en: 'this step is not yours to take' };
const NO_REASON: Bilingual = { zh: '请说明理由', en: 'say why' };
const MISSING: Bilingual = { zh: '此项必填', en: 'fill this in' };
const NOT_OF_ACT: Bilingual = { zh: '这一步不填此项', en: 'this step does not set it' };
const NOTHING: Bilingual = { zh: '没有更正任何一项', en: 'nothing is corrected' };

function fits(who: Who, hazard: Hazard, { seats }: Actor): boolean {
  if (!seats.some(({ role }) => who.roles.includes(role))) return false;
  if (who.weight && (who.weight === 'major') !== isMajor(hazard)) return false;
  const own = OWN_SOURCES.includes(String(hazard.values.source));
  return who.found === undefined || (who.found === 'own') === own;
}

/** Why somebody may not take a step now; null: he may. What he fills in is checked afterwards. */
export function whyNot(
  act: Act,
  hazard: Hazard,
  actor: Actor,
  { today, settings }: Pick<Setting, 'today' | 'settings'>,
): Bilingual | null {
  const rule = table[act];
  if (!rule.from.includes(hazard.stage)) return NOT_NOW(act, hazard.stage);
  if (!rule.who.some((who) => fits(who, hazard, actor))) return NOT_YOURS;
  const failed = rule.conditions?.find((name) => {
    return !conditions[name]({ hazard, actor, today, settings });
  });
  return failed ? unmet[failed] : null;
}

/** Where an act leads; it depends on the weight of the hazard where work goes on. */
export function stageAfter(act: Act, stage: Stage, major: boolean): Stage {
  const { to } = table[act];
  if (to === null) return stage;
  if (to === 'back') return major ? 'controlled' : 'assigned';
  if (to === 'again') return stage === 'dismissed' ? 'reported' : 'judged';
  return to;
}

export function isNeeded(need: Need, after: Values): boolean {
  if (need === 'major') return isMajor({ values: after });
  if (need === 'statutory') return after.major === true;
  if (need === 'stop') return after.stopRequired === true;
  return need === 'must';
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** Fields of the act that are wrong as they would stand. */
function faultsOf(rule: ActRule, wanted: Wanted, c: Checking): Record<string, Bilingual> {
  const faults: Record<string, Bilingual> = {};
  for (const name of Object.keys(wanted.set)) {
    if (!Object.hasOwn(rule.fields, name)) faults[name] = NOT_OF_ACT;
  }
  for (const [name, need] of Object.entries(rule.fields)) {
    if (isNeeded(need, c.after) && isEmpty(c.after[name])) faults[name] = MISSING;
    const fault = faults[name] === undefined ? faultOf(name, c) : null;
    if (fault) faults[name] = fault;
  }
  return faults;
}

/** A later time limit is an extension, which is counted and has its bounds. */
const EXTEND: Bilingual = {
  zh: '延长整改期限请办理延期，更正只能改早',
  en: 'a later time limit is an extension: a correction makes it earlier only',
};
const isLater = (value: Value, before: Value | undefined): boolean =>
  typeof value === 'string' && typeof before === 'string' && value > before;

/** Fields that a revision corrects: sealed, his to correct, and right in what follows from them. */
function revisionFaults(hazard: Hazard, { set }: Wanted, c: Checking): Record<string, Bilingual> {
  const roles = c.actor.seats.map(({ role }) => role);
  const faults: Record<string, Bilingual> = {};
  for (const [name, value] of Object.entries(set)) {
    if (!mayRevise(name, roles, hazard)) faults[name] = notRevisable;
    else if (isEmpty(value) && !isEmpty(hazard.values[name])) faults[name] = MISSING;
    else if (name === 'dueOn' && isLater(value, hazard.values[name])) faults[name] = EXTEND;
  }
  // A corrected day must not overtake another: every dated field is looked at again.
  for (const name of Object.keys(checks)) {
    if (name === 'extendedUntil' || name === 'escalatedTo' || isEmpty(c.after[name])) continue;
    const touched = Object.hasOwn(set, name) || Object.keys(set).some((n) => n.endsWith('On'));
    const fault = touched && faults[name] === undefined ? faultOf(name, c) : null;
    if (!fault) continue;
    const at = Object.hasOwn(set, name) ? name : Object.keys(set)[0];
    if (at !== undefined && (Object.hasOwn(set, name) || name.endsWith('On'))) faults[at] = fault;
  }
  return faults;
}

/** What an act makes of the hazard, or what is to be mended. */
export function perform(
  hazard: Hazard,
  wanted: Wanted,
  actor: Actor,
  setting: Setting,
): Result<Performed, Unfit> {
  const { act, set, reason } = wanted;
  const why = whyNot(act, hazard, actor, setting);
  if (why) return refuse({ why, fields: {} });
  const rule = table[act];
  const made = madeBy(rule, hazard, wanted, setting.today);
  const after = { ...hazard.values, ...made, ...set };
  const c: Checking = { after, before: hazard.values, actor, ...setting };
  const faults = act === 'revise' ? revisionFaults(hazard, wanted, c) : faultsOf(rule, wanted, c);
  if (rule.reason && isEmpty(reason)) faults.reason = NO_REASON;
  if (Object.keys(faults).length > 0) return refuse({ why: MEND, fields: faults });
  if (act === 'revise' && Object.keys(set).length === 0)
    return refuse({ why: NOTHING, fields: {} });
  const major = isMajor({ values: after });
  const to = stageAfter(act, hazard.stage, major);
  const no = (hazard.steps.at(-1)?.no ?? 0) + 1;
  return ok({
    set: { ...made, ...set, stage: to },
    step: { no, act, from: hazard.stage, to, by: actor.account, major },
    ...(to === 'dismissed' ? { retired: true } : {}),
    ...(hazard.stage === 'dismissed' && to !== 'dismissed' ? { retired: false } : {}),
  });
}

const MEND: Bilingual = { zh: '请改正标出的各项', en: 'mend the fields that are marked' };

/** What the act itself states: its day, its count, what it takes back. */
function madeBy(rule: ActRule, hazard: Hazard, { act, set }: Wanted, today: Day): Values {
  const made: Record<string, Value> = {};
  for (const name of rule.clears ?? []) {
    if (!isEmpty(hazard.values[name])) made[name] = name.endsWith('Times') ? 0 : null;
  }
  if (rule.dates) made[rule.dates] = formatDay(today);
  if (rule.counts) made[rule.counts] = countIn(hazard.values[rule.counts]) + 1;
  if (act === 'rectify' && set.rectifiedOn) made.handledOn = set.rectifiedOn;
  if (act === 'verify' && set.verifiedOn) made.recheckedOn = set.verifiedOn;
  return made;
}

/** The first step of a hazard: it is reported. */
export function report(set: Values, actor: Actor, setting: Setting): Result<Performed, Unfit> {
  const rule = table.report;
  const hazard: Hazard = { stage: 'reported', values: {}, steps: [] };
  if (!rule.who.some((who) => fits(who, hazard, actor))) {
    return refuse({ why: NOT_YOURS, fields: {} });
  }
  const wanted: Wanted = { act: 'report', set, reason: null };
  const c: Checking = { after: set, before: {}, actor, ...setting };
  const faults = faultsOf(rule, wanted, c);
  if (Object.keys(faults).length > 0) return refuse({ why: MEND, fields: faults });
  const step = { no: 1, act: 'report', from: null, to: 'reported', by: actor.account } as const;
  return ok({ set: { ...set, stage: 'reported' }, step: { ...step, major: false } });
}

/** Attributes that the machine alone writes, beside those that people fill in. */
export const madeAttributes = MADE_BY_ACT;
