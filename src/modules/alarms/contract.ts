import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { dayShape, exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { AUTHORITY_AND_PARK, BUSINESS, WRITERS } from '../../law/roles.ts';
import { deliveryShape } from './delivery-contract.ts';
import { actNames, alarmFilters, givenShape, levels, orderKinds, stateNames } from './model.ts';
import { replayShape } from './replay-contract.ts';
import { codeShape, linkShape, rowShape } from './row-contract.ts';

const alarmId = z.string().min(1).max(60);
const nextShape = z.object({
  act: z.enum(actNames),
  title: wordsShape,
  may: z.boolean(),
  why: wordsShape.nullable(),
  fields: z.array(z.object({ name: z.string(), required: z.boolean() })),
});

const limitShape = z.object({
  what: wordsShape,
  at: z.string(),
  taken: z.boolean(),
});

const alarmShape = z.object({
  row: rowShape,
  version: z.int(),
  now: z.string(),
  history: z.array(
    z.object({
      at: z.string(),
      title: wordsShape,
      state: wordsShape.nullable(),
      by: z.string().nullable(),
      role: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
  next: z.array(nextShape),
  /** What climbs when, and from where these times are. */
  climbs: z.array(limitShape),
  limits: z.object({ source: z.string(), confidence: wordsShape, disposeMinutes: z.int() }),
  /** What to look at beside it: tags, and the window over which they showed it, with a little around. */
  evidence: z.object({
    tags: z.array(z.string()),
    since: z.string(),
    raisedAt: z.string(),
    from: z.string(),
    until: z.string(),
  }),
  /** The others of its incident, the first on top. */
  others: z.array(rowShape),
  /** Who was told of its climb, by what, and what became of it; the newest first. */
  deliveries: z.array(deliveryShape),
  /** Hazards and orders that were made of it. */
  made: z.array(
    z.object({ type: z.enum(['hazard', 'penalty']), id: z.string(), on: z.string().nullable() }),
  ),
  /** An order (责令) may be made of it by whoever asks, or why not. */
  order: z.object({ may: z.boolean(), why: wordsShape.nullable() }),
});

const incidentShape = z.object({
  id: z.string(),
  level: z.enum(levels),
  enterprise: linkShape,
  facility: linkShape.nullable(),
  /** The first of it (首出). */
  first: z.object({ id: z.string(), source: z.string() }),
  /** The one that asks for an answer first: unacknowledged before acknowledged, then the worst. */
  lead: z.object({
    id: z.string(),
    version: z.int(),
    level: z.enum(levels),
    kind: wordsShape,
    rule: wordsShape,
    source: z.string(),
    value: z.number().nullable(),
    limit: z.number().nullable(),
    unit: z.string().nullable(),
    trust: codeShape,
    state: z.object({ code: z.enum(stateNames), text: wordsShape }),
  }),
  firstAt: z.string(),
  receivedAt: z.string(),
  alarms: z.int(),
  sources: z.int(),
  active: z.int(),
  unacknowledged: z.int(),
  waitingSince: z.string().nullable(),
  lostData: z.boolean(),
  sounds: z.boolean(),
});

const shiftShape = z.object({
  leader: z.string(),
  mine: z.boolean(),
  beganAt: z.string(),
  handedAt: z.string().nullable(),
  notes: z.string().nullable(),
  summary: z.record(z.string(), z.number()).nullable(),
  takenAt: z.string().nullable(),
  takenBy: z.string().nullable(),
});

export const alarmsContract = contract({
  alarms: {
    method: 'GET',
    path: '/api/alarms',
    title: { zh: '报警列表', en: 'Alarms' },
    callers: BUSINESS,
    query: alarmFilters.extend({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(rowShape), next: z.string().nullable(), asOf: z.string() }),
  },
  alarmsExport: {
    method: 'GET',
    path: '/api/alarms/export',
    title: { zh: '导出报警', en: 'Export of the alarms' },
    callers: BUSINESS,
    query: alarmFilters.extend(exportQuery),
    answer: 'file',
    perMinute: 20,
  },
  alarmDesk: {
    method: 'GET',
    path: '/api/alarms/desk',
    title: { zh: '值班台', en: 'The desk of the dispatcher' },
    callers: BUSINESS,
    answer: z.object({
      now: z.string(),
      incidents: z.array(incidentShape),
      figures: z.object({
        incidents: z.int(),
        unacknowledged: z.int(),
        waitingSince: z.string().nullable(),
        offline: z.int(),
        shelved: z.int(),
        red: z.int(),
      }),
      /** Since when more come than a person can answer; null: no flood. */
      floodSince: z.string().nullable(),
      shift: shiftShape.nullable(),
    }),
  },
  alarmQuality: {
    method: 'GET',
    path: '/api/alarms/quality',
    title: { zh: '报警质量', en: 'Quality of the alarms' },
    callers: BUSINESS,
    query: z.object({ days: z.coerce.number().int().min(1).max(92).default(7) }),
    answer: z.object({
      from: z.string(),
      to: z.string(),
      total: z.int(),
      figures: z.array(
        z.object({
          name: z.string(),
          title: wordsShape,
          value: z.number().nullable(),
          unit: wordsShape,
          target: wordsShape,
          met: z.boolean().nullable(),
        }),
      ),
      worst: z.array(
        z.object({
          source: z.string(),
          enterprise: linkShape,
          alarms: z.int(),
          chattering: z.int(),
          standing: z.int(),
          falseOnes: z.int(),
        }),
      ),
    }),
  },
  shift: {
    method: 'GET',
    path: '/api/shift',
    title: { zh: '值班交接', en: 'Shift of the desk' },
    callers: AUTHORITY_AND_PARK,
    answer: z.object({
      node: z.string().nullable(),
      now: z.string(),
      current: shiftShape.nullable(),
      before: z.array(shiftShape),
      standing: z.record(z.string(), z.number()),
      may: z.object({ begin: z.boolean(), hand: z.boolean(), take: z.boolean() }),
    }),
  },
  shiftAct: {
    method: 'POST',
    path: '/api/shift',
    title: { zh: '上岗、交班、接班', en: 'Begin, hand over or take over a shift' },
    callers: AUTHORITY_AND_PARK,
    body: z.object({
      act: z.enum(['begin', 'hand', 'take']),
      notes: z.string().trim().max(4000).default(''),
    }),
    answer: z.object({ done: z.literal(true) }),
    refusals: ['wrong-shift'],
    idempotent: true,
  },
  alarm: {
    method: 'GET',
    path: '/api/alarms/{id}',
    title: { zh: '一条报警', en: 'An alarm' },
    callers: BUSINESS,
    params: z.object({ id: alarmId }),
    answer: alarmShape,
  },
  alarmReplay: {
    method: 'GET',
    path: '/api/alarms/{id}/replay',
    title: { zh: '事件回放', en: 'How an incident went' },
    callers: BUSINESS,
    params: z.object({ id: alarmId }),
    answer: replayShape,
  },
  actOnAlarm: {
    method: 'POST',
    path: '/api/alarms/{id}/acts',
    title: { zh: '处置报警', en: 'Act on an alarm' },
    callers: WRITERS,
    params: z.object({ id: alarmId }),
    body: z.object({
      act: z.enum(actNames),
      version: z.int().min(0),
      given: givenShape.default({}),
      whole: z.boolean().default(false),
    }),
    answer: z.object({
      id: z.string(),
      version: z.int(),
      state: z.enum(stateNames),
      count: z.int(),
    }),
    refusals: ['alarm-state'],
    idempotent: true,
  },
  orderOfAlarm: {
    method: 'POST',
    path: '/api/alarms/{id}/orders',
    title: { zh: '据报警作出责令', en: 'An order made of an alarm' },
    callers: ['bureau', 'office', 'officer'],
    params: z.object({ id: alarmId }),
    body: z.object({
      kind: z.enum(orderKinds),
      /** Until when it is to be put right, or holds. */
      until: dayShape,
      clauses: z.string().trim().min(1).max(500),
      text: z.string().trim().min(1).max(1000),
    }),
    answer: z.object({ record: z.string() }),
    refusals: ['alarm-state'],
    idempotent: true,
  },
});

export type AlarmRow = z.infer<typeof rowShape>;
export type AlarmWhole = z.infer<typeof alarmShape>;
export type IncidentRow = z.infer<typeof incidentShape>;
export type ShiftView = z.infer<typeof shiftShape>;
export type AlarmReplay = z.infer<typeof replayShape>;
export type AlarmNext = z.infer<typeof nextShape>;
