import type { Bilingual } from '../../../kernel/endpoint.ts';
import { type lines, roles } from '../../../law/roles.ts';
import { organisationKinds } from '../model.ts';

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** What stands beside an act in the audit, by its name there. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  way: w('方式', 'way'),
  reason: w('原因', 'reason'),
  login: w('登录名', 'login'),
  name: w('名称', 'name'),
  before: w('改前', 'before'),
  after: w('改后', 'after'),
  organisation: w('组织', 'organisation'),
  kind: w('类别', 'kind'),
  role: w('角色', 'role'),
  node: w('节点', 'node'),
  nodeKind: w('节点类别', 'kind of node'),
  lines: w('条线', 'lines'),
  from: w('自', 'from'),
  until: w('至', 'until'),
  grant: w('授权', 'grant'),
  demo: w('演示账号', 'demo account'),
  field: w('字段', 'field'),
  fields: w('字段', 'fields'),
  rows: w('行数', 'rows'),
  count: w('数量', 'count'),
  code: w('结果代码', 'code'),
  url: w('地址', 'address'),
  status: w('状态', 'status'),
  issuer: w('认证方', 'issuer'),
  subject: w('认证编号', 'subject'),
  clearFactor: w('解除动态口令', 'second factor taken away'),
};

const BY_NAME: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  role: roles,
  kind: organisationKinds,
  lines: { chem: w('危化品', 'chemicals'), trade: w('工贸', 'trade') } satisfies Record<
    (typeof lines)[number],
    Bilingual
  >,
  nodeKind: {
    ...{ division: w('行政区划', 'division'), park: w('园区', 'park') },
    ...{ enterprise: w('企业', 'enterprise'), organisation: w('机构', 'organisation') },
  },
  way: { password: w('口令', 'password'), oidc: w('统一身份认证', 'single sign-on') },
  reason: { locked: w('账号已锁定', 'the account is locked') },
  field: { phone: w('电话', 'telephone') },
  fields: { phone: w('电话', 'telephone'), name: w('姓名', 'name'), status: w('状态', 'status') },
  status: { active: w('启用', 'active'), disabled: w('停用', 'disabled') },
};

/** Details of an audit row in words; what has none stands as it was written. */
export function auditWords(detail: Readonly<Record<string, unknown>>): Bilingual {
  const said = Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const key = NAMES[name] ?? w(name, name);
      const shown = wordsOf(name, value);
      return w(`${key.zh}：${shown.zh}`, `${key.en}: ${shown.en}`);
    });
  if (said.length === 0) return w('—', '—');
  return w(said.map(({ zh }) => zh).join('；'), said.map(({ en }) => en).join('; '));
}

function wordsOf(name: string, value: unknown): Bilingual {
  if (typeof value === 'boolean') return value ? w('是', 'yes') : w('否', 'no');
  if (Array.isArray(value)) {
    const each = value.map((one) => wordsOf(name, one));
    return w(each.map(({ zh }) => zh).join('、'), each.map(({ en }) => en).join(', '));
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const known = BY_NAME[name]?.[text];
  return known ? w(known.zh, known.en) : w(text, text);
}
