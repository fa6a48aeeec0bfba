import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../../kernel/calendar.ts';
import { addDays, dayOf, formatDay } from '../../../kernel/calendar.ts';
import type { DutyTodo, KeptTodo, Owed, TodoChanges } from '../model.ts';
import { rulesOn } from '../service/rules-on.ts';
import { ownersOf } from './owners.ts';
import type { TodoInput } from './todos.ts';
import { todosOf } from './todos.ts';

/** Monday; the calendar knows weekends only. */
const day = dayOf(2026, 6, 29);
const calendar = { years: new Set([2025, 2026]), off: new Set<Day>(), worked: new Set<Day>() };
const clauses = new Map([
  ['CHEM-1', { actor: ['enterprise'], plan: 'chem' }],
  ['TRADE-2', { actor: ['city-eb', 'county-eb'], plan: 'trade' }],
  ['CHEM-3', { actor: ['city-eb'], plan: 'chem' }],
  ['CHEM-4', { actor: ['park'], plan: 'chem' }],
]);
const rules = rulesOn([], day);
const divisions = { township: '371721001', county: '371721', city: '371700' };
const firm = (id: string) => ({ enterprises: [id], park: null, divisions });

const owed = (over: Partial<Owed> = {}): Owed => ({
  clause: 'CHEM-1',
  place: firm('E1'),
  status: 'overdue',
  due: dayOf(2026, 6, 26),
  since: null,
  count: 1,
  about: 'enterprise/E1',
  ...over,
});

const run = (list: readonly Owed[], kept: readonly KeptTodo[] = []): TodoChanges =>
  todosOf({ owed: list, kept, clauses, rules, calendar, day });

const brief = ({ open }: TodoChanges): string[] =>
  open.map((t) => `${t.key} ${t.subjects}/${t.overdue} ${t.due ? formatDay(t.due) : '-'}`).sort();

describe('to-dos of duties', () => {
  it.each<[string, Owed[], string[]]>([
    ['overdue for one working day: its enterprise', [owed()], ['e:E1|CHEM-1 1/1 2026-06-26']],
    [
      'after three, five and ten working days it climbs',
      [owed({ due: dayOf(2026, 6, 24) })],
      ['d:371721001|CHEM-1|chase 1/1 2026-06-24', 'e:E1|CHEM-1 1/1 2026-06-24'],
    ],
    [
      'five',
      [owed({ due: dayOf(2026, 6, 22) })],
      [
        'd:371721001|CHEM-1|chase 1/1 2026-06-22',
        'd:371721|CHEM-1|chase 1/1 2026-06-22',
        'e:E1|CHEM-1 1/1 2026-06-22',
      ],
    ],
    [
      'ten; two firms are one row above',
      [owed({ due: dayOf(2026, 6, 15) }), owed({ due: dayOf(2026, 6, 12), place: firm('E2') })],
      [
        'd:371700|CHEM-1|chase 2/2 2026-06-12',
        'd:371721001|CHEM-1|chase 2/2 2026-06-12',
        'd:371721|CHEM-1|chase 2/2 2026-06-12',
        'e:E1|CHEM-1 1/1 2026-06-15',
        'e:E2|CHEM-1 1/1 2026-06-12',
      ],
    ],
    [
      'soon due: five working days ahead, not six',
      [
        owed({ status: 'pending', due: dayOf(2026, 7, 6) }),
        owed({ status: 'pending', due: dayOf(2026, 7, 7), place: firm('E2') }),
      ],
      ['e:E1|CHEM-1 1/0 2026-07-06'],
    ],
    [
      'no due day: counted from the day it was overdue',
      [owed({ due: null, since: dayOf(2026, 6, 22), clause: 'TRADE-2' })],
      ['d:371721|TRADE-2 1/1 -'],
    ],
    [
      'of the county, ten days late: the city',
      [owed({ clause: 'TRADE-2', due: dayOf(2026, 6, 1), count: 3 })],
      ['d:371700|TRADE-2|chase 1/3 2026-06-01', 'd:371721|TRADE-2 1/3 2026-06-01'],
    ],
    [
      'of the city: nobody above',
      [owed({ clause: 'CHEM-3', due: dayOf(2026, 6, 1) })],
      ['d:371700|CHEM-3 1/1 2026-06-01'],
    ],
    [
      'of a park',
      [owed({ clause: 'CHEM-4', place: { enterprises: [], park: 'P1', divisions } })],
      ['p:P1|CHEM-4 1/1 2026-06-26'],
    ],
    ['a clause unknown', [owed({ clause: 'X' })], []],
  ])('%s', (_, list, expected) => expect(brief(run(list))).toEqual(expected));

  it('goes to whoever may see it, on the line of the plan', () => {
    const [todo] = run([owed({ clause: 'TRADE-2' })]).open;
    expect(todo?.keys).toEqual(['d:371721:trade']);
    expect(todo?.roles).toEqual(['bureau', 'office']);
    expect(run([owed()]).open[0]?.keys).toEqual(['e:E1']);
  });

  it('closes when the duty is met, changes with the count, opens again', () => {
    const kept = { key: 'e:E1|CHEM-1', open: true, subjects: 1, overdue: 1, due: day };
    expect(run([], [kept])).toEqual({ open: [], change: [], close: ['e:E1|CHEM-1'] });
    expect(run([owed({ count: 2 })], [kept]).change[0]?.overdue).toBe(2);
    expect(run([owed()], [{ ...kept, open: false }]).open).toHaveLength(1);
  });
});

