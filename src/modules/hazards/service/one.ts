import type { Moment } from '../../../kernel/calendar.ts';
import { formatDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import { type Role, roles } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { Opened } from '../../registry/index.ts';
import {
  attributeIn,
  mentioned,
  namesOf,
  opened,
  versionOf,
  wordsOf,
} from '../../registry/index.ts';
import type { HazardNext, HazardStep, HazardWhole } from '../contract.ts';
import type { Act, Actor, Hazard, Stage, Values } from '../model.ts';
import { actNames, acts, stageNames, stages } from '../model.ts';
import { nextDeadline } from '../rules/deadline.ts';
import { formOf, labelOf } from '../rules/forms.ts';
import { whyNot } from '../rules/machine.ts';
import { isSealed, mayRevise, sealedFrom, seals } from '../rules/seals.ts';
import { ONWARD, table } from '../rules/table.ts';
import type { StepRecord } from '../store/one.ts';
import { divisionsAbove, stepsOf } from '../store/one.ts';
import { actorAt, hazardOf, settingOf, stageOf } from './common.ts';
import { criterionChoices } from './criterion.ts';
import { evidenceOf, fileFields } from './evidence.ts';
import { withChoices } from './forms.ts';
import { rowFrom } from './row.ts';

type Names = Awaited<ReturnType<typeof namesOf>>;

/** A hazard that the caller may see, as it stood on the day, with its history. */
export interface OpenHazard {
  readonly found: Opened;
  readonly hazard: Hazard;
  readonly steps: readonly StepRecord[];
  readonly actor: Actor;
  /** Divisions over it, the lowest first. */
  readonly chain: readonly string[];
}

export async function openHazard(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  wanted: { readonly id: string; readonly asOf?: string | undefined },
): Promise<Result<OpenHazard, Refusal>> {
  const found = await opened(client, city, { type: 'hazard', ...wanted });
  if (!found.ok) return found;
  const steps = await stepsOf(client, wanted.id, found.value.seen.at);
  const hazard = hazardOf(found.value.row.values as Values, steps);
  const actor = await actorAt(client, caller, `hazard/${wanted.id}`);
  const { jurisdiction } = hazard.values;
  const division = typeof jurisdiction === 'string' ? jurisdiction : null;
  const chain = await divisionsAbove(client, division);
  return ok({ found: found.value, hazard, steps, actor, chain });
}

export function hazardWhole(
  city: LiveCity,
  caller: Caller,
  wanted: { readonly id: string; readonly asOf?: string | undefined },
): Promise<Result<HazardWhole, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const open = await openHazard(client, city, caller, wanted);
    return open.ok ? ok(await described(client, city, open.value)) : open;
  });
}

async function described(
  client: PoolClient,
  city: LiveCity,
  open: OpenHazard,
): Promise<HazardWhole> {
  const { found, hazard, steps } = open;
  const { definition, row, seen } = found;
  const names = await namesIn(client, city, definition, row.values, steps, seen.at);
  const { calendar, settings } = settingOf(city, open.chain);
  const deadline = nextDeadline(hazard, calendar, settings);
  const { evidence, of } = await evidenceOf(client, row.id, hazard.values, steps);
  const running = row.values.runningDespiteStop;
  return {
    row: rowFrom(definition, row.id, row.values, names),
    version: versionOf(found.facts),
    asOf: seen.text,
    facts: factsOf(definition, hazard, names),
    evidence,
    steps: steps.map((step) => ({ ...shownStep(definition, step, names), files: of(step) })),
    line: lineOf(hazard, steps),
    deadline: deadline && {
      day: formatDay(deadline.day),
      late: deadline.day < seen.day,
      provisional: deadline.provisional,
      what: acts[onwardFrom(hazard)],
    },
    runningDespiteStop:
      hazard.values.stopRequired === true && typeof running === 'boolean' ? running : null,
    // The past is looked at, not worked on.
    next: seen.day === city.today() ? await nextSteps(client, city, open) : [],
  };
}

/** The act that takes the hazard onward from where it stands. */
function onwardFrom({ stage }: Hazard): Act {
  return ONWARD.find((act) => table[act].from.includes(stage) && act !== 'control') ?? 'revise';
}

async function namesIn(
  client: PoolClient,
  city: LiveCity,
  definition: RecordDefinition,
  values: Readonly<Record<string, unknown>>,
  steps: readonly StepRecord[],
  at: Date,
): Promise<Names> {
  const all = [values, ...steps.map(({ changes }) => changesIn(changes))];
  return namesOf(
    client,
    city,
    all.flatMap((each) => mentioned(definition.attributes, each)),
    at,
  );
}

