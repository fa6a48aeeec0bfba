import type { Refusal } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import type { Refused } from '../../kernel/result.ts';
import { ok } from '../../kernel/result.ts';
import { administrationContract } from './administration-contract.ts';
import type { Caller } from './model.ts';
import { lastOf } from './rules/cursor.ts';
import { accountsSheet } from './service/accounts-export.ts';
import {
  accounts,
  changeAccount,
  changeOrganisation,
  clearSecondFactor,
  createAccount,
  createOrganisation,
  organisations,
  resetPassword,
  revealPhone,
} from './service/administration.ts';
import { auditCheck, auditFile, auditPage } from './service/auditing.ts';
import type { Identity } from './service/context.ts';
import { accountWithGrants, giveGrant, nodesWithin, takeBack } from './service/granting.ts';

const administrationProblems = {
  'login-taken': {
    status: 409,
    title: { zh: '登录名已被使用', en: 'The login name is taken' },
  },
  'own-account': {
    status: 403,
    title: { zh: '不能对自己的账号进行此操作', en: 'Not with your own account' },
  },
  'of-an-administrator': {
    status: 403,
    title: {
      zh: '管理员账号只能在服务器上用命令重置（zhiben user reset）',
      en: 'An administrator’s account is reset on the server only (zhiben user reset)',
    },
  },
  'beyond-own': {
    status: 403,
    title: {
      zh: '超出您可授权的角色、节点、条线或期限',
      en: 'Beyond the roles, nodes, lines or dates that you may give',
    },
  },
  'excluded-roles': {
    status: 409,
    title: {
      zh: '三员互斥：系统、安全、审计管理员不得兼任，也不得兼任业务角色',
      en: 'The three administrators exclude each other and every business role',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

const DONE = { done: true } as const;

const done = (refused: Refused<Refusal> | null) => refused ?? ok(DONE);

export const administrationRoutes = ({ identity }: { readonly identity: Identity }) =>
  routes<typeof administrationContract, Caller>(
    'administration',
    administrationContract,
    {
      organisations: async ({ caller, query }) => {
        const { q, after, limit } = query;
        const asked = { q: q || null, after: lastOf(after), limit };
        return ok(await organisations(identity, caller, asked));
      },
      createOrganisation: async ({ caller, body, request }) =>
        createOrganisation(identity, caller, body, request.ip),
      renameOrganisation: async ({ caller, params, body, request }) =>
        changeOrganisation(identity, caller, { ...params, ...body }, request.ip),
      accounts: async ({ caller, query }) => {
        const { q, after, limit, status = null, role = null, organisation = null } = query;
        const asked = { q: q || null, after: lastOf(after), limit };
        return ok(await accounts(identity, caller, { ...asked, status, role, organisation }));
      },
      accountsExport: async ({ caller, query, request }) =>
        ok(await accountsSheet(identity, caller, query, request.ip)),
      account: async ({ caller, params }) => accountWithGrants(identity, caller, params.id),
      createAccount: async ({ caller, body, request }) =>
        createAccount(identity, caller, body, request.ip),
      changeAccount: async ({ caller, params, body, request }) =>
        changeAccount(identity, caller, { ...params, ...body }, request.ip),
      resetPassword: async ({ caller, params, request }) =>
        resetPassword(identity, caller, params.id, request.ip),
      clearSecondFactor: async ({ caller, params, request }) =>
        done(await clearSecondFactor(identity, caller, params.id, request.ip)),
      revealPhone: async ({ caller, params, request }) =>
        revealPhone(identity, caller, params.id, request.ip),
      nodes: async ({ caller, query }) =>
        ok({ rows: await nodesWithin(identity, caller, query.kind, query.q ?? '') }),
      grant: async ({ caller, params, body, request }) => {
        const wanted = { ...body, until: body.until ?? null };
        return giveGrant(identity, caller, params.id, wanted, request.ip);
      },
      revoke: async ({ caller, params, request }) =>
        done(await takeBack(identity, caller, params.id, request.ip)),
      audit: async ({ caller, query }) => ok(await auditPage(identity, caller, query)),
      exportAudit: async ({ caller, query, request }) =>
        ok(await auditFile(identity, caller, query, request.ip)),
      verifyAudit: async ({ caller }) => ok(await auditCheck(identity, caller)),
    },
    administrationProblems,
  );
