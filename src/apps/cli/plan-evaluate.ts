import { createReadStream, existsSync } from 'node:fs';
import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import { nearestName } from '../../kernel/nearest-name.ts';
import type { Clause, ParameterEntry } from '../../law/plans/model.ts';
import { exportFacts } from '../../modules/ledger/index.ts';
import type { Evaluation, PlanLibrary } from '../../modules/plan/index.ts';
import {
  evaluatePlan,
  isRecordedArea,
  layered,
  loadDictionary,
  loadDivisionCodes,
  loadPlans,
  parameterEntries,
  project,
} from '../../modules/plan/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { choiceOptions, chosenClauses, givenParameters } from './plan-choice.ts';
import { evaluationText, statusNames } from './plan-text.ts';
import { cityDuties, importInto, openExistingCity, withThrowaway } from './stores.ts';
import type { Command } from './usage.ts';
import { badUsage, dateOption, options, print, progress } from './usage.ts';

interface Asked {
  readonly library: PlanLibrary;
  readonly clauses: readonly Clause[];
  readonly given: readonly ParameterEntry[];
  readonly asOf: Day;
  readonly duties: boolean;
  readonly jurisdiction: string | undefined;
  readonly explain: boolean;
}

/** Evaluates over the projection of this database, with the values that its own table adds below. */
async function over(db: Database, asked: Asked, own: readonly ParameterEntry[]) {
  const { library, clauses, given, asOf, duties, jurisdiction, explain } = asked;
  if (jurisdiction !== undefined) await requireDivision(db, jurisdiction);
  return evaluatePlan({
    db: db.owner,
    dictionary: loadDictionary(),
    clauses,
    definitions: library.parameters,
    values: layered(own, given),
    asOf,
    duties,
    jurisdiction,
    explain: explain ? library.vocabulary : undefined,
    onProgress: (done, all) => progress(`${done} / ${all} …`),
  });
}

async function requireDivision(db: Database, code: string): Promise<void> {
  const codes = loadDivisionCodes();
  if (codes.includes(code) || (await isRecordedArea(db.app, code))) return;
  const near = nearestName(code, codes);
  throw badUsage(
    `--jurisdiction：没有区划“${code}”${near ? `；最接近的是 ${near}` : ''}；例：371728`,
    `--jurisdiction: no division '${code}'${near ? `; the nearest is ${near}` : ''}; try 371728`,
  );
}

async function overFile(file: string, asked: Asked): Promise<Evaluation> {
  if (!existsSync(file)) throw badUsage(`--facts：没有文件 ${file}`, `--facts: no file ${file}`);
  return withThrowaway(async (db) => {
    await importInto(db, loadDictionary(), createReadStream(file));
    await project(db.owner, loadDictionary());
    return over(db, asked, []);
  });
}

/** The city's ledger and parameters as they are, or as they were known at the end of a day. */
async function overCity(
  dataDir: string | undefined,
  asked: Asked,
  knownOn: Day | undefined,
): Promise<Evaluation> {
  const city = await openExistingCity(dataDir);
  try {
    const own = await parameterEntries(city.app, { knownOn });
    if (knownOn === undefined) return await overDuties(city, asked, own);
    return await withThrowaway(async (db) => {
      const source = encoded(exportFacts({ db: city.app, knownOn }));
      const { rejected } = await importInto(db, loadDictionary(), source);
      if (rejected > 0) throw new Error(`${rejected} facts of the ledger were refused`);
      await project(db.owner, loadDictionary());
      return over(db, asked, own);
    });
  } finally {
    await city.close();
  }
}

/**
 * Over the city as it is: its kept duties give the figures; duties with evidence, a part of the
 * city or other values are asked of its projection, which opening the duties brings up to date.
 */
async function overDuties(
  city: Database,
  asked: Asked,
  own: readonly ParameterEntry[],
): Promise<Evaluation> {
  const store = await cityDuties(city, own, (done, all) => progress(`${done} / ${all} …`));
  const { duties, given, jurisdiction, clauses, asOf } = asked;
  if (duties || given.length > 0 || jurisdiction !== undefined) return over(city, asked, own);
  const ids = new Set(clauses.map(({ id }) => id));
  const figures = await store.figuresAt(asOf);
  return { ...figures, clauses: figures.clauses.filter(({ id }) => ids.has(id)) };
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of lines) yield Buffer.from(text);
}

const usage =
  '[--facts FILE.ndjson | --data DIR] --as-of DATE [--clause ID]... [--plan P] [--module M]\n' +
  '      [--kind K] [--form F] [--actor A] [--status S] [--jurisdiction CODE] [--known-on DATE]\n' +
  '      [--profile starter] [--params FILE.json] [--figures | --explain] [--json]';

