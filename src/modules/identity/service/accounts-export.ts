import { dayAt, formatDay } from '../../../kernel/calendar.ts';
import type { FileAnswer, QueryOf } from '../../../kernel/endpoint.ts';
import { shownOf } from '../../../kernel/shapes.ts';
import { roles } from '../../../law/roles.ts';
import { exportAnswer } from '../../../platform/excel/index.ts';
import type { administrationContract } from '../administration-contract.ts';
import type { AccountRow, Caller } from '../model.ts';
import { lastOf } from '../rules/cursor.ts';
import { note } from '../store/audit.ts';
import { accounts } from './administration.ts';
import type { Identity } from './context.ts';
import { withScope } from './scoped.ts';

const PAGE = 200;
const states = {
  active: { zh: '启用', en: 'active' },
  disabled: { zh: '停用', en: 'disabled' },
} as const;

/** The accounts that the list shows, telephone numbers masked as there; the audit keeps who took it. */
export async function accountsSheet(
  identity: Identity,
  caller: Caller,
  query: QueryOf<typeof administrationContract.accountsExport>,
  ip: string,
): Promise<FileAnswer> {
  const { language, columns: _, q, status = null, role = null, organisation = null } = query;
  const filter = { q: q || null, status, role, organisation };
  const found: AccountRow[] = [];
  for (let after: string | null = null; ; ) {
    const page = await accounts(identity, caller, { ...filter, after, limit: PAGE });
    found.push(...page.rows);
    if (page.next === null) break;
    after = lastOf(page.next);
  }
  const now = identity.clock();
  await withScope(identity.web, caller, (client) =>
    note(client, now, {
      ...({ account: caller.user, action: 'export', object: 'accounts', ip } as const),
      outcome: 'done',
      detail: { rows: found.length, ...filter },
    }),
  );
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const text = { type: 'text' } as const;
  return exportAnswer({
    title: t('账号列表', 'Accounts'),
    asOf: formatDay(dayAt(now)),
    unit: t('个', 'accounts'),
    language,
    shown: shownOf(query),
    columns: [
      { key: 'login', title: t('登录名', 'Login name'), ...text, width: 20 },
      { key: 'name', title: t('姓名', 'Name'), ...text, width: 20 },
      { key: 'organisation', title: t('组织', 'Organisation'), ...text, width: 32 },
      { key: 'roles', title: t('角色', 'Roles'), ...text, width: 32 },
      { key: 'phone', title: t('电话', 'Telephone'), ...text, width: 16 },
      { key: 'status', title: t('状态', 'State'), ...text, width: 10 },
    ],
    rows: found.map((row) => ({
      ...row,
      organisation: row.organisationName,
      roles: row.roles.map((name) => roles[name][language]),
      status: states[row.status][language],
    })),
  });
}
