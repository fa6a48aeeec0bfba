import { AUTHORITY_AND_PARK, ENTERPRISE } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/burden',
    title: { zh: '填报负担', en: 'Minutes spent on forms' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'service', order: 25 },
    load: () => import('./burden-page.tsx'),
  },
  {
    path: '/e/burden',
    title: { zh: '填报用时', en: 'Our minutes spent on forms' },
    roles: ENTERPRISE,
    menu: { group: 'mine', order: 90 },
    load: () => import('./own-page.tsx'),
  },
];
