import type { Bilingual } from '../../kernel/endpoint.ts';
import type { MenuGroup } from '../../ui/page.ts';

/** The groups of the menu, in the words of the field. */
export const groups: Readonly<Record<MenuGroup, Bilingual>> = {
  home: { zh: '工作台', en: 'Workbench' },
  map: { zh: '一张图', en: 'Map' },
  monitoring: { zh: '监测预警', en: 'Monitoring' },
  plan: { zh: '攻坚任务', en: 'Plan' },
  enterprises: { zh: '企业监管', en: 'Enterprises' },
  enforcement: { zh: '检查执法', en: 'Enforcement' },
  service: { zh: '服务与统计', en: 'Services and statistics' },
  mine: { zh: '本单位', en: 'Our organisation' },
  organisation: { zh: '组织与授权', en: 'Organisations and grants' },
  system: { zh: '系统管理', en: 'System' },
  audit: { zh: '审计', en: 'Audit' },
};
