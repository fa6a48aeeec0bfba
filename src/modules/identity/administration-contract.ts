import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { dayShape as day, exportQuery } from '../../kernel/shapes.ts';
import type { Role } from '../../law/roles.ts';
import {
  AUDIT_ADMIN,
  lines,
  nodeKinds,
  roleNames,
  SECURITY_ADMIN,
  SYSTEM_ADMIN,
} from '../../law/roles.ts';
import {
  accountShape,
  auditActionNames,
  auditOrders,
  auditShape,
  grantShape,
  organisationShape,
} from './model.ts';

const NEEDED = words('请填写', 'fill this in');
const done = z.object({ done: z.literal(true) });

/** Whoever makes accounts, gives roles, or hands some of his own on. */
export const ACCOUNT_READERS: readonly Role[] = [
  'systemAdmin',
  'securityAdmin',
  'bureau',
  'principal',
];
export const GRANTERS: readonly Role[] = ['securityAdmin', 'bureau', 'principal'];

const id = z.object({ id: z.string().min(1).max(100) });
const version = z.int().min(1);
const name = z.string().trim().min(1, { error: NEEDED }).max(100);
const phone = z
  .string()
  .trim()
  .regex(/^[\d+ -]{5,20}$/, { error: words('电话号码有误', 'not a telephone number') });
