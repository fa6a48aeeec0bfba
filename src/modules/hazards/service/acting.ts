import { randomUUID } from 'node:crypto';
import { formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity, Statement } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import {
  checkValue,
  knownType,
  mentioned,
  namesOf,
  opened,
  Turns,
  versionOf,
} from '../../registry/index.ts';
import type { Acted } from '../contract.ts';
import type { Act, Actor, Performed, Unfit, Values } from '../model.ts';
import { stages } from '../model.ts';
import { perform, report } from '../rules/machine.ts';
import { dropDraft } from '../store/drafts.ts';
import { actorAt, latest, reporting, settingOf, stageOf } from './common.ts';
import { broughtIn, fileFaults } from './evidence.ts';
import { openHazard } from './one.ts';
import { stepTaken } from './todos.ts';

export type Acting = Promise<Result<Acted, Refusal>>;

/** One act on a hazard at a time: the version that was looked at is the one that is worked on. */
export const turns = new Turns();

/** Texts without spaces at their ends; what is empty is no value. */
function tidied(set: Values): Values {
  return Object.fromEntries(
    Object.entries(set).map(([name, value]) => {
      const text = typeof value === 'string' ? value.trim() : value;
      return [name, text === '' || (Array.isArray(text) && text.length === 0) ? null : text];
    }),
  );
}

const UNSEEN: Bilingual = {
  zh: '没有这条记录，或不在您的数据范围内',
  en: 'no such record, or outside your scope',
};
const UNKNOWN: Bilingual = { zh: '没有这一项', en: 'there is no such field' };

/** Are the values what the dictionary says, and does the caller see what they name? */
async function shapeFaults(
  client: PoolClient,
  city: LiveCity,
  definition: RecordDefinition,
  set: Values,
  before: Values,
): Promise<Record<string, Bilingual>> {
  const faults = await fileFaults(client, definition, set, before);
  for (const [name, value] of Object.entries(set)) {
    const attribute = definition.attributes.find((each) => each.name === name);
    if (!attribute) faults[name] = UNKNOWN;
    else {
      const fault = value === null ? null : checkValue(attribute, value);
      if (fault) faults[name] = fault;
    }
  }
  const at = new Date(latest(city));
  for (const attribute of definition.attributes) {
    if (faults[attribute.name]) continue;
    const named = mentioned([attribute], set);
    if (named.length === 0) continue;
    const seen = await namesOf(client, city, named, at);
    if (!named.some(({ type, id }) => seen.has(`${type}/${id}`))) faults[attribute.name] = UNSEEN;
  }
  return faults;
}

const faulty = (faults: Readonly<Record<string, Bilingual>>, why?: Bilingual): Refusal => ({
  code: 'bad-request',
  ...(why ? { detail: why } : {}),
  fields: Object.entries(faults).map(([name, message]) => ({
    path: name === 'reason' ? 'reason' : `set.${name}`,
    message,
  })),
});

/** Refused as a whole: it is another's step, or another stage's. */
const unfit = ({ why, fields }: Unfit): Refusal =>
  Object.keys(fields).length > 0 ? faulty(fields, why) : { code: 'wrong-stage', detail: why };

/** The facts of an act: what it changed on the hazard, and the step that says so. */
function statementsOf(
  id: string,
  { step, set, retired }: Performed,
  actor: Actor,
  at: string,
  reason: string | null,
  brought: readonly string[],
): Statement[] {
  const key = `loop:${id}:${step.no}`;
  const hazard = { id: `${key}:set`, type: 'hazard', record: id, at, set };
  return [
    retired === undefined ? hazard : { ...hazard, retired },
    {
      ...{ id: key, type: 'hazardStep', record: `${id}-s${step.no}`, at },
      set: {
        ...{ hazard: id, no: step.no, act: step.act, to: step.to, doneAt: at, by: step.by },
        ...(step.from === null ? {} : { from: step.from }),
        ...{ byName: actor.name, byRole: actor.seats[0]?.role ?? null, major: step.major },
        ...{ reason, changes: JSON.stringify(set) },
        ...(brought.length > 0 ? { documents: brought } : {}),
      },
    },
  ];
}

/** States them within the caller's scope, by the loop's own way. */
async function stated(
  city: LiveCity,
  caller: Caller,
  id: string,
  statements: readonly Statement[],
  draft: string,
): Acting {
  const done = await city.state(caller, statements, { by: 'loop' });
  if (!done.ok) return done;
  await stepTaken(city, id, caller.user);
  await withScope(city.web, caller, (client) => dropDraft(client, caller.user, draft));
  return standing(city, caller, id);
}

