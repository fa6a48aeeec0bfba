import type { Moment } from '../../kernel/calendar.ts';
import type { Line, NodeKind, Role } from '../../law/roles.ts';
import { lines as allLines, nodeKinds, roleNames, roles } from '../../law/roles.ts';
import {
  allAccounts,
  checkAudit,
  createByOperator,
  resetByOperator,
} from '../../modules/identity/index.ts';
import { openExistingCity } from './stores.ts';
import { table } from './table.ts';
import type { Command } from './usage.ts';
import { badUsage, message, options, print } from './usage.ts';

const clock = (): Moment => Date.now() as Moment;
const data = { data: { type: 'string' } } as const;

function roleOf(text: string | undefined): Role {
  const role = roleNames.find((name) => name === text);
  if (role) return role;
  const known = roleNames.map((name) => `${name} ${roles[name].zh}`).join('、');
  throw badUsage(`--role 须为下列之一：${known}`, `--role must be one of ${roleNames.join(', ')}`);
}

function nodeOf(text: string | undefined, role: Role): { nodeKind: NodeKind; node: string } {
  const [kind = '', node = ''] = (text ?? '').split('/');
  const nodeKind = nodeKinds.find((each) => each === kind);
  const allowed: readonly NodeKind[] = roles[role].nodes;
  if (nodeKind && node !== '' && allowed.includes(nodeKind)) return { nodeKind, node };
  const forms = allowed.map((each) => `${each}/ID`).join(' | ');
  throw badUsage(
    `--node 应写作 ${forms}，例如 division/371700`,
    `--node must be ${forms}, for example division/371700`,
  );
}

function linesOf(text: string | undefined): readonly Line[] {
  if (text === undefined) return allLines;
  const given = text.split(',');
  const known = allLines.filter((line) => given.includes(line));
  if (known.length === given.length) return known;
  throw badUsage('--lines 应写作 chem,trade', '--lines must be chem,trade or one of them');
}

const LOGIN = /^[\w.-]{2,50}$/;

async function told(login: string, password: string): Promise<void> {
  message(
    `${login} 的首次口令（只显示这一次，登录后必须修改）\n` +
      `First password of ${login}, shown this once, to be changed at the first sign-in:`,
  );
  await print(`${password}\n`);
}

const create: Command = {
  usage:
    'LOGIN --name NAME --role ROLE --node KIND/ID [--lines chem,trade] ' +
    '[--organisation NAME] [--data DIR]',
  help: `建立账号并授予一个角色，打印首次口令。首批系统、安全、审计管理员由此产生，三者互斥。
Makes an account with one grant and prints its first password.
The first administrators come from here.`,
  async run(args) {
    const text = { type: 'string' } as const;
    const more = { name: text, role: text, node: text, lines: text, organisation: text };
    const { values, positionals } = options(args, { ...data, ...more });
    const [login = '', ...rest] = positionals;
    if (!LOGIN.test(login) || rest.length > 0) {
      throw badUsage(
        '请给出一个登录名：2–50 个字母、数字、点、横线',
        'give one login name: 2–50 letters, digits, dots, dashes',
      );
    }
    const role = roleOf(values.role);
    const place = nodeOf(values.node, role);
    const name = values.name ?? login;
    const organisation = values.organisation ?? place.node;
    const lines = linesOf(values.lines);
    const db = await openExistingCity(values.data);
    try {
      const identity = { owner: db.owner, clock };
      const wanted = { login, name, role, ...place, lines, organisation };
      const made = await createByOperator(identity, wanted);
      if (!made.ok) throw badUsage(`登录名 ${login} 已被使用`, `the login name ${login} is taken`);
      await told(login, made.value.password);
      return 0;
    } finally {
      await db.close();
    }
  },
};

const reset: Command = {
  usage: 'LOGIN [--clear-factor] [--data DIR]',
  help: `重新生成首次口令，结束该账号的全部会话；--clear-factor 同时解除动态口令。
Gives a first password anew and ends every session; --clear-factor takes the second factor away.`,
  async run(args) {
    const { values, positionals } = options(args, {
      ...data,
      'clear-factor': { type: 'boolean' },
    });
    const [login = '', ...rest] = positionals;
    if (login === '' || rest.length > 0) throw badUsage('请给出一个登录名', 'give one login name');
    const db = await openExistingCity(values.data);
    try {
      const identity = { owner: db.owner, clock };
      const done = await resetByOperator(identity, login, values['clear-factor'] ?? false);
      if (!done.ok) throw badUsage(`没有登录名 ${login}`, `no account has the login ${login}`);
      await told(login, done.value.password);
      return 0;
    } finally {
      await db.close();
    }
  },
};

const list: Command = {
  usage: '[--data DIR] [--json]',
  help: '列出全部账号、角色和状态 / every account with its roles and state',
  async run(args) {
    const { values } = options(args, { ...data, json: { type: 'boolean' } });
    const db = await openExistingCity(values.data);
    try {
      const accounts = await allAccounts({ owner: db.owner });
      if (values.json) {
        await print(`${JSON.stringify(accounts)}\n`);
        return 0;
      }
      const rows = accounts.map(({ login, name, status, roles: held, organisationName }) => [
        ...[login, name, status === 'active' ? '启用 active' : '停用 disabled'],
        ...[held.map((role) => `${roles[role].zh} ${role}`).join('、'), organisationName],
      ]);
      await print(table([20, 20, 14, 36], rows));
      return 0;
    } finally {
      await db.close();
    }
  },
};

/** Exit 1 when a row is not as it was written. */
const verify: Command = {
  usage: '[--data DIR] [--json]',
  help: '校验审计日志的哈希链 / checks the audit against its chain of hashes',
  async run(args) {
    const { values } = options(args, { ...data, json: { type: 'boolean' } });
    const db = await openExistingCity(values.data);
    try {
      const { checked, broken } = await checkAudit({ owner: db.owner });
      if (values.json) await print(`${JSON.stringify({ checked, broken })}\n`);
      else
        message(
          broken === null
            ? `已校验 ${checked} 条审计日志，未发现改动 / ${checked} rows of the audit, none was changed`
            : `第 ${broken} 条与写入时不符 / row ${broken} is not as it was written`,
        );
      return broken === null ? 0 : 1;
    } finally {
      await db.close();
    }
  },
};

export const userCommands: Readonly<Record<string, Command>> = {
  'user create': create,
  'user reset': reset,
  'user list': list,
  'audit verify': verify,
};
