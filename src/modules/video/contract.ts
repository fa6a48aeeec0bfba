import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { BUSINESS } from '../../law/roles.ts';

/** How the counters and eyes of a place stand. */
export const placeStates = ['online', 'part', 'offline', 'never', 'cameras'] as const;
export type PlaceState = (typeof placeStates)[number];

const link = z.object({ id: z.string(), name: z.string().nullable() });

const bar = { least: z.number(), most: z.number() };

const rowShape = z.object({
  facility: link,
  enterprise: link,
  state: z.enum(placeStates),
  /** When its newest count or recognition came. */
  heardAt: z.string().nullable(),
  people: z
    .object({
      ...bar,
      limit: z.number().nullable(),
      /** What each way of counting says; `way` null: its tags do not say which. */
      ways: z.array(z.object({ way: z.string().nullable(), ...bar })),
    })
    .nullable(),
  /** Hot work is seen; null: nobody can say. */
  fire: z.boolean().nullable(),
  /** Alarms of people and of hot work in the last 30 days, by what a person found. */
  events: z.object({ open: z.int(), real: z.int(), false: z.int(), other: z.int() }),
  /** Cameras that records of permits name there. */
  cameras: z.array(z.string()),
  links: z.array(z.object({ camera: z.string().nullable(), href: z.string() })),
  /** The video feed of its enterprise (视频接入); null: none is on record. */
  feed: z
    .object({
      connected: z.boolean().nullable(),
      lastSeenAt: z.string().nullable(),
      offlineSince: z.string().nullable(),
    })
    .nullable(),
});
export type VideoRow = z.output<typeof rowShape>;

export const videoContract = contract({
  video: {
    method: 'GET',
    path: '/api/video',
    title: { zh: '视频与人数', en: 'Places watched by video, with what is counted there' },
    callers: BUSINESS,
    query: z.object({
      division: z.string().max(20).optional(),
      enterprise: z.string().max(100).optional(),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(rowShape),
      next: z.string().nullable(),
      /** A video platform is configured (视频平台). */
      platform: z.boolean(),
      /** Readings come in by this server. */
      live: z.boolean(),
    }),
  },
});
