import { BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/todo',
    title: { zh: '待办', en: 'To do' },
    roles: BUSINESS,
    menu: { group: 'home', order: 20 },
    load: () => import('./todo-page.tsx'),
  },
  {
    path: '/messages',
    title: { zh: '消息', en: 'Messages' },
    roles: BUSINESS,
    menu: { group: 'home', order: 30 },
    timeless: true,
    load: () => import('./messages-page.tsx'),
  },
  {
    path: '/feedback',
    title: { zh: '投诉建议', en: 'Complaints and suggestions' },
    roles: 'signedIn',
    timeless: true,
    load: () => import('./feedback-page.tsx'),
  },
];
