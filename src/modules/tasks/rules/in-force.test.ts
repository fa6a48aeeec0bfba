import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import { loadPlans, loadProfile } from '../../plan/index.ts';
import type { Owed } from '../model.ts';
import { answerWithinAt, rulesOn } from '../service/rules-on.ts';
import { farthest, taskParameters } from './in-force.ts';
import { todosOf } from './todos.ts';

/** Monday; the calendar knows weekends only. */
const day = dayOf(2026, 6, 29);
const calendar = { years: new Set([2025, 2026]), off: new Set<never>(), worked: new Set<never>() };
const at = (county: string) => ({ township: `${county}001`, county, city: '371700' });
const [HERE, THERE] = ['371721', '371728'];

const entry = (
  name: string,
  value: ParameterEntry['value'],
  over: object = {},
): ParameterEntry => ({
  ...{
    name: `todo.${name}`,
    value,
    from: '2024-01-01',
    jurisdiction: null,
    reason: null,
    by: null,
  },
  ...over,
});

/** Who gets a duty of an enterprise that was due on a Wednesday, three working days ago. */
function receivers(entries: readonly ParameterEntry[], county = HERE): string[] {
  const owed: Owed = {
    ...{ clause: 'C', status: 'overdue', due: dayOf(2026, 6, 24), since: null, count: 1 },
    ...{ about: '', place: { enterprises: ['E1'], park: null, divisions: at(county) } },
  };
  const clauses = new Map([['C', { actor: ['enterprise'], plan: 'chem' }]]);
  const rules = rulesOn(entries, day);
  const { open } = todosOf({ owed: [owed], kept: [], clauses, rules, calendar, day });
  return open.map(({ owner, roles }) => `${owner} ${roles.join('+')}`);
}

const FIRM = 'e:E1 principal+safetyManager';
const GRID = `d:${HERE}001 grid`;

describe('to-dos by parameters', () => {
  it.each<[string, ParameterEntry[], string[]]>([
    ['nothing set: as suggested', [], [FIRM, GRID]],
    ['a day later', [entry('escalate.township.after', 4)], [FIRM]],
    ['no step to the township', [entry('escalate.township.to', 'none')], [FIRM]],
    [
      'the county at once, to the bureau alone',
      [entry('escalate.county.after', 3), entry('escalate.county.to', 'bureau')],
      [FIRM, GRID, `d:${HERE} bureau`],
    ],
    [
      'by calendar days: five since then',
      [entry('countedIn', 'calendar')],
      [FIRM, GRID, `d:${HERE} bureau+office`],
    ],
    [
      'from a later day on',
      [entry('escalate.township.after', 9, { from: '2026-06-30' })],
      [FIRM, GRID],
    ],
    [
      'taken back',
      [entry('escalate.township.after', 9), entry('escalate.township.after', null)],
      [FIRM, GRID],
    ],
    ['nonsense is not followed', [entry('escalate.township.to', 'everybody')], [FIRM, GRID]],
  ])('%s', (_, entries, expected) => {
    expect(receivers(entries)).toEqual(expected);
  });

  it('a county decides for itself, and nobody else', () => {
    const own = [entry('escalate.township.to', 'none', { jurisdiction: THERE })];
    expect(receivers(own, HERE)).toHaveLength(2);
    expect(receivers(own, THERE)).toEqual([FIRM]);
  });

  it('what is soon due reaches as far as the farthest of all', () => {
    const entries = [entry('remindBefore', 20, { jurisdiction: THERE }), entry('remindBefore', 2)];
    expect(farthest(entries, calendar, day)).toBe(dayOf(2026, 7, 27));
    expect(rulesOn(entries, day)(at(HERE)).remindBefore).toBe(2);
    expect(rulesOn(entries, day)(at(THERE)).remindBefore).toBe(20);
  });

  it('the proposals that ship say what holds unless set', () => {
    const { parameters } = loadPlans();
    const read = loadProfile('starter', parameters);
    const { values } = must(read.ok ? read.value : null, 'the profile');
    const own = values.filter(({ name }) => taskParameters.includes(name));
    expect(own).toHaveLength(taskParameters.length);
    expect(rulesOn(own, day)(at(HERE))).toEqual(rulesOn([], day)(at(HERE)));
  });
});

it('a letter is answered within what its issuer, or the nearest above it, has set', () => {
  const set = [
    entry('letter.answerWithin', 4),
    entry('letter.answerWithin', 2, { jurisdiction: HERE }),
    entry('letter.answerWithin', 9, { jurisdiction: HERE, from: '2026-07-01' }),
  ];
  const within = (entries: readonly ParameterEntry[], county: string, on = day): number =>
    answerWithinAt(entries, on, [county, '371700']);
  expect(within([], HERE)).toBe(5);
  expect([within(set, HERE), within(set, THERE)]).toEqual([2, 4]);
  expect(within(set, HERE, dayOf(2026, 7, 1))).toBe(9);
});
