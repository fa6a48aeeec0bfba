import { AUTHORITY_AND_PARK } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/statistics',
    title: { zh: '统计报表', en: 'Statistics' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'service', order: 30 },
    load: () => import('./statistics-page.tsx'),
  },
  {
    path: '/statistics/rows',
    title: { zh: '统计明细', en: 'Rows behind a number' },
    roles: AUTHORITY_AND_PARK,
    parent: '/statistics',
    load: () => import('./rows-page.tsx'),
  },
];
