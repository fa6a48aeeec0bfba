import { AUTHORITY_AND_PARK, BUSINESS, ENTERPRISE } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

/** Records of a type as one types, for forms and filters of other slices. */
export { pickOf } from './picks.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/enterprises',
    title: { zh: '企业台账', en: 'Enterprises' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'enterprises', order: 10 },
    load: () => import('./enterprises-page.tsx'),
  },
  {
    path: '/enterprises/:id',
    title: { zh: '一企一档', en: 'Enterprise' },
    roles: BUSINESS,
    parent: '/enterprises',
    load: () => import('./enterprise-page.tsx'),
  },
  {
    path: '/parks',
    title: { zh: '化工园区', en: 'Parks' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'enterprises', order: 15 },
    load: () => import('./parks-page.tsx'),
  },
  {
    path: '/parks/:id',
    title: { zh: '园区档案', en: 'Park' },
    roles: BUSINESS,
    parent: '/parks',
    load: () => import('./park-page.tsx'),
  },
  {
    path: '/records/:type/:id',
    title: { zh: '记录', en: 'Record' },
    roles: BUSINESS,
    load: () => import('./record-page.tsx'),
  },
  {
    path: '/search',
    title: { zh: '搜索', en: 'Search' },
    roles: BUSINESS,
    load: () => import('./search-page.tsx'),
  },
  {
    path: '/e/home',
    title: { zh: '监管部门看到的我', en: 'What the authority sees of us' },
    roles: ENTERPRISE,
    menu: { group: 'mine', order: 10 },
    load: () => import('./home-page.tsx'),
  },
];
