import type { PageDefinition } from '../../../ui/page.ts';
import { PAPER_ROLES } from '../contract.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/sys/templates',
    title: { zh: '模板', en: 'Templates' },
    roles: PAPER_ROLES,
    menu: { group: 'system', order: 55 },
    load: () => import('./templates-page.tsx'),
  },
];
