import { z } from 'zod';
import { words } from '../../kernel/endpoint.ts';

const bilingual = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof bilingual>;

/** Papers that are made in the layout of a bureau. */
export const documentKinds = ['reminder', 'circular', 'report'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What a bureau sets of its papers. */
export const partNames = [
  ...(['letterhead', 'reminderCode', 'circularCode', 'signer'] as const),
  ...(['salutation', 'closingReminder', 'closingCircular', 'contact', 'copyTo'] as const),
] as const;
export type PartName = (typeof partNames)[number];

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: words(`不超过 ${most} 字`, `no more than ${most} characters`) })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a paper.
    .regex(/^[^\u0000-\u001f]*$/, { error: words('只能写一行', 'one line only') });

/** 文号 is the code with 〔year〕 and number: brackets and digits of its own would make it two. */
const code = text(20).regex(/^[^〔〕[\]0-9]*$/, {
  error: words('只写代字，年份和序号由系统编', 'the code alone: year and number are added'),
});

/** Set parts; an empty one goes back to what follows from the name of the division. */
export const partsShape = z.object({
  letterhead: text(40),
  reminderCode: code,
  circularCode: code,
  signer: text(40),
  salutation: text(60),
  closingReminder: text(60),
  closingCircular: text(60),
  contact: text(60),
  copyTo: text(200),
});
export type Parts = z.infer<typeof partsShape>;

export const versionShape = z.object({
  id: z.string(),
  from: z.string(),
  parts: partsShape,
  note: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  /** The one in force on the day that is looked at. */
  inForce: z.boolean(),
});
export type Version = z.infer<typeof versionShape>;

export const layoutShape = z.object({
  asOf: z.string(),
  division: z.object({ id: z.string(), name: z.string() }),
  /** Of whichever divisions the caller sees papers. */
  divisions: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What papers carry on the day. */
  parts: partsShape,
  /** The parts as they were set: what is empty follows from the division's name. */
  set: partsShape,
  versions: z.array(versionShape),
  /** The newest version, which a change builds on. */
  version: z.string().nullable(),
  maySet: z.boolean(),
});
export type Layout = z.infer<typeof layoutShape>;

export const sheetShape = z.object({
  type: z.string(),
  title: bilingual,
  /** Of the template, as its hidden sheet says. */
  version: z.string(),
  columns: z.array(
    z.object({ title: bilingual, required: z.boolean(), note: bilingual.nullable() }),
  ),
});
