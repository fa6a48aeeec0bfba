import type { Bilingual } from '../../kernel/endpoint.ts';

/** What readings of an enterprise say of its data connections (数据接入, record `dataFeed`). */
export interface FeedRules {
  /** Hours without a reading after which a connection is not connected (未接入). */
  readonly silentHours: number;
  /** Full days over which the share of hours with data is taken (在线率). */
  readonly uptimeDays: number;
  readonly source: Bilingual;
  readonly confidence: 'design-default';
}

/**
 * The clauses ask for `connected` and for a share of the reporting time with data
 * (`integration.connected.minUptime`); no edition says how either is measured.
 */
export const feedRules: FeedRules = {
  silentHours: 24,
  uptimeDays: 30,
  source: {
    zh: '平台建议值（方案未规定接入与在线率的计算口径）',
    en: 'proposed by the platform: no plan says how either is measured',
  },
  confidence: 'design-default',
};
