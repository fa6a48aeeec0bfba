import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { dayOf, formatMoment, parseMoment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { DutyTodo, MessageClass } from '../model.ts';
import { messagesOf, shownAt } from './messages.ts';
import { taskSettings } from './settings.ts';

const settings = taskSettings.messages.value;
const at = (text: string): Moment => {
  const moment = parseMoment(`${text}:00+08:00`);
  return must(moment.ok ? moment.value : null, text);
};

describe('when a message is shown', () => {
  it.each<[MessageClass, string, string]>([
    ['strong', '2026-06-30T23:10', '2026-06-30T23:10'],
    ['normal', '2026-06-30T20:59', '2026-06-30T20:59'],
    ['normal', '2026-06-30T21:00', '2026-07-01T07:30'],
    ['normal', '2026-06-30T03:00', '2026-06-30T07:30'],
    ['normal', '2026-06-30T07:30', '2026-06-30T07:30'],
    ['digest', '2026-06-30T08:30', '2026-06-30T08:30'],
    ['digest', '2026-06-30T08:31', '2026-07-01T08:30'],
  ])('%s of %s: %s', (kind, sent, shown) => {
    const [moment] = shownAt([{ class: kind, at: at(sent) }], settings);
    expect(formatMoment(must(moment, 'one'))).toBe(`${shown}:00+08:00`);
  });

  it('beyond the daily cap it joins the next digest; 强提醒 does not count', () => {
    const sent = (kind: MessageClass, time: string) => ({ class: kind, at: at(time) });
    const list = [
      sent('normal', '2026-06-30T09:00'),
      sent('strong', '2026-06-30T09:01'),
      sent('normal', '2026-06-30T09:02'),
      sent('normal', '2026-06-30T09:03'),
      sent('normal', '2026-07-01T09:00'),
    ];
    const shown = shownAt(list, { ...settings, dailyCap: 2 }).map(formatMoment);
    expect(shown.map((text) => text.slice(5, 16))).toEqual([
      '06-30T09:00',
      '06-30T09:01',
      '06-30T09:02',
      '07-01T08:30',
      '07-01T09:00',
    ]);
  });
});

describe('messages of new to-dos', () => {
  const todo = (over: Partial<DutyTodo>): DutyTodo => ({
    ...{ key: 'k', kind: 'duty', owner: 'e:E1', keys: ['e:E1'], roles: ['principal'] },
    ...{ clause: 'A', subjects: 1, overdue: 1, due: null },
    ...over,
  });
  const clauses = new Map<string, Pick<Clause, 'due' | 'plan'>>([
    ['A', { plan: 'chem', due: { type: 'continuous' } }],
    ['B', { plan: 'chem', due: { type: 'by', date: '2026-06-01' } }],
  ]);

  it('are merged by owner and class; a day that the plan names is told at once', () => {
    const made = messagesOf(
      [
        todo({}),
        todo({ key: 'k2' }),
        todo({ clause: 'B' }),
        todo({ overdue: 0 }),
        todo({ owner: 'd:371721', keys: ['d:371721:chem'], kind: 'chase' }),
      ],
      clauses,
      dayOf(2026, 6, 30),
    );
    expect(made.map((m) => [m.owner, m.class, m.reason, m.count, m.title.zh])).toEqual([
      ['e:E1', 'normal', 'overdue', 2, '新增 2 项逾期事项'],
      ['e:E1', 'strong', 'overdue', 1, '新增 1 项逾期事项'],
      ['e:E1', 'digest', 'soon', 1, '1 项事项即将到期'],
      ['d:371721', 'normal', 'chase', 1, '1 项下级逾期事项提级督办（化工）'],
    ]);
    expect(new Set(made.map(({ key }) => key)).size).toBe(made.length);
  });
});
