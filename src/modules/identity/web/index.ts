import { AUDIT_ADMIN, SYSTEM_ADMIN } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';
import { ACCOUNT_READERS } from '../administration-contract.ts';

export { system } from './system.ts';
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
  {
    path: '/sys/organisations',
    title: { zh: '组织', en: 'Organisations' },
    roles: SYSTEM_ADMIN,
    menu: { group: 'organisation', order: 1 },
    timeless: true,
    load: () => import('./organisations-page.tsx'),
  },
  {
    path: '/sys/accounts',
    title: { zh: '账号与授权', en: 'Accounts and grants' },
    roles: ACCOUNT_READERS,
    menu: { group: 'organisation', order: 2 },
    timeless: true,
    load: () => import('./accounts-page.tsx'),
  },
  {
    path: '/sys/accounts/:id',
    title: { zh: '账号详情', en: 'Account' },
    roles: ACCOUNT_READERS,
    parent: '/sys/accounts',
    timeless: true,
    load: () => import('./account-page.tsx'),
  },
  {
    path: '/sys/roles',
    title: { zh: '角色权限', en: 'Roles' },
    roles: ['systemAdmin', 'securityAdmin', 'auditAdmin'],
    menu: { group: 'organisation', order: 3 },
    timeless: true,
    load: () => import('./roles-page.tsx'),
  },
  {
    path: '/sys/audit',
    title: { zh: '审计日志', en: 'Audit' },
    roles: AUDIT_ADMIN,
    menu: { group: 'audit', order: 1 },
    timeless: true,
    load: () => import('./audit-page.tsx'),
  },
];
