import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';
import { levels, stateNames } from './model.ts';

export const codeShape = z.object({ code: z.string(), text: wordsShape });
export const linkShape = z.object({ id: z.string(), name: z.string().nullable() });

export const rowShape = z.object({
  id: z.string(),
  incident: z.string().nullable(),
  level: z.enum(levels),
  state: z.object({ code: z.enum(stateNames), text: wordsShape }),
  kind: codeShape,
  rule: codeShape,
  source: z.string(),
  enterprise: linkShape,
  facility: linkShape.nullable(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string().nullable(),
  /** What the value was worth when it decided. */
  trust: codeShape,
  /** By the device's clock, and by the server's. */
  since: z.string(),
  raisedAt: z.string(),
  receivedAt: z.string(),
  clearedAt: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  handledAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  holdUntil: z.string().nullable(),
  verdict: codeShape.nullable(),
  measure: z.string().nullable(),
});
