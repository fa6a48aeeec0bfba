import type { Bilingual } from '../../kernel/endpoint.ts';
import type { Desk, Role } from '../../law/roles.ts';
import { roles as definitions } from '../../law/roles.ts';
import type { MenuGroup, Placing } from '../../ui/page.ts';

/** The groups of the menu, in the words of the field. */
export const groups: Readonly<Record<MenuGroup, Bilingual>> = {
  home: { zh: '工作台', en: 'Workbench' },
  map: { zh: '一张图', en: 'Map' },
  monitoring: { zh: '监测预警', en: 'Monitoring' },
  plan: { zh: '攻坚任务', en: 'Plan' },
  enterprises: { zh: '企业监管', en: 'Enterprises' },
  safety: { zh: '风险与隐患', en: 'Risks and hazards' },
  enforcement: { zh: '检查执法', en: 'Enforcement' },
  service: { zh: '服务与统计', en: 'Services and statistics' },
  mine: { zh: '本单位', en: 'Our organisation' },
  papers: { zh: '档案与报送', en: 'Files and returns' },
  organisation: { zh: '组织与授权', en: 'Organisations and grants' },
  system: { zh: '系统管理', en: 'System' },
  audit: { zh: '审计', en: 'Audit' },
};

/** Nobody has more than seven groups: each desk has its own, by what it works on. */
const byDesk: Readonly<Record<Desk, Partial<Record<MenuGroup, MenuGroup>>>> = {
  authority: { organisation: 'service', system: 'service' },
  park: { organisation: 'service', system: 'service' },
  body: { organisation: 'service', system: 'service', mine: 'home' },
  enterprise: {
    ...({ enterprises: 'safety', enforcement: 'safety', mine: 'safety' } as const),
    ...({ service: 'papers', organisation: 'papers', system: 'papers' } as const),
  },
  admin: {},
};

/** Pages of an enterprise that are about neither risks nor hazards. */
const ownPlaces: Readonly<Record<string, MenuGroup>> = {
  '/e/home': 'home',
  '/e/burden': 'papers',
  '/sheets': 'papers',
};

const deskOf = (role: string): Desk | null => definitions[role as Role]?.desk ?? null;

/** Who works at several desks has the authority's menu. */
const DESKS: readonly Desk[] = ['authority', 'park', 'enterprise', 'body', 'admin'];

export const placed: Placing = ({ path, menu }, roles) => {
  if (!menu) return null;
  const desk = DESKS.find((each) => roles?.some((role) => deskOf(role) === each)) ?? 'body';
  const own = desk === 'enterprise' ? ownPlaces[path] : undefined;
  return own ?? byDesk[desk][menu.group] ?? menu.group;
};
