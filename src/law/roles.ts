import type { Bilingual } from '../kernel/endpoint.ts';

/** Where a role works: which menus and which first screen it gets. */
export type Desk = 'authority' | 'park' | 'enterprise' | 'body' | 'admin';

export interface RoleDefinition extends Bilingual {
  readonly desk: Desk;
  /** Kinds of node that a grant of the role may name. */
  readonly nodes: readonly NodeKind[];
  /** May state facts of what lies in its scope. */
  readonly writes: boolean;
}

/** A node of scope: a division and all below it, a park, one enterprise, one organisation. */
export const nodeKinds = ['division', 'park', 'enterprise', 'organisation'] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** Lines of supervision (条线). */
export const lines = ['chem', 'trade'] as const;
export type Line = (typeof lines)[number];

/**
 * Roles that use the system, from the actors of both plans (docs/glossary.md). The three
 * administrators exclude each other and see no business content (等保三级).
 */
export const roles = {
  leader: def('分管领导', 'Leader in charge', 'authority', ['division'], false),
  bureau: def('应急管理部门', 'Emergency bureau', 'authority', ['division'], true),
  office: def('行业监管科室', 'Supervision office', 'authority', ['division'], true),
  officer: def('执法人员', 'Enforcement officer', 'authority', ['division'], true),
  dispatcher: def('值班调度员', 'Duty dispatcher', 'authority', ['division'], true),
  grid: def('乡镇网格员', 'Township grid worker', 'authority', ['division'], true),
  stationed: def('驻点监督人员', 'Stationed supervisor', 'authority', ['enterprise', 'park'], true),
  park: def('园区管理机构', 'Chemical park', 'park', ['park'], true),
  principal: def('企业主要负责人', 'Enterprise principal', 'enterprise', ['enterprise'], true),
  safetyManager: def('专职安全管理人员', 'Safety manager', 'enterprise', ['enterprise'], true),
  teamLeader: def('班组长', 'Team leader', 'enterprise', ['enterprise'], true),
  worker: def('从业人员', 'Worker', 'enterprise', ['enterprise'], false),
  contractor: def('承包商', 'Contractor', 'body', ['organisation'], true),
  expert: def('专家', 'Expert', 'body', ['enterprise', 'organisation'], true),
  systemAdmin: def('系统管理员', 'System administrator', 'admin', ['division'], false),
  securityAdmin: def('安全管理员', 'Security administrator', 'admin', ['division'], false),
  auditAdmin: def('审计管理员', 'Audit administrator', 'admin', ['division'], false),
} as const satisfies Readonly<Record<string, RoleDefinition>>;

export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as Role[];

function def(
  zh: string,
  en: string,
  desk: Desk,
  nodes: readonly NodeKind[],
  writes: boolean,
): RoleDefinition {
  return { zh, en, desk, nodes, writes };
}

const ofDesk = (...desks: readonly Desk[]): readonly Role[] =>
  roleNames.filter((role) => desks.includes(roles[role].desk));

/** Sets of callers for contracts. */
export const AUTHORITY = ofDesk('authority');
export const AUTHORITY_AND_PARK = ofDesk('authority', 'park');
export const ENTERPRISE = ofDesk('enterprise');
export const ADMINS = ofDesk('admin');
/** Everyone with business content to see: all but the three administrators. */
export const BUSINESS = ofDesk('authority', 'park', 'enterprise', 'body');
/** Those of them who may state facts. */
export const WRITERS = BUSINESS.filter((role) => roles[role].writes);
/** And those who state nothing but their checks and the hazards that they report (从业人员报告隐患). */
export const REPORTERS: readonly Role[] = [...WRITERS, 'worker'];
export const SYSTEM_ADMIN: readonly Role[] = ['systemAdmin'];
export const SECURITY_ADMIN: readonly Role[] = ['securityAdmin'];
export const AUDIT_ADMIN: readonly Role[] = ['auditAdmin'];
