import type { Day } from '../../../kernel/calendar.ts';
import { formatDay, partsOf } from '../../../kernel/calendar.ts';
import type { AnswerOf, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { standardOn } from '../../../law/standards/catalogue.ts';
import { entriesOf } from '../../../law/standards/entries.ts';
import { dayAsked } from '../../board/index.ts';
import type { LiveCity } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import type { settingsContract } from '../contract.ts';
import { library } from './library.ts';

type Standards = AnswerOf<typeof settingsContract.standards>;
type Calendar = AnswerOf<typeof settingsContract.calendar>;

/** Every series with the edition in force on the day, and how far it was checked. */
export function standardsOn(
  city: LiveCity,
  { asOf }: QueryOf<typeof settingsContract.standards>,
): Result<Standards, Refusal> {
  const asked = dayAsked(city, asOf);
  if (!asked.ok) return asked;
  const { series, files } = library().standards;
  const rows = series.map((each): Standards['rows'][number] => {
    const edition = standardOn(each, asked.value.day);
    const { count, recalled } = entriesOf(edition?.file ? files.get(edition.file) : null);
    const { id, zh, en } = each;
    return { id, zh, en, edition: editionOf(edition), entries: count, recalled };
  });
  return ok({ asOf: asked.value.text, rows });
}

function editionOf(edition: ReturnType<typeof standardOn>): Standards['rows'][number]['edition'] {
  if (edition === null) return null;
  const { number, from, until, dates, file, note } = edition;
  return { number, from, until, dates, onFile: file !== null, note: note ?? null };
}

/** Days off and weekend days worked, by the holiday notices on file. */
export function calendarOf(
  city: LiveCity,
  query: QueryOf<typeof settingsContract.calendar>,
): Result<Calendar, Refusal> {
  const { years, off, worked } = loadWorkingCalendar();
  const year = query.year ?? partsOf(city.today()).year;
  const days = (kind: 'off' | 'worked', of: ReadonlySet<Day>): Calendar['days'] =>
    [...of]
      .filter((day) => partsOf(day).year === year)
      .map((day) => ({ day: formatDay(day), kind }));
  const all = [...days('off', off), ...days('worked', worked)];
  return ok({
    year,
    announced: years.has(year),
    years: [...years].sort(),
    days: all.sort((a, b) => (a.day < b.day ? -1 : 1)),
  });
}
