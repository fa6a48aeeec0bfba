import type { Bilingual } from '../../../kernel/endpoint.ts';

/** Why a row is refused, where it is not taken. A row never costs its batch. */
export const outcomes = {
  malformed: {
    zh: '格式不符：每行应为[点位, 时间偏移毫秒, 数值, 质量]',
    en: 'not a row: write [tag, milliseconds from the base time, value, quality]',
  },
  unknownTag: {
    zh: '点位未登记：先在监测点位台账中登记，已暂存待认领',
    en: 'no such tag: enter it in the ledger of tags; it waits to be claimed',
  },
  badQuality: {
    zh: '质量码不识别：用0良好、1不确定、2坏值、3人工，或OPC DA质量码',
    en: 'no such quality: 0 good, 1 uncertain, 2 bad, 3 by hand, or a code of OPC DA',
  },
  badValue: { zh: '数值不是有限的数', en: 'the value is no finite number' },
  wrongUnit: { zh: '单位与台账不一致', en: 'another unit than the ledger holds' },
  future: { zh: '时间超前：请校准网关时钟', en: 'in the future: set the clock of the gateway' },
  ancient: { zh: '时间过早：超过补传时限', en: 'too old: past the time for late sending' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Outcome = keyof typeof outcomes;

/** Rows refused for one reason, with the first of them to look at. */
export interface RefusedRows {
  readonly outcome: Outcome;
  count: number;
  /** The row's place in its batch, from 0. */
  readonly row: number;
  /** What stood there, cut short. */
  readonly sample: string;
}

/** So many codes of a gateway wait to be claimed at most; rows of others are counted alone. */
export const MOST_UNCLAIMED = 200;

/** Codes that no tag stands for (the first so many of them), and how often they came in one batch. */
export type UnknownTags = Map<string, { rows: number; readonly sample: string }>;
