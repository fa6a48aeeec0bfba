import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/guide',
    title: { zh: '试一试', en: 'What to try' },
    roles: 'anyone',
    theme: 'bare',
    timeless: true,
    load: () => import('./guide-page.tsx'),
  },
  {
    path: '/demo/simulator',
    title: { zh: '模拟器', en: 'Simulator' },
    roles: ['bureau'],
    demo: true,
    menu: { group: 'monitoring', order: 90 },
    timeless: true,
    load: () => import('./simulator-page.tsx'),
  },
];
