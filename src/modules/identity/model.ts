import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';
import type { Line, NodeKind, Role } from '../../law/roles.ts';
import { lines, nodeKinds, roleNames } from '../../law/roles.ts';

/** A role at a node of scope, on some lines, from one day to another (null: open). */
export interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly nodeKind: NodeKind;
  /** A division's code, a park's, an enterprise's or an organisation's id. */
  readonly node: string;
  readonly lines: readonly Line[];
  readonly from: string;
  readonly until: string | null;
}

/** Keys of scope of a caller, as row-level security compares them (migrations/0001_scope.sql). */
export interface Scope {
  readonly keys: readonly string[];
  readonly writeKeys: readonly string[];
}

/** Whoever calls, signed in: his account, the grants in force and what follows from them. */
export interface Caller extends Scope {
  readonly user: string;
  readonly name: string;
  readonly session: string;
  readonly roles: readonly Role[];
  readonly grants: readonly Grant[];
  /** Keys within which he administers accounts or delegates roles; none: nowhere. */
  readonly adminKeys?: readonly string[];
  /** What stands between him and the work; absent: nothing. */
  readonly state?: SessionState;
  /** The name he signs in by. */
  readonly login?: string;
}

/** States records or attributes of its own: the loop of hazards, reports, graded risks, alarms, live. */
export type Procedure = 'loop' | 'reports' | 'risk' | 'alarms' | 'live';

/**
 * `locked`: idle too long, the page waits for the password; `codeDue`: the second factor is still to
 * be given; `passwordDue`: a new password is; `enrolDue`: a second factor is to be set up first.
 */
export const sessionStates = ['open', 'locked', 'codeDue', 'passwordDue', 'enrolDue'] as const;
export type SessionState = (typeof sessionStates)[number];

export const localeShape = z.enum(['zh', 'en']);
export const typeSizeShape = z.enum(['standard', 'large']);

/** Who has signed in, as his own pages show it. */
export const meShape = z.object({
  user: z.string(),
  login: z.string(),
  name: z.string(),
  organisation: z.string(),
  state: z.enum(sessionStates),
  roles: z.array(wordsShape.extend({ role: z.enum(roleNames) })),
  /** Where his first screen is; null: no grant is in force. */
  desk: z.enum(['authority', 'park', 'enterprise', 'body', 'admin']).nullable(),
  /** 数据范围: each node of his grants, and all of them in words, such as 曹县（含乡镇）. */
  scope: z.array(
    wordsShape.extend({ kind: z.enum(nodeKinds), node: z.string(), lines: z.array(z.enum(lines)) }),
  ),
  scopeText: wordsShape,
  lines: z.array(z.enum(lines)),
  secondFactor: z.object({ enrolled: z.boolean(), required: z.boolean() }),
  /** The last day on which the password does; null: it does not age (demo, other system). */
  passwordUntil: z.string().nullable(),
  /** An account of the demo: let off the second factor and the age of its password. */
  demo: z.boolean(),
  locale: localeShape,
  typeSize: typeSizeShape,
  /** Minutes without use until the screen locks. */
  idleMinutes: z.int(),
});
export type Me = z.infer<typeof meShape>;

export const sessionShape = z.object({
  id: z.string(),
  current: z.boolean(),
  madeAt: z.string(),
  seenAt: z.string(),
  ip: z.string(),
  agent: z.string(),
  locked: z.boolean(),
});
export type SessionRow = z.infer<typeof sessionShape>;

/** What the audit keeps of an act; never a password, a code or a secret. */
export interface AuditEntry {
  readonly account?: string | null;
  /** The name that was given, where nobody has proved who he is. */
  readonly login?: string | null;
  readonly action: AuditAction;
  readonly object?: string | null;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly ip?: string | null;
}

