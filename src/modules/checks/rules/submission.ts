import type { Moment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Frequency, Window } from '../model.ts';
import { words } from '../model.ts';
import { type WindowRules, windowOf } from './windows.ts';

/** A control measure as a check is recorded against it. */
export interface Measured {
  readonly checkEvery: Frequency | null;
  readonly active: boolean;
  /** Shifts a day of its enterprise. */
  readonly shifts: number;
  /** Level of the risk that it controls. */
  readonly level: string | null;
}

export interface Sent {
  readonly period: string;
  readonly result: string;
  readonly note: string | null;
  readonly photos: readonly string[];
  readonly bulk: boolean;
}

export type Taken =
  | { readonly ok: true; readonly window: Window }
  | { readonly ok: false; readonly why: Bilingual };

const no = (zh: string, en: string): Taken => ({ ok: false, why: words(zh, en) });

/** May the record be taken as a check of the measure? What only looks odd is marked, not refused. */
export function takeCheck(
  measure: Measured,
  sent: Sent,
  receivedAt: Moment,
  rules: WindowRules,
): Taken {
  if (measure.checkEvery === null) {
    return no('这项措施没有规定排查频次', 'the measure says not how often it is checked');
  }
  const window = windowOf(measure.checkEvery, sent.period, measure.shifts, rules);
  if (window === null) {
    return no('没有这个排查任务，请刷新任务清单', 'there is no such task: load the tasks anew');
  }
  if (window.from > receivedAt) return no('还没到排查时间', 'its time has not come yet');
  if (sent.bulk && measure.level === 'red') {
    return no(
      '重大风险（红）的措施须逐项排查，不能“其余正常”',
      'measures of a major risk (red) are checked one by one',
    );
  }
  if (sent.bulk && sent.result !== 'normal') {
    return no('“其余正常”只能记为正常', 'what is called normal together is normal');
  }
  if (sent.result === 'abnormal' && sent.note === null && sent.photos.length === 0) {
    return no('异常请写明情况', 'say what is abnormal');
  }
  return { ok: true, window };
}
