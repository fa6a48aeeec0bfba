import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';
import { markKinds } from './model.ts';
import { rowShape } from './row-contract.ts';

/** How an incident went (事件回放): its alarms, what happened in its order, the tags that show it. */
export const replayShape = z.object({
  incident: z.string().nullable(),
  from: z.string(),
  until: z.string(),
  /** Nothing is left to be done with it: it goes no further. */
  ended: z.boolean(),
  /** It went on for longer than is shown. */
  cut: z.boolean(),
  alarms: z.array(rowShape),
  /** Alarms of the incident; the first ones of them are shown. */
  total: z.int(),
  tags: z.array(
    z.object({
      id: z.string(),
      /** Of the first alarm that this tag raised itself. */
      limit: z.number().nullable(),
    }),
  ),
  marks: z.array(
    z.object({
      key: z.string(),
      at: z.string(),
      kind: z.enum(markKinds),
      alarm: z.string(),
      title: wordsShape,
      by: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
});