const aDay = fc.integer({ min: -40, max: 20 }).map((n) => addDays(day, n));
const anOwed: fc.Arbitrary<Owed> = fc.record({
  clause: fc.constantFrom(...clauses.keys()),
  place: fc.record({
    enterprises: fc.subarray(['E1', 'E2', 'E3']),
    park: fc.constantFrom(null, 'P1'),
    divisions: fc.constantFrom(
      divisions,
      { township: null, county: '371722', city: '371700' },
      { township: null, county: null, city: '371700' },
    ),
  }),
  status: fc.constantFrom('pending', 'overdue'),
  due: fc.option(aDay),
  since: fc.option(aDay),
  count: fc.integer({ min: 1, max: 4 }),
  about: fc.constantFrom('park/P1', 'jurisdiction/371721'),
});
const keptOf = (todo: DutyTodo): KeptTodo => ({ ...todo, open: true });

/** What is kept after the changes. */
function applied(kept: readonly KeptTodo[], { open, change, close }: TodoChanges): KeptTodo[] {
  const after = new Map(kept.map((todo) => [todo.key, todo]));
  for (const todo of [...open, ...change]) after.set(todo.key, keptOf(todo));
  for (const key of close) {
    const todo = after.get(key);
    if (todo) after.set(key, { ...todo, open: false });
  }
  return [...after.values()];
}

const ordered = ({ open, change, close }: TodoChanges): unknown => {
  const byKey = (list: readonly DutyTodo[]) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { open: byKey(open), change: byKey(change), close: close.toSorted() };
};

describe('whatever is owed', () => {
  const input = (list: readonly Owed[], kept: readonly KeptTodo[] = []): TodoInput => ({
    ...{ owed: list, kept, clauses, rules, calendar, day },
  });

  it('twice gives nothing new, and every key comes once', () => {
    fc.assert(
      fc.property(fc.array(anOwed), fc.array(anOwed), (before, after) => {
        const first = applied([], todosOf(input(before)));
        const changes = todosOf(input(after, first));
        const all = [...changes.open, ...changes.change].map(({ key }) => key);
        expect(new Set(all).size).toBe(all.length);
        const second = applied(first, changes);
        expect(todosOf(input(after, second))).toEqual({ open: [], change: [], close: [] });
        // What was there before makes no difference to what stands.
        const standing = second.filter(({ open }) => open).map(({ key }) => key);
        const fresh = todosOf(input(after)).open.map(({ key }) => key);
        expect(standing.toSorted()).toEqual(fresh.toSorted());
      }),
    );
  });

  it('the order does not matter', () => {
    fc.assert(
      fc.property(fc.array(anOwed), (list) => {
        expect(ordered(todosOf(input(list.toReversed())))).toEqual(ordered(todosOf(input(list))));
      }),
    );
  });

  it('every overdue duty has somebody who owes it', () => {
    fc.assert(
      fc.property(anOwed, (one) => {
        const owners = ownersOf(clauses.get(one.clause)?.actor ?? [], one.place);
        expect(owners.length).toBeGreaterThan(0);
        const { open } = todosOf(input([{ ...one, status: 'overdue' }]));
        const own = open.filter(({ kind }) => kind === 'duty').map(({ owner }) => owner);
        expect(own).toEqual(owners.map(({ node }) => node));
      }),
    );
  });
});