const help = `按条款评价：谁有责任、何时到期、谁已完成、凭哪些事实。
  --facts FILE      评价文件中的事实（临时数据库）；不给则评价 --data 中城市的账本及其参数
  --as-of DATE      评价日（当日 24 时，北京时间）；规划期之前、之后的日期都可以
  --known-on DATE   只用截至该日已入账的事实和参数（“当时知道的”）；只用于城市账本
  --jurisdiction    只评价该区划及其下级的责任主体，数字随之重算
  --profile starter 使用起步参数方案（必须明确选择）；--params 文件中的值优先
  --figures         只要数字，不列每项责任
  --explain         每项责任附中英文说明：依据哪些事实、哪条规则、哪个参数值（输出很大）
Evaluates the clauses: who owes what, by when, who has met it, on which facts.
  --facts FILE      facts of a file (throw-away database); without it the ledger and the parameters
                    of the city in --data
  --as-of DATE      the end of this day in Shanghai; days before and after the plan work too
  --known-on DATE   only facts and parameters recorded by the end of that day; --data only
  --jurisdiction    only duties of subjects in this division or below, figures recomputed
  --profile starter the starter values (never used unasked); values of --params stand above
  --figures         figures alone, no duties
  --explain         every duty says which facts, which rule and which values (a large output)`;

export const evaluateCommand: Command = {
  usage,
  help,
  async run(args) {
    const { values, positionals } = options(args, {
      ...choiceOptions,
      facts: { type: 'string' },
      data: { type: 'string' },
      'as-of': { type: 'string' },
      'known-on': { type: 'string' },
      status: { type: 'string' },
      jurisdiction: { type: 'string' },
      profile: { type: 'string' },
      params: { type: 'string' },
      figures: { type: 'boolean' },
      explain: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const { facts, data, status, jurisdiction, 'known-on': known } = values;
    refuseMixtures(positionals, facts, data, known);
    if (!values['as-of']) {
      throw badUsage('缺少评价日：--as-of 2025-12-31', 'plan evaluate needs --as-of DATE');
    }
    const asOf = dateOption('--as-of', values['as-of']);
    const knownOn = known === undefined ? undefined : dateOption('--known-on', known);
    if (status !== undefined) requireStatus(status);
    const library = loadPlans();
    const given = givenParameters(values.profile, values.params, library.parameters);
    const clauses = chosenClauses(library, values);
    const { figures = false, explain = false } = values;
    if (figures && explain) {
      throw badUsage(
        '--figures 与 --explain 不能同时使用',
        '--figures leaves no duty to --explain',
      );
    }
    const asked = { library, clauses, given, asOf, duties: !figures, jurisdiction, explain };
    const all = await (facts === undefined
      ? overCity(data, asked, knownOn)
      : overFile(facts, asked));
    progress('');
    const evaluation = {
      ...all,
      ...(knownOn === undefined ? {} : { knownOn: formatDay(knownOn) }),
      ...(jurisdiction === undefined ? {} : { jurisdiction }),
      clauses: all.clauses.filter((c) => status === undefined || c.status === status),
    };
    await print(values.json ? `${JSON.stringify(evaluation)}\n` : evaluationText(evaluation));
    return 0;
  },
};

function requireStatus(status: string): void {
  const names = Object.keys(statusNames);
  if (names.includes(status)) return;
  const near = nearestName(status, names);
  throw badUsage(
    `--status：没有“${status}”；${near ? `最接近的是 ${near}；` : ''}可用：${names.join('、')}`,
    `--status: no '${status}'; ${near ? `the nearest is ${near}; ` : ''}one of ${names.join(', ')}`,
  );
}

function refuseMixtures(
  positionals: readonly string[],
  facts: string | undefined,
  data: string | undefined,
  known: string | undefined,
): void {
  const [extra] = positionals;
  if (extra !== undefined) {
    throw badUsage(`多余的参数“${extra}”`, `'${extra}' stands where no word belongs; see --help`);
  }
  if (facts !== undefined && data !== undefined) {
    throw badUsage(
      '--facts 与 --data 只能给一个：评价文件，或评价城市账本',
      'give --facts or --data: facts of a file, or the ledger of a city',
    );
  }
  if (facts !== undefined && known !== undefined) {
    throw badUsage(
      '--known-on 只用于城市账本：文件中的事实没有入账时间',
      '--known-on needs the ledger of a city: facts of a file have no time of recording',
    );
  }
}
