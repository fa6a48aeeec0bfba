import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Moment } from '../../kernel/calendar.ts';
import { endOfDay, startOfDay } from '../../kernel/calendar.ts';
import type { FilesChecked } from '../../modules/files/index.ts';
import type { Digest, LedgerProblem, Reject, Verification } from '../../modules/ledger/index.ts';
import {
  exportFacts,
  ledgerDigest,
  parseDigest,
  verifyLedger,
} from '../../modules/ledger/index.ts';
import { loadDictionary } from '../../modules/plan/index.ts';
import { importInto, openCity } from './stores.ts';
import type { Command } from './usage.ts';
import { badUsage, dateOption, jsonFile, message, options, print, UsageError } from './usage.ts';

const data = { data: { type: 'string' } } as const;

/** Undefined for what is no plain file: a pipe has no size that is known beforehand. */
function sizeOf(file: string): number | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`没有文件 ${file} / no file ${file}`);
  if (stat.isDirectory()) throw new UsageError(`${file} 是文件夹 / ${file} is a folder`);
  return stat.isFile() ? stat.size : undefined;
}

const importCommand: Command = {
  usage: 'FILE.ndjson|- [--data DIR] [--json]',
  async run(args) {
    const { values, positionals } = options(args, { ...data, json: { type: 'boolean' } });
    const [file, ...more] = positionals;
    if (!file || more.length > 0)
      throw badUsage(
        'facts import 需要一个文件，或用 - 表示标准输入',
        'facts import needs one file, or - for standard input',
      );
    const size = file === '-' ? undefined : sizeOf(file);
    // Only here: the other commands of the ledger need no slice that reads it.
    const { RefusedLines } = await import('../../modules/quality/index.ts');
    const db = await openCity(values.data);
    try {
      const source = file === '-' ? process.stdin : createReadStream(file);
      const refused = new RefusedLines();
      const onReject = (reject: Reject): void => refused.add(reject);
      const result = await importInto(db, loadDictionary(), source, { size, onReject });
      const fileName = file === '-' ? 'stdin' : basename(file);
      await refused.keep(db.owner, { fileName, at: new Date() });
      if (values.json) await print(`${JSON.stringify(result)}\n`);
      return result.rejected > 0 ? 1 : 0;
    } finally {
      await db.close();
    }
  },
};

const exportCommand: Command = {
  usage: '[--type T] [--from D] [--to D] [--known-on D] [--data DIR]',
  async run(args) {
    const { values } = options(args, {
      ...data,
      type: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      'known-on': { type: 'string' },
    });
    const { type, from, to, 'known-on': knownOn } = values;
    const range = {
      ...(type ? { type } : {}),
      ...(from ? { from: startOfDay(dateOption('--from', from)) } : {}),
      ...(to ? { to: endOfDay(dateOption('--to', to)) } : {}),
      ...(knownOn ? { knownOn: dateOption('--known-on', knownOn) } : {}),
    };
    const db = await openCity(values.data);
    try {
      for await (const lines of exportFacts({ db: db.app, ...range })) await print(lines);
      return 0;
    } finally {
      await db.close();
    }
  },
};

const digest: Command = {
  usage: '[--data DIR] [--json]',
  async run(args) {
    const { values } = options(args, { ...data, json: { type: 'boolean' } });
    const db = await openCity(values.data);
    try {
      const made = await ledgerDigest(db.app, Date.now() as Moment);
      if (values.json) await print(`${JSON.stringify(made)}\n`);
      else {
        const rows = made.sections.map(
          (s) => `${s.hash} ${String(s.count).padStart(9)} ${s.section}\n`,
        );
        await print(`${rows.join('')}${made.hash} ${String(made.facts).padStart(9)} ${made.at}\n`);
      }
      return 0;
    } finally {
      await db.close();
    }
  },
};

function digestFrom(file: string): Digest {
  const parsed = parseDigest(jsonFile('--digest', file));
  if (parsed.ok) return parsed.value;
  throw new UsageError(`--digest ${file}: ${parsed.error.zh} / ${parsed.error.en}`);
}

const problems: Readonly<Record<LedgerProblem['kind'], string>> = {
  altered: '被改动 altered',
  removed: '被删除 removed',
  inserted: '被插入 inserted',
  reordered: '被调换 reordered',
  head: '链头不符 head does not fit',
  digest: '与摘要不符 not what the digest has seen',
};

function verdict({ checked, firstProblem: found }: Verification): string {
  if (!found) return `已核对 ${checked} 条事实，未发现改动 / ${checked} facts, no change found`;
  const { section, pos, factId, kind } = found;
  return (
    `首个问题 / first problem: ${section} 第 ${pos} 条${factId === null ? '' : ` (${factId})`}：` +
    `${problems[kind]}\n${JSON.stringify(found)}`
  );
}

function filesVerdict({ checked, altered }: FilesChecked): string {
  if (altered.length === 0)
    return `已核对 ${checked} 个文件，未发现改动 / ${checked} files, no change found`;
  return `${altered.length} 个文件被改动 / files altered:\n${altered.join('\n')}`;
}

/** Exit 1 when something was changed, or is not what the digest has seen. */
const verify: Command = {
  usage: '[--digest FILE] [--data DIR] [--json]',
  async run(args) {
    const { values } = options(args, {
      ...data,
      digest: { type: 'string' },
      json: { type: 'boolean' },
    });
    const kept = values.digest ? { digest: digestFrom(values.digest) } : {};
    const db = await openCity(values.data);
    try {
      const result = await verifyLedger({ db: db.app, ...kept });
      const { verifyFiles } = await import('../../modules/files/index.ts');
      const files = await verifyFiles(db.owner);
      if (values.json) await print(`${JSON.stringify({ ...result, files })}\n`);
      else message(`${verdict(result)}\n${filesVerdict(files)}`);
      return result.ok && files.altered.length === 0 ? 0 : 1;
    } finally {
      await db.close();
    }
  },
};

const migrateCommand: Command = {
  usage: '[--data DIR]',
  async run(args) {
    const { values } = options(args, data);
    const db = await openCity(values.data);
    await db.close();
    message('the database is up to date');
    return 0;
  },
};

export const ledgerCommands: Readonly<Record<string, Command>> = {
  'facts import': importCommand,
  'facts export': exportCommand,
  'ledger digest': digest,
  'ledger verify': verify,
  migrate: migrateCommand,
};