export const auditActions = {
  'sign-in': { zh: '登录', en: 'sign in' },
  'account-link': { zh: '关联统一身份', en: 'linked to the other sign-in' },
  'sign-out': { zh: '退出', en: 'sign out' },
  lock: { zh: '锁屏', en: 'lock' },
  unlock: { zh: '解锁', en: 'unlock' },
  code: { zh: '验证动态口令', en: 'second factor' },
  'password-change': { zh: '修改口令', en: 'change of password' },
  'factor-enrol': { zh: '设置动态口令', en: 'second factor set up' },
  'factor-clear': { zh: '解除动态口令', en: 'second factor taken away' },
  'session-end': { zh: '结束会话', en: 'session ended' },
  access: { zh: '访问被拒', en: 'access refused' },
  reveal: { zh: '查看个人信息', en: 'personal data revealed' },
  export: { zh: '导出', en: 'export' },
  setting: { zh: '修改系统设置', en: 'setting changed' },
  'organisation-create': { zh: '新建组织', en: 'organisation made' },
  'organisation-change': { zh: '修改组织', en: 'organisation changed' },
  'account-create': { zh: '新建账号', en: 'account made' },
  'account-change': { zh: '修改账号', en: 'account changed' },
  'account-disable': { zh: '停用账号', en: 'account disabled' },
  'account-enable': { zh: '启用账号', en: 'account enabled' },
  'password-reset': { zh: '重置口令', en: 'password reset' },
  'grant-give': { zh: '授权', en: 'grant given' },
  'grant-revoke': { zh: '收回授权', en: 'grant revoked' },
  'key-give': { zh: '发放网关密钥', en: 'key given to a gateway' },
  'key-end': { zh: '停用网关密钥', en: 'key of a gateway ended' },
  'window-open': { zh: '登记检修标定窗口', en: 'window of maintenance entered' },
  'window-end': { zh: '提前结束检修标定窗口', en: 'window of maintenance ended early' },
  'bypass-open': { zh: '登记联锁摘除', en: 'bypassed interlock entered' },
  'bypass-end': { zh: '联锁恢复投用', en: 'interlock put back into service' },
  'rule-change': { zh: '变更报警规则', en: 'alarm rule changed' },
  'rule-back': { zh: '回退报警规则', en: 'alarm rule taken back' },
  'file-removal': { zh: '清理无人引用的文件', en: 'unnamed files removed' },
  verify: { zh: '校验审计链', en: 'audit verified' },
} as const;
export type AuditAction = keyof typeof auditActions;

export const organisationKinds = {
  government: { zh: '人民政府', en: 'government' },
  bureau: { zh: '主管部门', en: 'bureau' },
  office: { zh: '内设机构', en: 'office of a bureau' },
  township: { zh: '乡镇（街道）', en: 'township or street' },
  park: { zh: '园区管理机构', en: 'park' },
  enterprise: { zh: '企业', en: 'enterprise' },
  body: { zh: '服务机构、承包商', en: 'service body or contractor' },
} as const;
export type OrganisationKind = keyof typeof organisationKinds;

export type AccountStatus = 'active' | 'disabled';

export const organisationShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]),
  parent: z.string().nullable(),
  parentName: z.string().nullable(),
  nodeKind: z.enum(nodeKinds),
  node: z.string(),
  accounts: z.int(),
  version: z.int(),
});
export type OrganisationRow = z.infer<typeof organisationShape>;

export const grantShape = z.object({
  id: z.string(),
  role: z.enum(roleNames),
  nodeKind: z.enum(nodeKinds),
  node: z.string(),
  nodeName: z.string().nullable(),
  lines: z.array(z.enum(lines)),
  from: z.string(),
  until: z.string().nullable(),
  grantedBy: z.string(),
  grantedAt: z.string(),
  revokedAt: z.string().nullable(),
});
export type GrantRow = z.infer<typeof grantShape>;

export const accountShape = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  organisation: z.string(),
  organisationName: z.string(),
  /** 138****1111; whole only when it is revealed, which the audit keeps. */
  phone: z.string().nullable(),
  status: z.enum(['active', 'disabled']),
  demo: z.boolean(),
  roles: z.array(z.enum(roleNames)),
  version: z.int(),
});
export type AccountRow = z.infer<typeof accountShape>;

export const auditOutcomes = {
  done: { zh: '成功', en: 'done' },
  refused: { zh: '拒绝', en: 'refused' },
  failed: { zh: '失败', en: 'failed' },
} as const;

export const auditShape = z.object({
  pos: z.int(),
  at: z.string(),
  login: z.string().nullable(),
  name: z.string().nullable(),
  action: z.string(),
  object: z.string().nullable(),
  outcome: z.enum(['done', 'refused', 'failed']),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string().nullable(),
});
export type AuditRow = z.infer<typeof auditShape>;

/** By time, newest first unless asked otherwise. */
export const auditOrders = ['-at', 'at'] as const;
export type AuditOrder = (typeof auditOrders)[number];

export const auditActionNames = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];
