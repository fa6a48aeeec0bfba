import { expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import { publishedRules } from '../load.ts';
import type { Handled, Stage } from '../model.ts';
import { dueOf } from './deadline.ts';

const day = (text: string) => {
  const parsed = parseDay(text);
  return must(parsed.ok ? parsed.value : null, text);
};
const calendar = loadWorkingCalendar();
const report = (stage: Stage, more: Partial<Handled> = {}): Handled => ({
  ...{ stage, internal: false, topic: null, result: 'true', enterprise: null, extended: false },
  ...{ date: day('2025-09-20'), receivedOn: day('2025-09-26') },
  ...{ acceptedOn: day('2025-09-28'), verifiedOn: day('2025-09-30') },
  ...more,
});

/** Over the National Day of 2025: off 1 to 8 October, worked on Sunday 28 September and 11 October. */
const examples: readonly (readonly [string, Handled, string | null])[] = [
  ['accepted within seven working days', report('received'), '2025-10-13'],
  [
    '… from when it was passed on',
    report('received', { receivedOn: day('2025-10-09') }),
    '2025-10-17',
  ],
  ['checked within sixty days', report('accepted'), '2025-11-27'],
  ['extended by thirty', report('accepted', { extended: true }), '2025-12-27'],
  ['answered within ten working days', report('checked'), '2025-10-21'],
  ['a reward decided within fifteen', report('answered'), '2025-10-28'],
  [
    'nothing is owed where the check found nothing',
    report('answered', { result: 'not-true' }),
    null,
  ],
  ['nor at the end', report('rewarded'), null],
];
test.each(examples)('%s', (_, handled, expected) => {
  const due = dueOf(handled, publishedRules().limits, calendar);
  expect(due ? formatDay(due.day) : null).toBe(expected);
  if (due) expect(due.limits[0]?.confidence).toMatch(/^(verified|recalled)/);
});
