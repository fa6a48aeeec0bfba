import { AUTHORITY_AND_PARK, ENTERPRISE } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/e/checks',
    title: { zh: '隐患排查', en: 'Checks' },
    roles: ENTERPRISE,
    menu: { group: 'mine', order: 40 },
    load: () => import('./checks-page.tsx'),
  },
  {
    path: '/checks',
    title: { zh: '企业隐患排查', en: 'Checks of enterprises' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'enterprises', order: 30 },
    load: () => import('./checks-page.tsx'),
  },
];
