import { AUTHORITY, BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/letters',
    title: { zh: '函件通报', en: 'Letters and circulars' },
    roles: BUSINESS,
    menu: { group: 'service', order: 20 },
    load: () => import('./letters-page.tsx'),
  },
  {
    path: '/letters/new',
    title: { zh: '生成函件', en: 'New letter' },
    roles: ['bureau', 'office'],
    parent: '/letters',
    load: () => import('./new-letter-page.tsx'),
  },
  {
    path: '/letters/:id',
    title: { zh: '函件', en: 'Letter' },
    roles: BUSINESS,
    parent: '/letters',
    timeless: true,
    load: () => import('./letter-page.tsx'),
  },
  {
    path: '/reports',
    title: { zh: '工作报告', en: 'Reports' },
    roles: AUTHORITY,
    menu: { group: 'service', order: 30 },
    load: () => import('./reports-page.tsx'),
  },
];
