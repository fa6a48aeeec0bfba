import { BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/video',
    title: { zh: '视频与人数', en: 'Video and people' },
    roles: BUSINESS,
    menu: { group: 'monitoring', order: 42 },
    timeless: true,
    load: () => import('./video-page.tsx'),
  },
];
