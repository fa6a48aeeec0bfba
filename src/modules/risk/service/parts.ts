import { randomUUID } from 'node:crypto';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { NOT_VISIBLE } from '../../registry/index.ts';
import { gradingStandard } from '../load.ts';
import type { EventBody, MeasureBody, MeasureClass } from '../model.ts';
import { grade, worst } from '../rules/grading.ts';
import { summaryOf } from '../rules/making.ts';
import type { EventRecord, MeasureRecord } from '../store/one.ts';
import { levelOf } from './common.ts';
import type { Acting, OpenPoint, Said } from './writing.ts';
import { faulty, onPoint, strangers } from './writing.ts';

interface On {
  readonly id: string;
  readonly version: number;
}

/** What the point says after its events are these: it is as bad as the worst. */
const pointWith = (id: string, events: readonly { readonly level: unknown }[]): Said => ({
  ...{ type: 'riskItem', record: id },
  set: { level: worst(events.map(({ level }) => levelOf(level))) },
});

type Summed = Pick<MeasureRecord, 'class' | 'text' | 'active'>;

/** The same of its measures, those in force. */
const pointOf = (id: string, measures: readonly Summed[]): Said => ({
  ...{ type: 'riskItem', record: id },
  set: summaryOf(
    gradingStandard(),
    measures
      .filter(({ active }) => active)
      .map((each) => ({ class: each.class as MeasureClass, text: each.text })),
  ),
});

const base = ({ id, enterprise, facility }: OpenPoint) => ({
  ...{ riskItem: id, enterprise },
  ...(facility === null ? {} : { facility }),
});

/** Grades an event, new or once more; the working decides the level. */
export function gradeEvent(
  city: LiveCity,
  caller: Caller,
  given: On & EventBody & { readonly record?: string },
): Acting {
  return onPoint(city, caller, given, async (point) => {
    const { record = `${point.id}-e${randomUUID().slice(0, 8)}` } = given;
    const others = point.events.filter((each) => each.id !== record);
    if (given.record && others.length === point.events.length) return refuse(NOT_VISIBLE);
    const { method, likelihood, severity, direct, residual, cause, consequence, name } = given;
    const exposure = method === 'lec' ? given.exposure : null;
    const values = { likelihood, exposure, severity };
    const done = grade(gradingStandard(), method, values, direct);
    if (!done.ok) return refuse(faulty(done.faults));
    const { level } = done.value;
    const set = {
      ...base(point),
      ...{ name, cause, consequence, method, ...values, direct, level, residual },
      gradedOn: point.today,
    };
    return ok([{ type: 'riskEvent', record, set }, pointWith(point.id, [...others, { level }])]);
  });
}

/** A measure, new or changed. */
export function keepMeasure(
  city: LiveCity,
  caller: Caller,
  given: On & MeasureBody & { readonly record?: string; readonly active?: boolean },
): Acting {
  return onPoint(city, caller, given, async (point) => {
    const { record = `${point.id}-m${randomUUID().slice(0, 8)}`, active = true } = given;
    const others = point.measures.filter((each) => each.id !== record);
    if (given.record && others.length === point.measures.length) return refuse(NOT_VISIBLE);
    const { text, class: kind, riskEvent, checkEvery, ownerRole, owner, place } = given;
    if (riskEvent !== null && !point.events.some(({ id }) => id === riskEvent)) {
      return refuse(faulty({ riskEvent: NOT_OF_POINT }));
    }
    const wrong = await strangers(point.client, point.enterprise, point.at, { owner });
    if (wrong) return refuse(wrong);
    const set = {
      ...base(point),
      ...{ text, class: kind, riskEvent, checkEvery, ownerRole, owner, place, active },
    };
    return ok([
      { type: 'controlMeasure', record, set },
      pointOf(point.id, [...others, { text, class: kind, active }]),
    ]);
  });
}

const NOT_OF_POINT = {
  zh: '不是这个风险点的风险事件',
  en: 'not an event of this risk point',
};

/** Ends an event or a measure; measures of an ended event stay with the point. */
export function dropPart(
  city: LiveCity,
  caller: Caller,
  given: On & { readonly record: string; readonly reason: string },
): Acting {
  return onPoint(city, caller, given, async (point) => {
    const { record } = given;
    const without = <T extends EventRecord | MeasureRecord>(all: readonly T[]): T[] =>
      all.filter((each) => each.id !== record);
    const end = { record, retired: true, set: { note: `注销：${given.reason}` } };
    const events = without(point.events);
    if (events.length < point.events.length) {
      return ok([{ ...end, type: 'riskEvent' }, pointWith(point.id, events)]);
    }
    const measures = without(point.measures);
    if (measures.length === point.measures.length) return refuse(NOT_VISIBLE);
    return ok([{ ...end, type: 'controlMeasure' }, pointOf(point.id, measures)]);
  });
}
