import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';

/** What the server is doing, for whoever waits for it. */
export const statusShape = z.object({
  ready: z.boolean(),
  phase: z.enum(['loading', 'building', 'ready', 'failed']),
  /** Steps done of all, while something is built. */
  done: z.int(),
  all: z.int(),
  facts: z.int(),
  /** The city is made up (合成演示数据). */
  demo: z.boolean(),
  /** The newest day that can be seen, and the first. */
  today: z.string(),
  firstDay: z.string(),
});

export const identityContract = contract({
  status: {
    method: 'GET',
    path: '/api/status',
    title: { zh: '系统状态', en: 'State of the server' },
    callers: 'anyone',
    answer: statusShape,
  },
  events: {
    method: 'GET',
    path: '/api/events',
    title: { zh: '变化通知', en: 'Topics of what changed, as server-sent events' },
    callers: 'signedIn',
    answer: 'events',
  },
});

export type Status = z.infer<typeof statusShape>;
