import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import type { Role } from '../../law/roles.ts';
import { BUSINESS } from '../../law/roles.ts';
import { link, moment, plain } from './contract.ts';

/** Who enters and ends what an enterprise takes out of service. */
export const WINDOW_KEEPERS: readonly Role[] = ['principal', 'safetyManager', 'teamLeader'];

const text = (most: number) =>
  plain(most)
    .transform((value) => value.trim())
    .refine((value) => value !== '', { error: words('此项必填', 'fill this in') });

const cursor = z.string().max(500).optional();
const limit = z.coerce.number().int().min(1).max(200).default(50);

export const windowStates = ['present', 'planned', 'ended'] as const;

export const windowShape = z.object({
  id: z.string(),
  kind: z.enum(['maintenance', 'calibration']),
  enterprise: link,
  /** The tag, or the facility with all that belongs to it. */
  tag: link.nullable(),
  facility: link.nullable(),
  reason: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  endedAt: z.string().nullable(),
  declaredBy: z.string().nullable(),
  endedBy: z.string().nullable(),
  state: z.enum(windowStates),
});
export type WindowAnswer = z.output<typeof windowShape>;

export const windowFilters = z.object({
  state: z.enum(windowStates).optional(),
  enterprise: plain(200).optional(),
  facility: plain(200).optional(),
  /** Those that cover a tag: its own, and those of its facility and what that belongs to. */
  tag: plain(200).optional(),
  /** Those that cover it at a moment. */
  at: moment.optional(),
});

export const newWindow = z.object({
  kind: z.enum(['maintenance', 'calibration']),
  tag: plain(200).nullish(),
  facility: plain(200).nullish(),
  reason: text(500),
  startsAt: moment,
  endsAt: moment,
});
export type NewWindow = z.output<typeof newWindow>;

export const bypassStates = ['present', 'overdue', 'planned', 'restored'] as const;

export const bypassShape = z.object({
  id: z.string(),
  kind: z.enum(['bypass', 'removed']),
  enterprise: link,
  facility: link.nullable(),
  tag: link.nullable(),
  interlock: z.string(),
  reason: z.string(),
  requestedBy: z.string(),
  approvedBy: z.string(),
  measures: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  restoredAt: z.string().nullable(),
  restoredBy: z.string().nullable(),
  declaredBy: z.string().nullable(),
  state: z.enum(bypassStates),
});
export type BypassAnswer = z.output<typeof bypassShape>;

export const bypassFilters = z.object({
  /** `open`: not restored, whatever its time. */
  state: z.enum([...bypassStates, 'open']).optional(),
  enterprise: plain(200).optional(),
  facility: plain(200).optional(),
});

export const newBypass = z.object({
  kind: z.enum(['bypass', 'removed']),
  facility: plain(200),
  tag: plain(200).nullish(),
  interlock: text(120),
  reason: text(500),
  requestedBy: text(60),
  approvedBy: text(60),
  measures: text(1000),
  startsAt: moment,
  endsAt: moment,
});
export type NewBypass = z.output<typeof newBypass>;

const id = z.object({ id: z.string() });
const params = z.object({ id: plain(200) });

export const windowsContract = contract({
  windows: {
    method: 'GET',
    path: '/api/live/windows',
    title: { zh: '检修标定窗口', en: 'Windows of maintenance and calibration' },
    callers: BUSINESS,
    query: windowFilters.extend({ cursor, limit }),
    answer: z.object({ rows: z.array(windowShape), next: z.string().nullable() }),
  },
  newWindow: {
    method: 'POST',
    path: '/api/live/windows',
    title: { zh: '登记检修标定窗口', en: 'Enter a window of maintenance or calibration' },
    callers: WINDOW_KEEPERS,
    body: newWindow,
    answer: id,
    idempotent: true,
  },
  endWindow: {
    method: 'POST',
    path: '/api/live/windows/{id}/end',
    title: { zh: '提前结束检修标定窗口', en: 'End a window early' },
    callers: WINDOW_KEEPERS,
    params,
    answer: id,
    idempotent: true,
  },
  bypasses: {
    method: 'GET',
    path: '/api/live/bypasses',
    title: { zh: '联锁摘除登记', en: 'Register of bypassed interlocks' },
    callers: BUSINESS,
    query: bypassFilters.extend({ cursor, limit }),
    answer: z.object({
      rows: z.array(bypassShape),
      next: z.string().nullable(),
      /** Of all that the caller sees: not restored in time. */
      overdue: z.int(),
    }),
  },
  newBypass: {
    method: 'POST',
    path: '/api/live/bypasses',
    title: { zh: '登记联锁摘除', en: 'Enter a bypassed interlock' },
    callers: WINDOW_KEEPERS,
    body: newBypass,
    answer: id,
    idempotent: true,
  },
  restoreBypass: {
    method: 'POST',
    path: '/api/live/bypasses/{id}/restore',
    title: { zh: '联锁恢复投用', en: 'Put an interlock back into service' },
    callers: WINDOW_KEEPERS,
    params,
    body: z.object({ restoredBy: text(60), note: plain(500).nullish() }),
    answer: id,
    idempotent: true,
  },
});
