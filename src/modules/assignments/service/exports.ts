import { formatDay } from '../../../kernel/calendar.ts';
import type { QueryOf } from '../../../kernel/endpoint.ts';
import { ok } from '../../../kernel/result.ts';
import { shownOf } from '../../../kernel/shapes.ts';
import { answeredRows, exportAnswer } from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { dayAsked } from '../../tasks/index.ts';
import type { assignmentsContract } from '../contract.ts';
import { outcomeWords, stateWords } from '../rules/words.ts';
import { listAssignments, objectsOf, oneAssignment } from './views.ts';

const PAGE = 200;
const text = { type: 'text' } as const;

/** The list as the screen shows it, under the same filter. */
export async function assignmentsSheet(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<typeof assignmentsContract.assignmentsExport>,
) {
  const { columns: _, language, ...filter } = query;
  const day = dayAsked(city, query.asOf);
  if (!day.ok) return day;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const rows = answeredRows(
    (cursor) => listAssignments(city, caller, { ...filter, cursor, limit: PAGE }),
    ({ state, done, objects, ...row }) => ({
      ...row,
      state: stateWords[state][language],
      progress: `${done}/${objects}`,
    }),
  );
  return ok(
    exportAnswer({
      title: t('分解任务', 'Tasks'),
      asOf: formatDay(day.value),
      unit: t('项', 'tasks'),
      language,
      shown: shownOf(query),
      columns: [
        { key: 'title', title: t('任务', 'Task'), ...text, width: 40 },
        { key: 'clause', title: t('条款', 'Clause'), ...text, width: 14 },
        { key: 'state', title: t('状态', 'State'), ...text, width: 12 },
        { key: 'progress', title: t('完成/对象', 'Done/objects'), ...text, width: 14 },
        { key: 'due', title: t('完成期限', 'End date'), type: 'date', width: 12 },
        { key: 'issuer', title: t('下达单位', 'Given by'), ...text, width: 28 },
        { key: 'author', title: t('发布人', 'By'), ...text, width: 14 },
        { key: 'madeOn', title: t('发布日期', 'Given on'), type: 'date', width: 12 },
      ],
      rows,
    }),
  );
}

/** The objects of a task, all of them. */
export async function objectsSheet(
  city: LiveCity,
  caller: Caller,
  id: string,
  query: QueryOf<typeof assignmentsContract.assignmentObjectsExport>,
) {
  const { language, state } = query;
  const whole = await oneAssignment(city, caller, id);
  if (!whole.ok) return whole;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const undone = t('未完成', 'Not done');
  const rows = answeredRows(
    (cursor) => objectsOf(city, caller, id, { state, cursor, limit: PAGE }),
    ({ outcome, ...row }) => ({
      ...row,
      outcome: outcome === null ? undone : outcomeWords[outcome][language],
    }),
  );
  return ok(
    exportAnswer({
      title: whole.value.title,
      asOf: formatDay(city.today()),
      unit: t('个', 'objects'),
      language,
      shown: shownOf(query),
      columns: [
        { key: 'no', title: t('序号', 'No.'), type: 'int', width: 8 },
        { key: 'name', title: t('对象', 'Object'), ...text, width: 40 },
        { key: 'owner', title: t('责任单位', 'Owed by'), ...text, width: 36 },
        { key: 'period', title: t('周期', 'Period'), ...text, width: 14 },
        { key: 'dutyDue', title: t('条款期限', 'Due by the plan'), type: 'date', width: 12 },
        { key: 'outcome', title: t('办理情况', 'Outcome'), ...text, width: 12 },
        { key: 'doneOn', title: t('完成日期', 'Done on'), type: 'date', width: 12 },
      ],
      rows,
    }),
  );
}
