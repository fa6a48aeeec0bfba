import { z } from 'zod';

/** Shapes that server and browser share. */

export const wordsShape = z.object({ zh: z.string(), en: z.string() });
const placeShape = z.object({ id: z.string(), name: z.string() }).nullable();
const nature = z.enum(['static', 'dynamic', 'mixed']);
const kinds = ['statutory', 'cityRule'] as const;
export const kindShape = z.enum(kinds);
export type Kind = (typeof kinds)[number];

export const itemShape = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  /** Word for word; null: not on file. */
  text: z.string().nullable(),
  nature,
  confidence: z.enum(['verified', 'recalled']),
  parts: z.array(z.object({ id: z.string(), text: z.string(), nature })),
  /** Facts that would tell, as the data file proposes. */
  asks: z.array(z.string()),
  successors: z.array(z.string()),
  /** Can any recorded fact point to it? */
  detectable: z.boolean(),
});
export type ItemAnswer = z.infer<typeof itemShape>;

export const editionShape = z.object({
  id: z.string(),
  kind: kindShape,
  number: z.string(),
  title: z.string(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  dates: z.enum(['verified', 'recalled', 'unknown']),
  words: z.enum(['full', 'themes', 'none']),
  scope: z.string(),
  sources: z.array(z.string()),
  note: wordsShape.nullable(),
});
export type EditionAnswer = z.infer<typeof editionShape>;

export const evidenceShape = z.object({
  type: z.string(),
  typeName: wordsShape,
  id: z.string(),
  values: z.array(z.object({ name: wordsShape, value: wordsShape })),
});

export const suspicionShape = z.object({
  detector: z.string(),
  basis: z.enum(['shown', 'absent']),
  says: wordsShape,
  missing: wordsShape,
  parts: z.array(z.string()),
  /** All of it; the first twenty are listed. */
  found: z.int(),
  evidence: z.array(evidenceShape),
});
export type SuspicionAnswer = z.infer<typeof suspicionShape>;

export const citingShape = z.object({
  id: z.string(),
  criterion: z.string().nullable(),
  part: z.string().nullable(),
  /** The item that it cites, of whichever edition; null: none that is known. */
  cites: z.string().nullable(),
  foundOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  kind: kindShape.nullable(),
  open: z.boolean(),
  overdue: z.boolean(),
});
export type CitingAnswer = z.infer<typeof citingShape>;

export const judgedItemShape = itemShape.extend({
  /** null: sector or features of the enterprise are not on record. */
  concerns: z.boolean().nullable(),
  suspicions: z.array(suspicionShape),
  hazards: z.array(citingShape),
});
export type JudgedItem = z.infer<typeof judgedItemShape>;

export const judgedEditionShape = editionShape.extend({
  unsure: wordsShape.nullable(),
  items: z.array(judgedItemShape),
});
export type JudgedEdition = z.infer<typeof judgedEditionShape>;

export const judgementShape = z.object({
  asOf: z.string(),
  /** The day whose editions these are: the day a hazard was found. */
  on: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }),
  editions: z.array(judgedEditionShape),
  /** Major hazards that cite no item of an edition here. */
  others: z.array(citingShape),
});

export const suspectedItemShape = z.object({
  item: z.string(),
  edition: z.string(),
  kind: kindShape,
  clause: z.string(),
  title: z.string(),
  nature,
  confidence: z.enum(['verified', 'recalled']),
  firms: z.int(),
  shown: z.int(),
  found: z.int(),
});
export type SuspectedItem = z.infer<typeof suspectedItemShape>;

export const suspectRowShape = z.object({
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }),
  division: placeShape,
  item: z.string(),
  edition: z.string(),
  kind: kindShape,
  clause: z.string(),
  title: z.string(),
  says: wordsShape,
  missing: wordsShape,
  basis: z.enum(['shown', 'absent']),
  found: z.int(),
  open: z.int(),
  closed: z.int(),
});
export type SuspectRowAnswer = z.infer<typeof suspectRowShape>;

/** A group of major hazards that are alike in all of this. */
export interface MajorGroup {
  readonly kind: Kind;
  readonly division: string | null;
  readonly industry: string | null;
  readonly sector: string | null;
  readonly criterion: string | null;
  readonly nature: string | null;
  readonly cause: string | null;
  readonly foundMonth: string | null;
  readonly closedMonth: string | null;
  readonly open: boolean;
  readonly overdue: boolean;
  readonly onBooks: boolean;
  readonly closedInYear: boolean;
  readonly reopened: boolean;
  readonly count: number;
}

export const majorStates = [
  'open',
  'overdue',
  'closed',
  'onBooks',
  'closedInYear',
  'reopened',
] as const;
export type MajorState = (typeof majorStates)[number];

export interface MajorChoice {
  readonly kind: string | null;
  readonly state: MajorState | null;
  readonly industry: string | null;
  readonly sector: string | null;
  readonly nature: string | null;
  readonly cause: string | null;
  /** What `criterion` may say to mean the item. */
  readonly criteria: readonly string[] | null;
  /** Those that cite none of the `known`. */
  readonly uncited: boolean;
  readonly known: readonly string[];
  readonly foundMonth: string | null;
  readonly closedMonth: string | null;
  readonly openMonth: string | null;
  readonly enterprise: string | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

export const tallyShape = z.object({
  all: z.int(),
  open: z.int(),
  overdue: z.int(),
  closed: z.int(),
  onBooks: z.int(),
  closedInYear: z.int(),
  reopened: z.int(),
});
export type Tally = z.infer<typeof tallyShape>;

export const shareShape = tallyShape.extend({
  /** As the list takes it as filter; `none`: not on record. */
  value: z.string(),
  label: wordsShape,
});
export type Share = z.infer<typeof shareShape>;

export const monthShape = z.object({
  month: z.string(),
  found: z.int(),
  closed: z.int(),
  open: z.int(),
});
export type Month = z.infer<typeof monthShape>;

export const majorShape = z.object({
  asOf: z.string(),
  kind: kindShape,
  node: z.object({ id: z.string(), name: z.string() }).nullable(),
  total: tallyShape,
  months: z.array(monthShape),
  divisions: z.array(shareShape),
  industries: z.array(shareShape),
  criteria: z.array(shareShape),
  natures: z.array(shareShape),
  causes: z.array(shareShape),
});
export type MajorAnswer = z.infer<typeof majorShape>;

export const majorRowShape = z.object({
  id: z.string(),
  kind: kindShape,
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  division: placeShape,
  criterion: wordsShape.nullable(),
  nature: wordsShape.nullable(),
  cause: wordsShape.nullable(),
  source: wordsShape.nullable(),
  foundOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  open: z.boolean(),
  overdue: z.boolean(),
  reopened: z.boolean(),
});
export type MajorRowAnswer = z.infer<typeof majorRowShape>;

export const likenessShape = z.object({
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }),
  division: placeShape,
  /** 0 to 100. */
  score: z.number(),
  /** How the score comes about: weight × share of what is common, aspect by aspect. */
  working: z.array(
    z.object({
      aspect: wordsShape,
      weight: z.number(),
      common: z.array(wordsShape),
      different: z.array(wordsShape),
      points: z.number(),
    }),
  ),
  /** Recorded facts point to the same item there too. */
  suspected: z.boolean(),
  /** Hazards there that cite the same item. */
  open: z.int(),
  closed: z.int(),
});
export type Likeness = z.infer<typeof likenessShape>;
