import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';
import { channelNames, deliveryStateNames } from './model.ts';

export const deliveryShape = z.object({
  channel: z.object({ code: z.enum(channelNames), text: wordsShape }),
  to: wordsShape,
  /** Of a number or an address, as much as tells which one; null: a node, or a system. */
  recipient: z.string().nullable(),
  state: z.object({ code: z.enum(deliveryStateNames), text: wordsShape }),
  why: wordsShape.nullable(),
  tries: z.int(),
  madeAt: z.string(),
  /** When it was sent, given up or dropped; of one that waits, null. */
  doneAt: z.string().nullable(),
  nextAt: z.string().nullable(),
});
