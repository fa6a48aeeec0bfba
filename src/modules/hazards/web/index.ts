import { BUSINESS, WRITERS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/hazards',
    title: { zh: '隐患台账', en: 'Hazards' },
    roles: BUSINESS,
    menu: { group: 'enterprises', order: 20 },
    load: () => import('./hazards-page.tsx'),
  },
  {
    path: '/hazards/new',
    title: { zh: '上报隐患', en: 'Report a hazard' },
    roles: WRITERS,
    parent: '/hazards',
    timeless: true,
    load: () => import('./report-page.tsx'),
  },
  {
    path: '/hazards/:id',
    title: { zh: '隐患', en: 'Hazard' },
    roles: BUSINESS,
    parent: '/hazards',
    load: () => import('./hazard-page.tsx'),
  },
];
