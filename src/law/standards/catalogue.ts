import { z } from 'zod';
import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import { day, list, obj, text } from './shape.ts';

/** Standards (标准) as dated series: a case keeps the edition in force on its own day. */

const edition = obj({
  number: text,
  /** First and last day in force; null: not known on the left, open on the right. */
  from: day.nullable(),
  until: day.nullable(),
  /** How far the days were checked. */
  dates: z.enum(['verified', 'recalled', 'unknown']),
  /** File with its figures beside the catalogue; null: the text is not on file. */
  file: text.nullable(),
  note: obj({ zh: text, en: text }).optional(),
});
export type Edition = z.infer<typeof edition>;

const series = obj({ id: text, zh: text, en: text, editions: list(edition).min(1) });
export type Series = z.infer<typeof series>;

/** Editions stand in order of time and do not overlap; a gap is allowed, and means that none held. */
function disorder({ id, editions }: Series): string | null {
  for (const [index, { number, from, until }] of editions.entries()) {
    const before = editions[index - 1];
    if (from !== null && until !== null && until < from) return `${id}: ${number} ends too early`;
    if (before === undefined) continue;
    if (from === null) return `${id}: ${number} has no first day but follows another edition`;
    if (before.until === null || before.until >= from)
      return `${id}: ${number} overlaps the one before`;
  }
  return null;
}

export const catalogueFile = obj({
  schema: z.literal('standards/1'),
  series: list(series).superRefine((all, context) => {
    const seen = new Set<string>();
    for (const [index, each] of all.entries()) {
      const message = seen.has(each.id) ? `'${each.id}' stands twice` : disorder(each);
      if (message) context.addIssue({ code: 'custom', message, path: [index, 'editions'] });
      seen.add(each.id);
    }
  }),
});
export type Catalogue = z.infer<typeof catalogueFile>;

/** The edition of a series in force on a day; null when none was, or none is on record. */
export function standardOn({ editions }: Series, on: Day): Edition | null {
  const today = formatDay(on);
  const holds = ({ from, until }: Edition): boolean =>
    (from === null || from <= today) && (until === null || today <= until);
  return editions.find(holds) ?? null;
}