function changesIn(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

/** A value in words: of a record its name, where the caller may see it. */
function told(definition: RecordDefinition, name: string, value: unknown, names: Names): Bilingual {
  const attribute = attributeIn(definition, name);
  const [target] = /^ref:(\w+)$/.exec(attribute.type)?.slice(1) ?? [];
  const named = target === undefined ? null : names.get(`${target}/${String(value)}`);
  const text = named ?? (Array.isArray(value) ? value.join(', ') : String(value ?? '—'));
  return (value === null ? null : wordsOf(attribute, value)) ?? { zh: text, en: text };
}

const stageWords = (stage: Stage) => ({ code: stage, text: stages[stage] });

/** What is known of the hazard, in the order of the loop, with what is sealed. */
function factsOf(definition: RecordDefinition, hazard: Hazard, names: Names): HazardWhole['facts'] {
  const files = fileFields(definition);
  const shown = Object.keys(seals).filter(
    (name) => (hazard.values[name] ?? null) !== null && !files.includes(name),
  );
  return shown.map((name) => {
    const attribute = attributeIn(definition, name);
    const value = hazard.values[name];
    const [target] = /^ref:(\w+)$/.exec(attribute.type)?.slice(1) ?? [];
    const key = `${target}/${String(value)}`;
    const from = isSealed(name, hazard) ? (sealedFrom(name) ?? hazard.stage) : null;
    return {
      name,
      label: labelOf(attribute),
      value: told(definition, name, value, names),
      link:
        target !== undefined && names.has(key)
          ? { type: target, id: String(value), name: names.get(key) ?? null }
          : null,
      sealedFrom: from === null ? null : stageWords(from),
    };
  });
}

const roleWords = (role: string | null): Bilingual | null => {
  const known = role !== null && role in roles ? roles[role as Role] : null;
  return known ? { zh: known.zh, en: known.en } : null;
};

function shownStep(
  definition: RecordDefinition,
  step: StepRecord,
  names: Names,
): Omit<HazardStep, 'files'> {
  const files = fileFields(definition);
  const known = new Set(definition.attributes.map(({ name }) => name));
  const changes = Object.entries(changesIn(step.changes)).filter(
    ([name]) => known.has(name) && name !== 'stage' && !files.includes(name),
  );
  const act = must(
    actNames.find((each) => each === step.act),
    'the dictionary has the acts',
  );
  return {
    no: step.no,
    act,
    title: acts[act],
    from: step.from === null ? null : stageWords(stageOf(step.from)),
    to: stageWords(stageOf(step.to)),
    at: formatMoment(step.doneAt.getTime() as Moment),
    by: step.byName ?? step.by,
    role: roleWords(step.byRole),
    reason: step.reason,
    changes: changes.map(([name, value]) => ({
      label: labelOf(attributeIn(definition, name)),
      value: told(definition, name, value, names),
    })),
  };
}

/** Days of the stages: by the steps, else by the dates of a hazard that came in without any. */
const DATES: Readonly<Partial<Record<Stage, string>>> = {
  ...{
    reported: 'foundOn',
    judged: 'judgedOn',
    assigned: 'assignedOn',
    controlled: 'controlledOn',
  },
  ...{ rectified: 'rectifiedOn', verified: 'verifiedOn', closed: 'closedOn' },
};

function lineOf(hazard: Hazard, steps: readonly StepRecord[]): HazardWhole['line'] {
  const at = stageNames.indexOf(hazard.stage);
  const way =
    hazard.stage === 'dismissed' ? (['reported', 'dismissed'] as const) : stageNames.slice(0, -1);
  const never = (stage: Stage): boolean =>
    stage === 'controlled' &&
    hazard.stage !== 'controlled' &&
    !hazard.values.interimMeasures &&
    at > 3;
  return way
    .filter((stage) => !never(stage))
    .map((stage) => {
      const on = hazard.values[DATES[stage] ?? 'dismissedOn'];
      const last = steps.findLast(({ to, from }) => to === stage && from !== stage);
      const day =
        typeof on === 'string'
          ? on
          : last
            ? formatMoment(last.doneAt.getTime() as Moment).slice(0, 10)
            : null;
      const reached = stageNames.indexOf(stage) <= at;
      return { ...stageWords(stage), reached, on: reached ? day : null };
    });
}

/** Every act that the stage knows, who may take it, and why not. */
async function nextSteps(
  client: PoolClient,
  city: LiveCity,
  open: OpenHazard,
): Promise<HazardNext[]> {
  const { found, hazard, actor } = open;
  const setting = settingOf(city, open.chain);
  const attributes = new Map(found.definition.attributes.map((each) => [each.name, each]));
  const enterprise = typeof hazard.values.enterprise === 'string' ? hazard.values.enterprise : null;
  const held = actor.seats.map(({ role }) => role);
  const known = new Map();
  const next: HazardNext[] = [];
  for (const act of actNames) {
    if (!table[act].from.includes(hazard.stage) || actor.seats.length === 0) continue;
    const why = whyNot(act, hazard, actor, setting);
    const revisable = (name: string): boolean => mayRevise(name, held, hazard);
    const form = why ? [] : formOf(act, hazard, attributes, setting.today, revisable);
    if (!why && act === 'revise' && form.length === 0) continue;
    next.push({
      act,
      title: acts[act],
      onward: ONWARD.includes(act),
      may: why === null,
      why,
      reason: table[act].reason === true,
      fields: await withCriterion(
        client,
        city,
        hazard,
        await withChoices(client, form, enterprise, found.seen.at, known),
      ),
    });
  }
  return next;
}

/** The criterion is chosen from what binds the enterprise, where that is known. */
async function withCriterion(
  client: PoolClient,
  city: LiveCity,
  hazard: Hazard,
  fields: HazardNext['fields'],
): Promise<HazardNext['fields']> {
  const field = fields.find(({ name }) => name === 'criterion');
  const options = field ? await criterionChoices(client, city, hazard) : null;
  if (!options) return fields;
  return fields.map((each) =>
    each.name === 'criterion' ? { ...each, kind: 'select', options } : each,
  );
}
