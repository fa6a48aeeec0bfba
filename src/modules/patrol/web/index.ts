import { AUTHORITY_AND_PARK } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/patrol',
    title: { zh: '线上巡查', en: 'Online patrol' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'monitoring', order: 25 },
    load: () => import('./patrol-page.tsx'),
  },
];
