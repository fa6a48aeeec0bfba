import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { addWorkingDays } from '../../../law/standards/working-days.ts';
import type { Actor, Level, Values } from '../model.ts';
import { levels } from '../model.ts';
import { dayIn, isMajor, limitOf } from './conditions.ts';
import type { LoopSettings } from './settings.ts';

/** What fields are checked by: the values as they would stand, and those before. */
export interface Checking {
  readonly after: Values;
  readonly before: Values;
  readonly actor: Actor;
  readonly today: Day;
  readonly calendar: WorkingCalendar;
  readonly settings: LoopSettings;
}

type Check = (field: string, c: Checking) => Bilingual | null;

const named: Readonly<Record<string, Bilingual>> = {
  foundOn: { zh: '发现日期', en: 'the day it was found' },
  rectifiedOn: { zh: '整改完成日期', en: 'the day it was rectified' },
  verifiedOn: { zh: '复查日期', en: 'the day it was verified' },
};

const aDay: Check = (field, { after }) =>
  (after[field] ?? null) === null || dayIn(after[field]) !== null
    ? null
    : { zh: '请填写日期，如 2026-06-30', en: 'write a day, such as 2026-06-30' };

const notBefore =
  (other: string): Check =>
  (field, { after }) => {
    const [day, from] = [dayIn(after[field]), dayIn(after[other])];
    if (day === null || from === null || day >= from) return null;
    const { zh = other, en = other } = named[other] ?? {};
    return {
      zh: `不能早于${zh}（${formatDay(from)}）`,
      en: `not before ${en} (${formatDay(from)})`,
    };
  };

const notAfterToday: Check = (field, { after, today }) => {
  const day = dayIn(after[field]);
  if (day === null || day <= today) return null;
  return { zh: '不能晚于今天', en: 'not after today' };
};

/** A time limit lies ahead of the order that sets it. */
const notBeforeAssigned: Check = (field, { after, today }) => {
  const day = dayIn(after[field]);
  const from = dayIn(after.assignedOn) ?? today;
  if (day === null || day >= from) return null;
  return {
    zh: `不能早于下达日期（${formatDay(from)}）`,
    en: `not before the day it is assigned (${formatDay(from)})`,
  };
};

const withinExtension: Check = (field, { after, before, calendar, settings }) => {
  const day = dayIn(after[field]);
  const limit = limitOf({ values: before });
  if (day === null || limit === null) return null;
  const last = addWorkingDays(calendar, limit, settings.extensionDays.value);
  if (day > limit && day <= last) return null;
  const [from, until] = [formatDay(limit), formatDay(last)];
  return {
    zh: `须晚于现期限 ${from}，且不晚于 ${until}（${settings.extensionDays.value} 个工作日）`,
    en: `after the limit ${from} and not after ${until} (${settings.extensionDays.value} working days)`,
  };
};

/** An enterprise stands below every authority. */
const height = (level: Level | null): number =>
  level === null ? levels.length : levels.indexOf(level);
const highest = ({ seats }: Actor): number => Math.min(...seats.map(({ level }) => height(level)));
const heightOf = (value: unknown): number => levels.indexOf(value as Level);

const aboveOwn: Check = (field, { after, actor }) =>
  heightOf(after[field]) < highest(actor)
    ? null
    : { zh: '只能提请上一级处理', en: 'it climbs to a level above your own' };

const ownLevel: Check = (field, { after, actor }) =>
  heightOf(after[field]) >= highest(actor)
    ? null
    : { zh: '不能替上级挂牌', en: 'a higher level lists it itself' };

/** What a level above has listed stays its own: nobody below takes it over. */
const notLowered: Check = (field, { after, before }) => {
  const stands = heightOf(before[field]);
  return stands < 0 || heightOf(after[field]) <= stands
    ? null
    : {
        zh: '已由上级挂牌督办，不能改为下级',
        en: 'a higher level has listed it: it stays listed there',
      };
};

/** TRADE-5.5: 主要负责人亲自组织实施重大事故隐患整改. */
const principalLeads: Check = (field, { after }) =>
  !isMajor({ values: after }) || after[field] === 'principal'
    ? null
    : {
        zh: '重大隐患由主要负责人亲自组织整改',
        en: 'the principal leads the rectification of a major hazard in person',
      };

const otherThanResponsible: Check = (field, { after }) =>
  (after[field] ?? null) !== null && after[field] === after.responsible
    ? { zh: '验收人不能是整改责任人', en: 'not the person responsible for the rectification' }
    : null;

const someAmount: Check = (field, { after }) => {
  const amount = after[field];
  return typeof amount !== 'number' || amount >= 0
    ? null
    : { zh: '不能小于 0', en: 'not less than 0' };
};

const REPORTER: Bilingual = {
  zh: '为保护举报人，核查查实的隐患按检查或自查登记，不写来自举报',
  en: 'to protect its reporter a hazard names the check that found it, never a report',
};

/** An enterprise sees its hazards: none may say that somebody reported it. */
const notByReport: Check = (field, { after }) =>
  /^report(\/|$)/.test(String(after[field] ?? '')) ? REPORTER : null;

/** Checks of fields, wherever an act or a revision sets them. */
export const checks: Readonly<Record<string, readonly Check[]>> = {
  source: [notByReport],
  sourceRecord: [notByReport],
  foundOn: [aDay, notAfterToday],
  dueOn: [aDay, notBefore('foundOn'), notBeforeAssigned],
  funds: [someAmount],
  rectificationLeadRole: [principalLeads],
  stoppedOn: [aDay, notBefore('foundOn'), notAfterToday],
  rectifiedOn: [aDay, notBefore('foundOn'), notAfterToday],
  extendedUntil: [aDay, withinExtension],
  verifiedOn: [aDay, notBefore('rectifiedOn'), notAfterToday],
  verifiedBy: [otherThanResponsible],
  closedOn: [aDay, notBefore('verifiedOn'), notAfterToday],
  escalatedTo: [aboveOwn],
  supervisedBy: [ownLevel, notLowered],
};

export function faultOf(field: string, c: Checking): Bilingual | null {
  for (const check of checks[field] ?? []) {
    const fault = check(field, c);
    if (fault) return fault;
  }
  return null;
}
