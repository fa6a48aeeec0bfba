import type { Moment } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import type { ParameterDefinition } from '../../law/plans/model.ts';
import type { PlanLibrary, Recording, Words } from '../../modules/plan/index.ts';
import {
  applyProfile,
  loadPlans,
  parameterEntries,
  readValue,
  recordParameter,
  valueShape,
} from '../../modules/plan/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { listParameters } from './parameter-list.ts';
import { entriesText, valueText } from './parameter-text.ts';
import { profileNamed, unknown } from './plan-choice.ts';
import { openExistingCity } from './stores.ts';
import type { Command } from './usage.ts';
import { badUsage, dateOption, message, options, print, today } from './usage.ts';

const data = { data: { type: 'string' } } as const;
const change = {
  ...data,
  from: { type: 'string' },
  jurisdiction: { type: 'string' },
  reason: { type: 'string' },
  by: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function definitionNamed(library: PlanLibrary, name: string | undefined): ParameterDefinition {
  if (name === undefined) {
    throw badUsage('缺少参数名；全部见 params list', 'which parameter? all of them: params list');
  }
  const found = library.parameters.get(name);
  if (found) return found;
  throw unknown('参数', 'parameter', name, [...library.parameters.keys()], 'params list');
}

function required(option: string, zh: string, given: string | undefined): string {
  const text = given?.trim() ?? '';
  if (text !== '') return text;
  throw badUsage(`缺少 ${option}（${zh}）`, `${option} is needed, and not empty`);
}

function noMore(positionals: readonly string[], most: number): void {
  const extra = positionals[most];
  if (extra === undefined) return;
  throw badUsage(
    `多余的参数“${extra}”；含空格的值请加引号`,
    `'${extra}' stands where no word belongs; put quotes around a value with spaces`,
  );
}

export async function withCity<T>(
  dataDir: string | undefined,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await openExistingCity(dataDir);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

const recording = (db: Database): Recording => ({
  db: db.app,
  clock: () => Date.now() as Moment,
});

/** `set` and `clear` alike: one entry, with who and why. */
async function record(
  args: readonly string[],
  command: 'params set' | 'params clear',
): Promise<number> {
  const { values, positionals } = options(args, change);
  const definition = definitionNamed(loadPlans(), positionals[0]);
  const isSet = command === 'params set';
  noMore(positionals, isSet ? 2 : 1);
  const value = isSet ? given(definition, positionals[1]) : null;
  const from = values.from === undefined ? today() : dateOption('--from', values.from);
  const entry = {
    name: definition.name,
    value,
    from: formatDay(from),
    jurisdiction: values.jurisdiction ?? null,
    reason: required('--reason', '为什么', values.reason),
    by: required('--by', '由谁设定', values.by),
  };
  return withCity(values.data, async (db) => {
    const recorded = await recordParameter(recording(db), entry);
    if (!recorded.ok) throw refusal(recorded.error);
    const { jurisdiction: where } = entry;
    message(`${definition.name} = ${valueText(value)}，自 ${entry.from} 起，${where ?? '全市'}`);
    if (values.json) await print(`${JSON.stringify(recorded.value)}\n`);
    return 0;
  });
}

function refusal({ zh, en }: Words): Error {
  return badUsage(zh, en);
}

function given(definition: ParameterDefinition, text: string | undefined) {
  if (text === undefined) {
    const { zh, en } = valueShape(definition);
    throw badUsage(
      `缺少 ${definition.name}（${definition.zh}）的值：${zh}`,
      `which value? ${definition.name} (${definition.en}) needs ${en}`,
    );
  }
  const value = readValue(definition, text);
  if (!value.ok) throw refusal(value.error);
  return value.value;
}

const set: Command = {
  usage:
    'NAME VALUE --reason TEXT --by WHO [--from DATE] [--jurisdiction CODE] [--data DIR] [--json]',
  help: `设定一个参数：自 --from（默认今天）起生效，全市或某一区划；旧值保留为历史。
Sets a parameter from a day on (today), everywhere or in a division; what was stays as history.`,
  run: (args) => record(args, 'params set'),
};

const clear: Command = {
  usage: 'NAME --reason TEXT --by WHO [--from DATE] [--jurisdiction CODE] [--data DIR] [--json]',
  help: `收回一个参数的值：自 --from（默认今天）起视为未设定；在区划中收回则适用上级的值。
Takes a value back from a day on: unset everywhere; in a division the value above it holds again.`,
  run: (args) => record(args, 'params clear'),
};

const history: Command = {
  usage: 'NAME [--data DIR] [--json]',
  help: `一个参数的全部记录，先记的在前。
Every entry of a parameter, in the order in which they were recorded.`,
  async run(args) {
    const { values, positionals } = options(args, { ...data, json: { type: 'boolean' } });
    const { name } = definitionNamed(loadPlans(), positionals[0]);
    noMore(positionals, 1);
    return withCity(values.data, async (db) => {
      const entries = await parameterEntries(db.app, { name });
      await print(values.json ? `${JSON.stringify(entries)}\n` : entriesText(entries));
      return 0;
    });
  },
};

const profile: Command = {
  usage: 'starter --by WHO [--from DATE] [--dry-run] [--data DIR] [--json]',
  help: `采用一套参数方案：填补未设定的参数，已设定的不动。--dry-run 只看会改什么。
Takes a profile: fills what is unset, leaves what is set. --dry-run shows what would change.`,
  async run(args) {
    const { values, positionals } = options(args, {
      ...data,
      from: { type: 'string' },
      by: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const { parameters } = loadPlans();
    const chosen = profileNamed(positionals[0] ?? '', parameters);
    noMore(positionals, 1);
    const by = required('--by', '由谁采用', values.by);
    const from = values.from === undefined ? null : formatDay(dateOption('--from', values.from));
    const dryRun = values['dry-run'] ?? false;
    return withCity(values.data, async (db) => {
      const changes = await applyProfile(recording(db), chosen, { by, from, dryRun });
      const { added, kept } = changes;
      if (values.json) await print(`${JSON.stringify({ dryRun, ...changes })}\n`);
      else await print(entriesText(added));
      message(`${chosen.notice.zh}\n${chosen.notice.en}`);
      message(
        `${dryRun ? '将写入 would write' : '已写入 wrote'} ${added.length}；保留 kept ${kept.length}`,
      );
      return 0;
    });
  },
};

export const parameterCommands: Readonly<Record<string, Command>> = {
  'params list': listParameters,
  'params set': set,
  'params clear': clear,
  'params history': history,
  'params profile': profile,
};
