import { AUTHORITY_AND_PARK, BUSINESS, ENTERPRISE } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/e/risks',
    title: { zh: '风险分级管控', en: 'Our risks' },
    roles: ENTERPRISE,
    menu: { group: 'mine', order: 20 },
    load: () => import('./own-risks-page.tsx'),
  },
  {
    path: '/e/posts',
    title: { zh: '岗位责任清单', en: 'Post duties' },
    roles: ENTERPRISE,
    menu: { group: 'mine', order: 30 },
    load: () => import('./posts-page.tsx'),
  },
  {
    path: '/enterprises/:id/posts',
    title: { zh: '岗位责任清单', en: 'Post duties' },
    roles: AUTHORITY_AND_PARK,
    load: () => import('./firm-posts-page.tsx'),
  },
  {
    path: '/risks',
    title: { zh: '风险分级管控', en: 'Risks' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'enterprises', order: 18 },
    load: () => import('./risks-page.tsx'),
  },
  {
    path: '/risks/:id',
    title: { zh: '风险点', en: 'Risk point' },
    roles: BUSINESS,
    load: () => import('./risk-page.tsx'),
  },
];