/** Where a hazard stands now. */
export function standing(city: LiveCity, caller: Caller, id: string): Acting {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, { type: 'hazard', id });
    const stage = found.ok ? stageOf(found.value.row.values.stage) : 'reported';
    const version = found.ok ? versionOf(found.value.facts) : 0;
    return ok({ id, version, stage: { code: stage, text: stages[stage] } });
  });
}

/** Reported under an id that its finder made, it is there once, however often it is sent. */
export async function reportHazard(
  city: LiveCity,
  caller: Caller,
  given: Values,
  named?: string,
): Acting {
  if (named !== undefined && (await isThere(city, caller, named))) {
    return standing(city, caller, named);
  }
  return reportedAt(city, caller, named ?? `HZ-${randomUUID()}`, given, latest(city));
}

export const isThere = (city: LiveCity, caller: Caller, id: string): Promise<boolean> =>
  reading(city.web, caller, async (client) => {
    return (await opened(client, city, { type: 'hazard', id })).ok;
  });

/** Reported as of a moment that has passed, perhaps. */
export async function reportedAt(
  city: LiveCity,
  person: Caller,
  id: string,
  given: Values,
  moment: Moment,
): Acting {
  const set = withoutEmpty(tidied(given));
  const caller = reporting(person);
  const at = formatMoment(moment);
  const performed = await reading(city.web, caller, async (client) => {
    const faults = await shapeFaults(client, city, knownType(city, 'hazard'), set, {});
    if (Object.keys(faults).length > 0) return refuse(faulty(faults));
    const { enterprise } = set;
    const actor = await actorAt(
      client,
      caller,
      enterprise ? `enterprise/${String(enterprise)}` : null,
    );
    const done = report(set, actor, settingOf(city));
    return done.ok ? ok({ performed: done.value, actor }) : refuse(unfit(done.error));
  });
  if (!performed.ok) return performed;
  const { actor } = performed.value;
  const brought = broughtIn(knownType(city, 'hazard'), set, {});
  const statements = statementsOf(id, performed.value.performed, actor, at, null, brought);
  return stated(city, caller, id, withEnterprise(statements, set.enterprise), 'new');
}

const withoutEmpty = (set: Values): Values =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));

/** A step hangs where its hazard does. */
const withEnterprise = (statements: readonly Statement[], enterprise: unknown): Statement[] =>
  statements.map((statement) =>
    statement.type === 'hazardStep' && typeof enterprise === 'string'
      ? { ...statement, set: { ...statement.set, enterprise } }
      : statement,
  );

export interface Asked {
  readonly id: string;
  readonly act: Act;
  readonly version: number;
  readonly set: Values;
  readonly reason: string | null;
}

/** Takes one step on the version that the caller looked at. */
export function actOnHazard(city: LiveCity, caller: Caller, asked: Asked): Acting {
  const { id, act, version } = asked;
  return turns.take(id, async () => {
    const judged = await reading(city.web, caller, async (client) => {
      const open = await openHazard(client, city, caller, { id });
      if (!open.ok) return open;
      const { found, hazard, actor, steps, chain } = open.value;
      if (versionOf(found.facts) !== version) {
        const last = steps.at(-1);
        const by = last ? `${last.byName ?? last.by}` : null;
        const current = { version: versionOf(found.facts), stage: hazard.stage, by };
        return refuse<Refusal>({
          code: 'conflict',
          detail: MOVED(stages[hazard.stage], by),
          current,
        });
      }
      const given = tidied(asked.set);
      const set = act === 'revise' ? given : withoutEmpty(given);
      const faults = await shapeFaults(client, city, found.definition, set, hazard.values);
      if (Object.keys(faults).length > 0) return refuse(faulty(faults));
      const reason = asked.reason?.trim() ? asked.reason.trim() : null;
      const done = perform(hazard, { act, set, reason }, actor, settingOf(city, chain));
      if (!done.ok) return refuse(unfit(done.error));
      const at = formatMoment(latest(city));
      const brought = broughtIn(found.definition, set, hazard.values);
      const statements = statementsOf(id, done.value, actor, at, reason, brought);
      return ok(withEnterprise(statements, hazard.values.enterprise));
    });
    if (!judged.ok) return judged;
    return stated(city, caller, id, must(judged.value, 'judged'), `${id}/${act}`);
  });
}

const MOVED = (stage: Bilingual, by: string | null): Bilingual => ({
  zh: `${by ?? '他人'}刚办理过这条隐患，现处“${stage.zh}”阶段，请核对后再办`,
  en: `${by ?? 'somebody'} worked on it meanwhile; it is ${stage.en} now: look again first`,
});
