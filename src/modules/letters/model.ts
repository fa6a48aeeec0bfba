import { z } from 'zod';
import { words } from '../../kernel/endpoint.ts';
import { wordsShape } from '../../kernel/shapes.ts';

export const letterKinds = ['reminder', 'circular'] as const;
export type LetterKind = (typeof letterKinds)[number];

export const letterStates = ['draft', 'review', 'delivered', 'answered', 'discarded'] as const;
export type LetterState = (typeof letterStates)[number];

export const letterActions = [
  'edit',
  'submit',
  'withdraw',
  'discard',
  'approve',
  'return',
] as const;
export type LetterAction = (typeof letterActions)[number];

/** By when it was drawn up, newest first unless asked otherwise, and by when it is to be answered. */
export const letterOrders = ['-made', 'made', 'due', '-due'] as const;
export type LetterOrder = (typeof letterOrders)[number];

export const letterFilter = z.object({
  sort: z.enum(letterOrders).default('-made'),
  box: z.enum(['sent', 'received']).default('sent'),
  kind: z.enum(letterKinds).optional(),
  state: z.enum(letterStates).optional(),
  q: z.string().max(50).optional(),
  asOf: z.iso.date().optional(),
});

/** One overdue duty of the list, as it stood. */
export interface ListRow {
  readonly subject: string;
  readonly enterprise: string | null;
  readonly name: string;
  /** The county in which it lies; the city, where it lies in none. */
  readonly division: string;
  readonly divisionName: string;
  readonly clause: string;
  readonly due: string | null;
  readonly overdueDays: number | null;
}

export interface Addressee {
  /** `e:…`, `d:371721` */
  readonly node: string;
  readonly name: string;
}

const figuresShape = z.object({
  met: z.int(),
  late: z.int(),
  pending: z.int(),
  overdue: z.int(),
  unknown: z.int(),
});

export const reportShape = z.object({
  division: z.object({ id: z.string(), name: z.string() }),
  /** The last day of the month, or the newest day. */
  asOf: z.string(),
  before: z.string(),
  plans: z.array(
    z.object({
      plan: z.enum(['chem', 'trade']),
      title: wordsShape,
      now: figuresShape,
      before: figuresShape,
      worst: z.array(
        z.object({ clause: z.string(), name: wordsShape, overdue: z.int(), population: z.int() }),
      ),
    }),
  ),
});
export type Report = z.infer<typeof reportShape>;

export const reportQuery = z.object({
  division: z.string().regex(/^\d{6}$/),
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, {
    error: words('月份形如 2026-06', 'A month such as 2026-06'),
  }),
});
