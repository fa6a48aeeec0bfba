import {
  addDays,
  type Day,
  endOfDay,
  formatDay,
  formatMoment,
  type Moment,
  startOfDay,
} from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { AnswerOf, FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import {
  answeredRows,
  bilingualColumn,
  columnsIn,
  exportAnswer,
} from '../../../platform/excel/index.ts';
import { standingAlarms } from '../../alarms/index.ts';
import { type Caller, type LiveCity, reading, rememberedOf } from '../../identity/index.ts';
import type { PatrolRow, patrolContract } from '../contract.ts';
import { lookAt, reasons } from '../model.ts';
import { DUE_DAYS, listOf, type Row, TURN_DAYS } from '../rules/list.ts';
import { lookedOn, turningEnterprises, turningInstallations, turnsOn } from '../store/targets.ts';

export interface PatrolAsked {
  readonly day: Day;
  readonly division?: string | undefined;
  readonly show?: 'open' | 'looked' | undefined;
}

/** Of each day: enterprises of the whole city whose turn it is. */
const turns = rememberedOf<readonly string[]>(60);

/** All that is to be looked at, within the caller's scope. */
async function listOn(
  city: LiveCity,
  caller: Caller,
  { day, division = null }: { readonly day: Day; readonly division?: string | null | undefined },
): Promise<readonly Row[]> {
  // The made-up city ends on a day of its own; its alarms are of now.
  const end = endOfDay(day);
  const now = day === city.today() ? (Math.max(city.now(), startOfDay(day)) as Moment) : end;
  const from = new Date(startOfDay(day));
  const asked = { at: new Date(end), from, until: new Date(end), division };
  const by = { days: TURN_DAYS, turn: day % TURN_DAYS, dueBy: formatDay(addDays(day, DUE_DAYS)) };
  const ids = await turns(city).of(`${day}`, () => turnsOn(city.options.owner, asked.at, by));
  return reading(city.web, caller, async (client) => {
    const standing = await standingAlarms(client, { from, until: new Date(now + 1), division });
    const installations = await turningInstallations(client, asked, by);
    const enterprises = await turningEnterprises(client, asked, ids);
    const looked = await lookedOn(client, asked);
    return listOf({ standing, turning: [...installations, ...enterprises], looked }, now);
  });
}

type Page = AnswerOf<(typeof patrolContract)['patrol']>;

export async function patrolPage(
  city: LiveCity,
  caller: Caller,
  asked: PatrolAsked & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Result<Page, Refusal>> {
  const { cursor, limit, show, day, division } = asked;
  const after = cursor === undefined ? null : partsOfCursor(cursor, 1);
  if (cursor !== undefined && !after) return refuse(notACursor);
  const all = await listOn(city, caller, { day, division });
  // Rows keep their place for the day, also when they are looked at meanwhile.
  const begin = after ? all.findIndex(({ key }) => key === after[0]) + 1 : 0;
  const chosen = all
    .slice(begin)
    .filter(({ looked }) => !show || (show === 'looked') === (looked !== null));
  const rows = chosen.slice(0, limit);
  const last = rows.at(-1);
  return ok({
    rows: rows.map(rowTold),
    next: last && chosen.length > limit ? cursorOf([last.key]) : null,
    asOf: formatDay(day),
    total: all.length,
    looked: all.filter(({ looked }) => looked !== null).length,
  });
}

function rowTold(row: Row): PatrolRow {
  const { key, enterprise, enterpriseName, facility, facilityName, looked, alarms, due } = row;
  return {
    ...{ key, due, alarms: alarms.slice(0, 20) },
    enterprise: { id: enterprise, name: enterpriseName },
    facility: facility === null ? null : { id: facility, name: facilityName },
    reasons: row.reasons.map((code) => ({ code, text: reasons[code], look: lookAt[code] })),
    looked: looked && {
      ...{ record: looked.record, at: formatMoment(looked.at as Moment), note: looked.note },
      ...{ findings: looked.findings, response: looked.response },
      found: looked.findings !== null && !/^(未发现|无)异常/.test(looked.findings),
    },
  };
}

const COLUMNS = [
  bilingualColumn('enterprise', '企业', 'Enterprise', 32),
  bilingualColumn('facility', '设施', 'Facility', 28),
  bilingualColumn('reasons', '巡查原因', 'Why', 28),
  bilingualColumn('look', '巡查内容', 'What to look at', 36),
  bilingualColumn('due', '本期截止', 'Due', 12),
  bilingualColumn('at', '巡查时间', 'Looked at', 18),
  bilingualColumn('findings', '发现', 'Found', 36),
  bilingualColumn('response', '处置', 'Response', 36),
  bilingualColumn('note', '备注', 'Note', 24),
];

export async function patrolSheet(
  city: LiveCity,
  caller: Caller,
  asked: PatrolAsked & { readonly columns?: string | undefined; readonly language: 'zh' | 'en' },
): Promise<Result<FileAnswer, Refusal>> {
  const { columns: chosen, language, ...rest } = asked;
  const rows = answeredRows(
    (cursor) => patrolPage(city, caller, { ...rest, cursor, limit: 200 }),
    ({ enterprise, facility, looked, ...row }) => ({
      ...{ enterprise: enterprise.name ?? enterprise.id, due: row.due },
      facility: facility ? (facility.name ?? facility.id) : null,
      reasons: row.reasons.map(({ text }) => text[language]).join('；'),
      look: row.reasons.map(({ look }) => look[language]).join('；'),
      at: looked?.at.slice(0, 16).replace('T', ' ') ?? null,
      ...{ findings: looked?.findings ?? null, response: looked?.response ?? null },
      note: looked?.note ?? null,
    }),
  );
  return ok(
    exportAnswer({
      title: { zh: '线上巡查', en: 'Online patrol' }[language],
      unit: { zh: '处', en: 'places' }[language],
      asOf: formatDay(asked.day),
      columns: columnsIn(language, COLUMNS),
      ...{ language, rows, shown: chosen?.split(',') },
    }),
  );
}
