import { formatDay } from '../../../kernel/calendar.ts';
import type { FileAnswer, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { shownOf } from '../../../kernel/shapes.ts';
import { answeredRows, exportAnswer } from '../../../platform/excel/index.ts';
import type { Caller } from '../../identity/index.ts';
import type { TodoView, tasksContract } from '../contract.ts';
import type { Tasks } from '../service.ts';
import { dayAsked } from './inbox.ts';

type Contract = typeof tasksContract;
type Lang = 'zh' | 'en';

const PAGE = 200;
const boxes = {
  todo: { zh: '待办', en: 'To-dos' },
  done: { zh: '已办', en: 'Done' },
  started: { zh: '我发起', en: 'Started by me' },
  read: { zh: '待阅', en: 'To be read' },
} as const;

/** The inbox as the list shows it, under the same filter. */
export async function inboxSheet(
  { inbox, board }: Tasks,
  caller: Caller,
  query: QueryOf<Contract['inboxExport']>,
): Promise<Result<FileAnswer, Refusal>> {
  const { columns: _, language, ...filter } = query;
  const day = dayAsked(board.city, query.asOf);
  if (!day.ok) return day;
  const rows = answeredRows(
    (cursor) => inbox.page(caller, { ...filter, cursor, limit: PAGE }),
    (row) => cells(row, language),
  );
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  return ok(
    exportAnswer({
      title: boxes[query.box][language],
      asOf: formatDay(day.value),
      unit: t('项', 'to-dos'),
      language,
      shown: shownOf(query)?.flatMap((key) => (key === 'due' ? ['due', 'left'] : key)),
      columns: [
        { key: 'task', title: t('事项', 'Task'), type: 'text', width: 50 },
        { key: 'due', title: t('期限', 'Due'), type: 'date', width: 12 },
        { key: 'left', title: t('剩余工作日', 'Working days left'), type: 'int', width: 12 },
        { key: 'sender', title: t('来源', 'From'), type: 'text', width: 24 },
        { key: 'clause', title: t('条款', 'Clause'), type: 'text', width: 14 },
        { key: 'opened', title: t('产生日期', 'Opened'), type: 'date', width: 12 },
        { key: 'closed', title: t('办结日期', 'Closed'), type: 'date', width: 12 },
        { key: 'assignee', title: t('承办人', 'Assigned to'), type: 'text', width: 14 },
      ],
      rows,
    }),
  );
}

const cells = (row: TodoView, language: Lang) => ({
  task: row.title[language],
  due: row.due,
  left: row.closedOn === null ? row.workingDays : null,
  sender: row.sender[language],
  clause: row.clause,
  opened: row.openedOn,
  closed: row.closedOn,
  assignee: row.assignee,
});

const classes = {
  strong: { zh: '强提醒', en: 'urgent' },
  normal: { zh: '普通', en: 'normal' },
  digest: { zh: '汇总', en: 'digest' },
} as const;

/** Messages that have come so far. */
export async function messagesSheet(
  { messages, board }: Tasks,
  caller: Caller,
  query: QueryOf<Contract['messagesExport']>,
): Promise<FileAnswer> {
  const { language, unread = false } = query;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const { rows } = await messages.list(caller, unread);
  return exportAnswer({
    title: t('消息', 'Messages'),
    asOf: formatDay(board.city.today()),
    unit: t('条', 'messages'),
    language,
    shown: shownOf(query),
    columns: [
      { key: 'class', title: t('级别', 'Class'), type: 'text', width: 10 },
      { key: 'title', title: t('消息', 'Message'), type: 'text', width: 60 },
      { key: 'at', title: t('时间', 'Time'), type: 'datetime', width: 20 },
      { key: 'why', title: t('为什么收到', 'Why'), type: 'text', width: 50 },
      { key: 'unread', title: t('未读', 'Unread'), type: 'bool', width: 8 },
    ],
    rows: rows.map((row) => ({
      class: classes[row.class][language],
      title: row.title[language],
      at: row.at,
      why: row.why[language],
      unread: row.unread,
    })),
  });
}
