import { z } from 'zod';
import type { Moment } from '../../kernel/calendar.ts';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { dayShape } from '../../kernel/shapes.ts';
import type { Role } from '../../law/roles.ts';

/** The worst first. */
export const levels = ['red', 'orange', 'yellow', 'blue'] as const;
export type Level = (typeof levels)[number];

/**
 * Where an alarm stands (ISA-18.2, EEMUA 191). `returned`: acknowledged and cleared, its
 * disposal is still to be closed.
 */
export const states = {
  unacknowledged: { zh: '未确认', en: 'unacknowledged' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  returnedUnacknowledged: { zh: '已恢复未确认', en: 'returned, unacknowledged' },
  returned: { zh: '已恢复待结案', en: 'returned, to be closed' },
  shelved: { zh: '搁置', en: 'shelved' },
  suppressed: { zh: '抑制', en: 'suppressed' },
  outOfService: { zh: '停用', en: 'out of service' },
  closed: { zh: '已结案', en: 'closed' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type State = keyof typeof states;
export const stateNames = Object.keys(states) as [State, ...State[]];

/** What an alarm turned out to be (报警原因). */
export const verdicts = {
  real: { zh: '真实', en: 'real' },
  false: { zh: '误报', en: 'false' },
  maintenance: { zh: '检修', en: 'maintenance' },
  calibration: { zh: '标定', en: 'calibration' },
  communication: { zh: '通讯', en: 'communication' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Verdict = keyof typeof verdicts;
/** Whoever says that nothing happened says why. */
export const needsReason = (verdict: Verdict): boolean => verdict !== 'real';
export const verdictNames = Object.keys(verdicts) as [Verdict, ...Verdict[]];

export const acts = {
  acknowledge: { zh: '确认', en: 'acknowledge' },
  call: { zh: '呼叫企业', en: 'call the enterprise' },
  judge: { zh: '判定原因', en: 'say what it is' },
  dispose: { zh: '启动处置', en: 'start disposal' },
  check: { zh: '现场核查', en: 'check on site' },
  close: { zh: '结案', en: 'close' },
  shelve: { zh: '搁置', en: 'shelve' },
  unshelve: { zh: '取消搁置', en: 'end shelving' },
  takeOut: { zh: '停用', en: 'take out of service' },
  putBack: { zh: '恢复投用', en: 'put back into service' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Act = keyof typeof acts;
export const actNames = Object.keys(acts) as [Act, ...Act[]];

export const kinds = {
  occupancy: { zh: '人员超限', en: 'occupancy' },
  'covert-production': { zh: '明停暗开', en: 'covert production' },
  'false-offline': { zh: '虚假离线', en: 'false offline' },
  'illegal-hot-work': { zh: '违规动火', en: 'illegal hot work' },
  gas: { zh: '气体浓度', en: 'gas' },
  temperature: { zh: '温度', en: 'temperature' },
  pressure: { zh: '压力', en: 'pressure' },
  level: { zh: '液位', en: 'level' },
  'lost-data': { zh: '数据中断', en: 'lost data' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type AlarmKind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as [AlarmKind, ...AlarmKind[]];

export const ruleWords = {
  highHigh: { zh: '高高限', en: 'high-high' },
  high: { zh: '高限', en: 'high' },
  low: { zh: '低限', en: 'low' },
  lowLow: { zh: '低低限', en: 'low-low' },
  rate: { zh: '变化过快', en: 'rate of change' },
  outOfRange: { zh: '超出量程', en: 'out of range' },
  stuck: { zh: '数值不变', en: 'stuck' },
  lost: { zh: '数据中断', en: 'lost data' },
  gatewayLost: { zh: '网关离线', en: 'gateway offline' },
  gatewayRepeats: { zh: '网关重复上报旧值', en: 'gateway repeats old values' },
  clockBack: { zh: '网关时钟回拨', en: 'gateway clock stepped back' },
  brokerLost: { zh: '接入代理断开', en: 'broker offline' },
  fault: { zh: '设备故障', en: 'fault' },
  bypass: { zh: '联锁摘除未登记', en: 'interlock bypassed, not in the register' },
  occupancy: { zh: '人员超限', en: 'too many people' },
  occupancyPossible: { zh: '可能超员，须线上巡查', en: 'perhaps too many people: patrol online' },
  covertProduction: { zh: '明停暗开', en: 'covert production' },
  falseOffline: { zh: '虚假离线', en: 'false offline' },
  hotWorkWithoutPermit: { zh: '无票动火', en: 'hot work without a permit' },
  safetyIdle: { zh: '安全设施未同步运行', en: 'safety equipment stands while production runs' },
  stillWhileRunning: {
    zh: '生产中数据不变，疑似失真',
    en: 'nothing moves while production runs: perhaps made up',
  },
  movingWithoutPower: {
    zh: '停电仍有变化数据，疑似伪造',
    en: 'readings move without power: perhaps made up',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Rule = keyof typeof ruleWords;
export const ruleNames = Object.keys(ruleWords) as [Rule, ...Rule[]];

/** What a value was worth when it decided (可信状态). */
export const trustWords: Readonly<Record<string, Bilingual>> = {
  live: { zh: '实时', en: 'live' },
  late: { zh: '迟到', en: 'late' },
  stale: { zh: '过期', en: 'stale' },
  frozen: { zh: '停滞', en: 'frozen' },
  replayed: { zh: '补传', en: 'replayed' },
  manual: { zh: '人工录入', en: 'manual' },
  outOfRange: { zh: '超出量程', en: 'out of range' },
  outOfService: {
    zh: '检修标定窗口内',
    en: 'within a window of maintenance or calibration',
  },
  upstreamDown: { zh: '上级链路中断', en: 'upstream down' },
};

/** What the slice `live` says, as it is taken here: an episode began, or ended. */
export interface Signal {
  readonly source: string;
  readonly rule: Rule;
  readonly since: Moment;
  readonly state: 'raised' | 'cleared';
  readonly at: Moment;
  readonly receivedAt: Moment;
  readonly level: Level;
  readonly kind: AlarmKind;
  readonly enterprise: string;
  readonly facility: string | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly trust: string;
  readonly tags?: readonly string[];
}

/** What an alarm says of itself, by which its state and what may be done with it follow. */
export interface Alarm {
  readonly level: Level;
  readonly kind: AlarmKind;
  readonly rule: Rule;
  readonly clearedAt: Moment | null;
  readonly acknowledgedAt: Moment | null;
  readonly hold: Hold | null;
  /** When a hold ends by itself. */
  readonly holdUntil: Moment | null;
  readonly verdict: Verdict | null;
  readonly handledAt: Moment | null;
  readonly checkedAt: Moment | null;
  readonly permitMatched: boolean | null;
  readonly measure: string | null;
  readonly closedAt: Moment | null;
}

export const holds = ['shelved', 'suppressed', 'outOfService'] as const;
export type Hold = (typeof holds)[number];

/** Whoever acts: his roles where the alarm lies, and whether he leads the shift there (值班长). */
export interface Actor {
  readonly roles: readonly Role[];
  readonly leads: boolean;
}

/** What is filled in with an act. */
export interface Given {
  readonly verdict?: Verdict | undefined;
  readonly measure?: string | undefined;
  readonly permitMatched?: boolean | undefined;
  readonly minutes?: number | undefined;
  readonly reason?: string | undefined;
}
export type Field = keyof Given;

export interface Unfit {
  readonly why: Bilingual;
  readonly fields: Readonly<Record<string, Bilingual>>;
}

/** What stands on the time axis of an incident (事件回放). */
export const markWords = {
  signal: { zh: '监测', en: 'signal' },
  act: { zh: '处置', en: 'act' },
  climb: { zh: '升级', en: 'escalation' },
  delivery: { zh: '送达', en: 'delivery' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type MarkKind = keyof typeof markWords;
export const markKinds = Object.keys(markWords) as [MarkKind, ...MarkKind[]];

/** Signals of one episode, folded: the same whatever their order and however often they came. */
export interface Episode {
  readonly id: string;
  readonly source: string;
  readonly rule: Rule;
  readonly since: Moment;
  readonly raisedAt: Moment | null;
  readonly endedAt: Moment | null;
  readonly receivedAt: Moment;
  readonly level: Level;
  readonly kind: AlarmKind;
  readonly enterprise: string;
  readonly facility: string | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly trust: string;
  /** The tags that show it. */
  readonly tags: readonly string[];
}

/** Nodes that an alarm climbs to (逐级升级). */
export const rungs = {
  enterprise: { zh: '企业', en: 'enterprise' },
  park: { zh: '园区', en: 'park' },
  county: { zh: '县区', en: 'county' },
  city: { zh: '市级', en: 'city' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Rung = keyof typeof rungs;

/** Ways by which somebody is told (送达渠道). */
export const channels = {
  'in-app': { zh: '平台消息', en: 'message in the platform' },
  webhook: { zh: '接口推送', en: 'webhook' },
  smtp: { zh: '电子邮件', en: 'e-mail' },
  call: { zh: '电话呼叫', en: 'telephone call' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Channel = keyof typeof channels;
export const channelNames = Object.keys(channels) as [Channel, ...Channel[]];

export const deliveryStates = {
  waiting: { zh: '待送达', en: 'waiting' },
  sent: { zh: '已送达', en: 'sent' },
  givenUp: { zh: '未送达，已放弃', en: 'given up' },
  dropped: { zh: '已无需送达', en: 'no longer needed' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type DeliveryState = keyof typeof deliveryStates;
export const deliveryStateNames = Object.keys(deliveryStates) as [
  DeliveryState,
  ...DeliveryState[],
];

export const givenShape = z.object({
  verdict: z.enum(verdictNames).optional(),
  measure: z.string().trim().max(1000).optional(),
  permitMatched: z.boolean().optional(),
  minutes: z.int().min(1).max(10_000).optional(),
  reason: z.string().trim().max(1000).optional(),
});

/** By receipt, newest first unless asked otherwise; by level the worst first, of each the newest. */
export const alarmOrders = ['-received', 'received', '-level'] as const;
export type AlarmOrder = (typeof alarmOrders)[number];

export const alarmFilters = z.object({
  sort: z.enum(alarmOrders).default('-received'),
  show: z.enum(['open', 'unacknowledged', 'offline', 'bypassed']).optional(),
  state: z.enum(stateNames).optional(),
  level: z.enum(levels).optional(),
  kind: z.enum(kindNames).optional(),
  verdict: z.enum(verdictNames).optional(),
  enterprise: z.string().max(100).optional(),
  source: z.string().max(200).optional(),
  incident: z.string().max(60).optional(),
  from: dayShape.optional(),
  to: dayShape.optional(),
});
export type AlarmFilters = z.infer<typeof alarmFilters>;

/** Kinds of order that an alarm may lead to (codes of the record `penalty`). */
export const orderKinds = ['suspend-and-rectify', 'other'] as const;