const paged = {
  q: z.string().trim().max(100).optional(),
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const accountFilter = {
  status: z.enum(['active', 'disabled']).optional(),
  role: z.enum(roleNames).optional(),
  organisation: z.string().max(100).optional(),
};
const auditFilter = {
  ...paged,
  from: day.optional(),
  to: day.optional(),
  action: z.enum(auditActionNames).optional(),
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  sort: z.enum(auditOrders).default('-at'),
};
const page = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

/** Organisations, accounts, grants and the audit: three administrators, who exclude each other. */
export const administrationContract = contract({
  organisations: {
    method: 'GET',
    path: '/api/sys/organisations',
    title: { zh: '组织列表', en: 'Organisations' },
    callers: ACCOUNT_READERS,
    query: z.object(paged),
    answer: page(organisationShape),
  },
  createOrganisation: {
    method: 'POST',
    path: '/api/sys/organisations',
    title: { zh: '新建组织', en: 'Make an organisation' },
    callers: SYSTEM_ADMIN,
    idempotent: true,
    body: z.object({
      name,
      kind: organisationShape.shape.kind,
      parent: z.string().max(100).nullish(),
      nodeKind: z.enum(nodeKinds),
      node: z.string().trim().min(1, { error: NEEDED }).max(100),
    }),
    answer: organisationShape,
    refusals: ['not-visible'],
  },
  renameOrganisation: {
    method: 'PATCH',
    path: '/api/sys/organisations/{id}',
    title: { zh: '修改组织', en: 'Rename an organisation' },
    callers: SYSTEM_ADMIN,
    idempotent: true,
    params: id,
    body: z.object({ version, name }),
    answer: organisationShape,
    refusals: ['conflict'],
  },
  accounts: {
    method: 'GET',
    path: '/api/sys/accounts',
    title: { zh: '账号列表', en: 'Accounts' },
    callers: ACCOUNT_READERS,
    query: z.object({ ...paged, ...accountFilter }),
    answer: page(accountShape),
  },
  accountsExport: {
    method: 'GET',
    path: '/api/sys/accounts/export',
    title: { zh: '导出账号列表（留痕）', en: 'The accounts as a sheet; the audit keeps it' },
    callers: ACCOUNT_READERS,
    query: z.object({ q: paged.q, ...accountFilter, ...exportQuery }),
    answer: 'file',
  },
  account: {
    method: 'GET',
    path: '/api/sys/accounts/{id}',
    title: { zh: '账号详情', en: 'One account with its grants' },
    callers: ACCOUNT_READERS,
    params: id,
    answer: accountShape.extend({ grants: z.array(grantShape) }),
  },
  createAccount: {
    method: 'POST',
    path: '/api/sys/accounts',
    title: { zh: '新建账号', en: 'Make an account' },
    callers: SYSTEM_ADMIN,
    idempotent: true,
    body: z.object({
      login: z
        .string()
        .trim()
        .regex(/^[\w.-]{2,50}$/, {
          error: words('2–50 个字母、数字、点、横线', '2–50 letters, digits, dots, dashes'),
        }),
      name,
      organisation: z.string().min(1, { error: NEEDED }).max(100),
      phone: phone.nullish(),
    }),
    /** Without a password until `resetPassword` gives the first one. */
    answer: accountShape,
    refusals: ['login-taken', 'not-visible'],
  },
  changeAccount: {
    method: 'PATCH',
    path: '/api/sys/accounts/{id}',
    title: { zh: '修改、停用、启用账号', en: 'Change, disable or enable an account' },
    callers: SYSTEM_ADMIN,
    idempotent: true,
    params: id,
    body: z.object({
      version,
      set: z.object({
        name: name.optional(),
        phone: phone.nullable().optional(),
        organisation: z.string().max(100).optional(),
        status: z.enum(['active', 'disabled']).optional(),
      }),
    }),
    answer: accountShape,
    refusals: ['conflict', 'own-account'],
  },
  resetPassword: {
    method: 'POST',
    path: '/api/sys/accounts/{id}/password',
    title: { zh: '重置口令', en: 'Give a first password' },
    callers: SYSTEM_ADMIN,
    params: id,
    /** Shown once; has to be changed at the first sign-in. Every session of the account ends. */
    answer: z.object({ password: z.string() }),
    refusals: ['own-account', 'of-an-administrator'],
  },
  clearSecondFactor: {
    method: 'DELETE',
    path: '/api/sys/accounts/{id}/second-factor',
    title: { zh: '解除动态口令', en: 'Take a second factor away' },
    callers: SECURITY_ADMIN,
    params: id,
    answer: done,
    refusals: ['own-account', 'of-an-administrator'],
  },
  revealPhone: {
    method: 'POST',
    path: '/api/sys/accounts/{id}/phone',
    title: { zh: '查看电话（留痕）', en: 'Reveal a telephone number; the audit keeps it' },
    callers: SYSTEM_ADMIN,
    params: id,
    answer: z.object({ phone: z.string().nullable() }),
  },
  nodes: {
    method: 'GET',
    path: '/api/sys/nodes',
    title: { zh: '可授权的节点', en: 'Nodes that a grant may name' },
    callers: ACCOUNT_READERS,
    query: z.object({ kind: z.enum(nodeKinds), q: paged.q }),
    answer: z.object({ rows: z.array(z.object({ node: z.string(), name: z.string() })) }),
  },
  grant: {
    method: 'POST',
    path: '/api/sys/accounts/{id}/grants',
    title: { zh: '授权', en: 'Give a grant' },
    callers: GRANTERS,
    idempotent: true,
    params: id,
    body: z.object({
      role: z.enum(roleNames),
      nodeKind: z.enum(nodeKinds),
      node: z.string().trim().min(1, { error: NEEDED }).max(100),
      lines: z.array(z.enum(lines)).min(1, { error: words('至少选一条线', 'choose a line') }),
      from: day,
      until: day.nullish(),
    }),
    answer: z.object({ grants: z.array(grantShape) }),
    refusals: ['own-account', 'beyond-own', 'excluded-roles'],
  },
  revoke: {
    method: 'DELETE',
    path: '/api/sys/grants/{id}',
    title: { zh: '收回授权', en: 'Take a grant back' },
    callers: GRANTERS,
    params: id,
    answer: done,
    refusals: ['own-account', 'beyond-own'],
  },
  audit: {
    method: 'GET',
    path: '/api/sys/audit',
    title: { zh: '审计日志', en: 'The audit' },
    callers: AUDIT_ADMIN,
    query: z.object(auditFilter),
    answer: page(auditShape),
  },
  exportAudit: {
    method: 'GET',
    path: '/api/sys/audit/export',
    title: { zh: '导出审计日志', en: 'The audit as a file' },
    callers: AUDIT_ADMIN,
    query: z.object(auditFilter),
    answer: 'file',
  },
  verifyAudit: {
    method: 'GET',
    path: '/api/sys/audit/verification',
    title: { zh: '校验审计链', en: 'Is the audit as it was written?' },
    callers: AUDIT_ADMIN,
    /** `broken`: position of the first row that is not as it was written. */
    answer: z.object({ checked: z.int(), broken: z.int().nullable() }),
  },
});
