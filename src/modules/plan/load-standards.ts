import { readFileSync } from 'node:fs';
import { holidaysFile } from '../../law/standards/model.ts';
import type { WorkingCalendar } from '../../law/standards/working-days.ts';
import { workingCalendarOf } from '../../law/standards/working-days.ts';

/** Working days by the shipped holiday notices. */
export function loadWorkingCalendar(): WorkingCalendar {
  const file = new URL('../../law/standards/special-holidays.json', import.meta.url);
  return workingCalendarOf(holidaysFile.parse(JSON.parse(readFileSync(file, 'utf8'))));
}
