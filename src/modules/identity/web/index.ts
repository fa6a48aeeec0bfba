import type { PageDefinition } from '../../../ui/page.ts';
import { identityTexts } from './texts.ts';

export { system } from './system.ts';
export const texts = identityTexts;

export const pages: readonly PageDefinition[] = [
  {
    path: '/login',
    title: { zh: '登录', en: 'Sign in' },
    roles: 'anyone',
    theme: 'bare',
    timeless: true,
    load: () => import('./login-page.tsx'),
  },
  {
    path: '/me',
    title: { zh: '个人中心', en: 'My account' },
    roles: 'signedIn',
    timeless: true,
    load: () => import('./me-page.tsx'),
  },
];
