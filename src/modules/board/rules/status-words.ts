import type { ClauseStatusName, DutyStatusName, Words } from '../model.ts';

const clauses: Readonly<Record<ClauseStatusName, Words>> = {
  met: { zh: '达标', en: 'Met' },
  missed: { zh: '逾期未达标', en: 'Missed' },
  onTrack: { zh: '推进正常', en: 'On track' },
  atRisk: { zh: '有风险', en: 'At risk' },
  unmet: { zh: '未达标', en: 'Not met' },
  noSubject: { zh: '无责任对象', en: 'No subject' },
  needsParameter: { zh: '待定参数', en: 'Waits for a parameter' },
  attested: { zh: '已确认', en: 'Attested' },
  notAttested: { zh: '待确认', en: 'Not attested' },
};

const duties: Readonly<Record<DutyStatusName, Words>> = {
  met: { zh: '已完成', en: 'Met' },
  late: { zh: '逾期完成', en: 'Met late' },
  pending: { zh: '未到期', en: 'Pending' },
  overdue: { zh: '逾期', en: 'Overdue' },
  unknown: { zh: '不明', en: 'Unknown' },
};

export const statusWords = (status: ClauseStatusName): Words => clauses[status];
export const dutyStatusWords = (status: DutyStatusName): Words => duties[status];
