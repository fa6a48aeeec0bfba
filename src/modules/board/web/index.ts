import { BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/plan',
    title: { zh: '条款台账', en: 'Plan board' },
    roles: BUSINESS,
    menu: { group: 'plan', order: 10 },
    load: () => import('./plan-page.tsx'),
  },
  {
    path: '/tasks',
    title: { zh: '任务清单', en: 'Tasks' },
    roles: BUSINESS,
    menu: { group: 'plan', order: 20 },
    load: () => import('./tasks-page.tsx'),
  },
  {
    path: '/plan/:clause',
    title: { zh: '条款详情', en: 'Clause' },
    roles: BUSINESS,
    parent: '/plan',
    load: () => import('./clause-page.tsx'),
  },
  {
    path: '/plan/:clause/duties/:duty',
    title: { zh: '责任事项', en: 'Duty' },
    roles: BUSINESS,
    parent: '/plan',
    load: () => import('./duty-page.tsx'),
  },
];
