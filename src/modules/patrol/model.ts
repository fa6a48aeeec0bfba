import type { Bilingual } from '../../kernel/endpoint.ts';

/** Why something is looked at today, the most pressing first. */
export const reasons = {
  unanswered: { zh: '企业未应答', en: 'alarm nobody answered' },
  alarm: { zh: '红色、橙色报警', en: 'red or orange alarm' },
  people: { zh: '可能超员', en: 'perhaps too many people' },
  minor: { zh: '黄色、蓝色报警', en: 'yellow or blue alarm' },
  lost: { zh: '数据中断', en: 'lost data' },
  due: { zh: '本期巡查将到期', en: 'due to be looked at' },
  turn: { zh: '轮巡', en: 'its turn' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Reason = keyof typeof reasons;
export const reasonNames = Object.keys(reasons) as [Reason, ...Reason[]];

/** What to look at, by why. */
export const lookAt: Readonly<Record<Reason, Bilingual>> = {
  unanswered: {
    zh: '看报警数值和现场视频，联系企业值班人员',
    en: 'value and video, then call the enterprise',
  },
  alarm: { zh: '看报警数值、趋势和处置情况', en: 'value, trend and disposal' },
  people: { zh: '看现场视频，核对人数', en: 'video: count the people' },
  minor: { zh: '看报警数值和趋势', en: 'value and trend' },
  lost: { zh: '看视频是否在线，问清中断原因', en: 'is the video there; ask why data are lost' },
  due: { zh: '看液位、压力、温度、气体和视频', en: 'level, pressure, temperature, gas, video' },
  turn: { zh: '看实时数值、曲线和视频', en: 'values, curves and video' },
};

export const outcomes = ['normal', 'found'] as const;
export type Outcome = (typeof outcomes)[number];

/** A facility of an enterprise, or the whole of it. */
export interface Target {
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
}

export interface Looked extends Target {
  readonly record: string;
  readonly at: number;
  readonly findings: string | null;
  readonly response: string | null;
  readonly note: string | null;
}
