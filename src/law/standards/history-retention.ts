import type { Bilingual } from '../../kernel/endpoint.ts';

/** For how long the history of readings is kept (历史数据保存期限), from where it says. */
export interface HistoryRetention {
  readonly years: number;
  /** No setting may be shorter. */
  readonly leastYears: number;
  readonly reason: Bilingual;
  readonly source: Bilingual;
  readonly confidence: string;
  readonly mayChange: Bilingual;
}

export const historyRetention: HistoryRetention = {
  years: 3,
  leastYears: 1,
  reason: {
    zh: '与报警保存期限一致，使已关闭的报警仍能查看曲线；未关闭的报警和事件所需的数据不清理',
    en: 'as long as alarms, so that the curves of closed ones can be looked at; what an open alarm or incident needs is never dropped',
  },
  source: {
    zh: 'trade-monitoring.json，retention：原始数据不少于1年、报警不少于3年（建议默认值）；危险化学品重大危险源监督管理暂行规定第十三条：记录的电子数据保存不少于30天（凭记忆，未核对原文）',
    en: 'trade-monitoring.json, retention: raw data at least a year, alarms at least three (proposed default); Order 40 on major hazard installations, article 13: electronic records at least 30 days (recalled, text not checked)',
  },
  confidence: 'proposed default',
  mayChange: {
    zh: '平台运维人员按市应急管理局书面意见，以启动参数ZHIBEN_HISTORY_YEARS设定，不少于1年',
    en: 'whoever runs the platform, as the city bureau decides in writing, by ZHIBEN_HISTORY_YEARS at the start; a year at least',
  },
};
