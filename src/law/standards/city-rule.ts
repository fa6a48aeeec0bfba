import type { CriteriaEdition } from './criterion.ts';

/**
 * The city's own rule (菏泽方案第8条, CHEM-8.7): ten or more people in a high-risk workplace are
 * rectified as if it were a major hazard. No standard of the state: counted apart.
 */
export const cityRuleEdition: CriteriaEdition = {
  id: 'heze-ten-people',
  series: 'city-rule',
  kind: 'cityRule',
  number: 'CHEM-8.7',
  title: '菏泽市化工和危险化学品安全生产治本攻坚三年行动实施方案（2024—2026年）第8条',
  from: '2024-01-01',
  until: '2026-12-31',
  dates: 'verified',
  words: 'full',
  scope: '化工和危险化学品企业高危作业场所',
  sources: ['CHEM-8.7'],
  note: {
    zh: '本市规定，参照重大事故隐患整治，不计入法定重大事故隐患。',
    en: 'A rule of this city: treated as major, not counted among the statutory ones.',
  },
  items: [
    {
      id: 'HZ-10',
      clause: '第8条',
      title: '高危作业场所10人以上',
      text: '将高危作业场所超过10人（含10人）的，参照重大事故隐患进行整治',
      nature: 'dynamic',
      confidence: 'verified',
      parts: [],
      asks: ['positionReading.headcount', 'facility.highRiskWorkplace'],
      successors: [],
    },
  ],
};
