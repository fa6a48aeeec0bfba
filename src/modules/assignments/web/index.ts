import { letterWriters } from '../../../law/letters.ts';
import { BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/assignments',
    title: { zh: '分解任务', en: 'Tasks given' },
    roles: BUSINESS,
    menu: { group: 'plan', order: 25 },
    load: () => import('./assignments-page.tsx'),
  },
  {
    path: '/assignments/new',
    title: { zh: '新建分解任务', en: 'Split a clause' },
    roles: letterWriters,
    parent: '/assignments',
    timeless: true,
    load: () => import('./new-page.tsx'),
  },
  {
    path: '/assignments/:id',
    title: { zh: '任务详情', en: 'Task' },
    roles: BUSINESS,
    parent: '/assignments',
    timeless: true,
    load: () => import('./assignment-page.tsx'),
  },
];
