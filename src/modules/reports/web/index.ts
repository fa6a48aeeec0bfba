import { ENTERPRISE } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';
import { READERS } from '../contract.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/tips',
    title: { zh: '举报与内部报告', en: 'Reports by people' },
    roles: READERS,
    menu: { group: 'enforcement', order: 40 },
    load: () => import('./reports-page.tsx'),
  },
  {
    path: '/tips/new',
    title: { zh: '内部报告', en: 'Report inside' },
    roles: ENTERPRISE,
    menu: { group: 'enterprises', order: 25 },
    timeless: true,
    load: () => import('./inside-page.tsx'),
  },
  {
    path: '/tips/:id',
    title: { zh: '举报', en: 'Report' },
    roles: READERS,
    parent: '/tips',
    load: () => import('./report-page.tsx'),
  },
];
