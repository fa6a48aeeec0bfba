import { WRITERS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/sheets',
    title: { zh: '台账导入', en: 'Import of ledgers' },
    roles: WRITERS,
    menu: { group: 'enterprises', order: 90 },
    timeless: true,
    load: () => import('./ledgers-page.tsx'),
  },
  {
    path: '/sheets/:type',
    title: { zh: '导入台账', en: 'Import a ledger' },
    roles: WRITERS,
    parent: '/sheets',
    timeless: true,
    load: () => import('./ledger-page.tsx'),
  },
  {
    path: '/sheets/:type/:id',
    title: { zh: '核对与导入', en: 'Check and import' },
    roles: WRITERS,
    parent: '/sheets',
    timeless: true,
    load: () => import('./import-page.tsx'),
  },
];
