import { BUSINESS, SYSTEM_ADMIN } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

const roles = [...BUSINESS, ...SYSTEM_ADMIN];

export const pages: readonly PageDefinition[] = [
  {
    path: '/sys/parameters',
    title: { zh: '参数', en: 'Parameters' },
    roles,
    menu: { group: 'system', order: 40 },
    load: () => import('./parameters-page.tsx'),
  },
  {
    path: '/sys/parameters/:name',
    title: { zh: '参数沿革与设定', en: 'One parameter' },
    roles,
    parent: '/sys/parameters',
    load: () => import('./parameter-page.tsx'),
  },
  {
    path: '/sys/standards',
    title: { zh: '标准规范与工作日历', en: 'Standards and working days' },
    roles,
    menu: { group: 'system', order: 41 },
    load: () => import('./standards-page.tsx'),
  },
];
