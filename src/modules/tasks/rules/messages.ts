import type { Day, Moment } from '../../../kernel/calendar.ts';
import { addDays, dayAt, formatDay, startOfDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { DutyTodo, MessageClass, MessageReason, MessageSettings } from '../model.ts';

export interface NewMessage {
  readonly key: string;
  readonly class: MessageClass;
  readonly reason: MessageReason;
  readonly owner: string;
  readonly keys: readonly string[];
  readonly roles: readonly string[];
  readonly title: Bilingual;
  readonly count: number;
}

function kindOf(
  todo: DutyTodo,
  clause: Pick<Clause, 'due'> | undefined,
): readonly [MessageClass, MessageReason] {
  if (todo.kind === 'chase') return ['normal', 'chase'];
  if (todo.overdue === 0) return ['digest', 'soon'];
  // A day that the plan itself names (法定期限) is told at once.
  const stated = clause?.due.type === 'by' || clause?.due.type === 'annual';
  return [stated ? 'strong' : 'normal', 'overdue'];
}

const titles: Readonly<Record<'overdue' | 'soon' | 'chase', (count: number) => Bilingual>> = {
  overdue: (n) => ({ zh: `新增 ${n} 项逾期事项`, en: `${n} duties have become overdue` }),
  soon: (n) => ({ zh: `${n} 项事项即将到期`, en: `${n} duties are due soon` }),
  chase: (n) => ({ zh: `${n} 项下级逾期事项提级督办`, en: `${n} overdue duties climbed to you` }),
};

const plans: Readonly<Record<string, Bilingual>> = {
  chem: { zh: '（化工）', en: ' (chemical)' },
  trade: { zh: '（工贸）', en: ' (trade)' },
};

function titled(title: Bilingual, plan: string | undefined): Bilingual {
  const words = plan === undefined ? undefined : plans[plan];
  return words ? { zh: title.zh + words.zh, en: title.en + words.en } : title;
}

/** New to-dos told to their owners: one message for each owner, class and day (合并). */
export function messagesOf(
  opened: readonly DutyTodo[],
  clauses: ReadonlyMap<string, Pick<Clause, 'due' | 'plan'>>,
  day: Day,
): readonly NewMessage[] {
  const merged = new Map<string, NewMessage>();
  for (const todo of opened) {
    const [kind, reason] = kindOf(todo, clauses.get(todo.clause));
    const line = todo.keys.join();
    const key = `${line}|${reason}|${kind}|${formatDay(day)}`;
    const count = (merged.get(key)?.count ?? 0) + 1;
    // A division is told plan by plan: who works on one line sees that one only.
    const plan = todo.owner.startsWith('d:') ? clauses.get(todo.clause)?.plan : undefined;
    const title = titled(titles[reason as keyof typeof titles](count), plan);
    const { owner, keys, roles } = todo;
    merged.set(key, { key, class: kind, reason, owner, keys, roles, title, count });
  }
  return [...merged.values()];
}

const MINUTE = 60_000;

function minutes(clock: string): number {
  const [hours = 0, mins = 0] = clock.split(':').map(Number);
  return hours * 60 + mins;
}

const at = (day: Day, clock: string): Moment =>
  (startOfDay(day) + minutes(clock) * MINUTE) as Moment;

/** The next time of that clock, at or after a moment. */
function next(moment: Moment, clock: string): Moment {
  const today = at(dayAt(moment), clock);
  return today >= moment ? today : at(addDays(dayAt(moment), 1), clock);
}

function isQuiet(moment: Moment, { quietFrom, quietUntil }: MessageSettings): boolean {
  const now = (moment - startOfDay(dayAt(moment))) / MINUTE;
  const [from, until] = [minutes(quietFrom), minutes(quietUntil)];
  return from <= until ? from <= now && now < until : now >= from || now < until;
}

interface Sent {
  readonly class: MessageClass;
  readonly at: Moment;
}

/**
 * When a person gets to see each message (given oldest first): 强提醒 at once; 普通 outside the
 * quiet hours, and beyond the daily cap with the digest; 汇总 when the digest comes.
 */
export function shownAt(messages: readonly Sent[], settings: MessageSettings): readonly Moment[] {
  const perDay = new Map<Day, number>();
  return messages.map((message) => {
    if (message.class === 'strong') return message.at;
    if (message.class === 'digest') return next(message.at, settings.digestAt);
    const due = isQuiet(message.at, settings) ? next(message.at, settings.quietUntil) : message.at;
    const day = dayAt(due);
    const sent = perDay.get(day) ?? 0;
    if (sent >= settings.dailyCap) return next(due, settings.digestAt);
    perDay.set(day, sent + 1);
    return due;
  });
}
