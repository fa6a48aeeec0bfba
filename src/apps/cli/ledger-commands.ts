import { createReadStream } from 'node:fs';
import { endOfDay, startOfDay } from '../../kernel/calendar.ts';
import { exportFacts, verifyLedger } from '../../modules/ledger/index.ts';
import { loadDictionary } from '../../modules/plan/index.ts';
import { importInto, openCity } from './stores.ts';
import type { Command } from './usage.ts';
import { dateOption, message, options, print, UsageError } from './usage.ts';

const data = { data: { type: 'string' } } as const;

const importCommand: Command = {
  usage: 'FILE.ndjson|- [--data DIR] [--json]',
  async run(args) {
    const { values, positionals } = options(args, { ...data, json: { type: 'boolean' } });
    const [file, ...more] = positionals;
    if (!file || more.length > 0)
      throw new UsageError('facts import needs one file, or - for standard input');
    const db = await openCity(values.data);
    try {
      const source = file === '-' ? process.stdin : createReadStream(file);
      const result = await importInto(db, loadDictionary(), source);
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

const verify: Command = {
  usage: '[--data DIR] [--json]',
  async run(args) {
    const { values } = options(args, { ...data, json: { type: 'boolean' } });
    const db = await openCity(values.data);
    try {
      const result = await verifyLedger({ db: db.app });
      if (values.json) await print(`${JSON.stringify(result)}\n`);
      else
        message(
          result.ok
            ? `${result.checked} facts, no change found`
            : `first problem: ${JSON.stringify(result.firstProblem)}`,
        );
      return result.ok ? 0 : 1;
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
  'ledger verify': verify,
  migrate: migrateCommand,
};
