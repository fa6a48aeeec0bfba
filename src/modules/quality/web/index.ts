import { SYSTEM_ADMIN } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';
import { DATA_MANAGERS } from '../contract.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/sys/data-quality',
    title: { zh: '接口与数据质量', en: 'Data quality' },
    roles: [...DATA_MANAGERS, ...SYSTEM_ADMIN],
    menu: { group: 'system', order: 50 },
    load: () => import('./quality-page.tsx'),
  },
  {
    path: '/sys/data-quality/:check',
    title: { zh: '数据质量问题', en: 'What a check found' },
    roles: DATA_MANAGERS,
    parent: '/sys/data-quality',
    load: () => import('./rows-page.tsx'),
  },
];
