import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import type { ParameterEntry } from '../../law/plans/model.ts';
import type { ClauseExplanation } from '../../modules/plan/index.ts';
import {
  divisionChain,
  entriesInForce,
  explainClause,
  layered,
  loadDictionary,
  loadPlans,
  parameterEntries,
} from '../../modules/plan/index.ts';
import { clauseNamed, givenParameters } from './plan-choice.ts';
import { hasCity, openExistingCity } from './stores.ts';
import type { Command } from './usage.ts';
import { badUsage, dateOption, options, print, today } from './usage.ts';

const usage =
  'CLAUSE [--as-of DATE] [--jurisdiction CODE] [--data DIR] [--profile starter]\n' +
  '      [--params FILE.json] [--json]';

const help = `一个条款怎样计算（口径）：原文、适用范围、要求、期限、合格线及其来源、参数取值。
How a clause is computed: quote, population, requirement, due rule, pass mark, parameters.`;

/** Values of the city's database where there is one, with what is given on top. */
async function valuesOf(
  dataDir: string | undefined,
  given: readonly ParameterEntry[],
  at: Day,
  jurisdiction: string | undefined,
): Promise<ReadonlyMap<string, ParameterEntry>> {
  if (jurisdiction === undefined && dataDir === undefined && !hasCity(dataDir)) {
    return entriesInForce(given, at);
  }
  const db = await openExistingCity(dataDir);
  try {
    const entries = layered(await parameterEntries(db.app), given);
    if (jurisdiction === undefined) return entriesInForce(entries, at);
    const chain = await divisionChain(db.app, jurisdiction, at);
    if (!chain.ok) throw badUsage(chain.error.zh, chain.error.en);
    return entriesInForce(entries, at, chain.value);
  } finally {
    await db.close();
  }
}

export const explainCommand: Command = {
  usage,
  help,
  async run(args) {
    const { values, positionals } = options(args, {
      'as-of': { type: 'string' },
      jurisdiction: { type: 'string' },
      data: { type: 'string' },
      profile: { type: 'string' },
      params: { type: 'string' },
      json: { type: 'boolean' },
    });
    const [id, extra] = positionals;
    if (id === undefined || extra !== undefined) {
      throw badUsage(
        '需要一个条款编号，如 CHEM-2.5；全部见 plan list',
        'name one clause, see plan list',
      );
    }
    const library = loadPlans();
    const clause = clauseNamed(library, id);
    const given = givenParameters(values.profile, values.params, library.parameters);
    const at = values['as-of'] === undefined ? today() : dateOption('--as-of', values['as-of']);
    const standing = await valuesOf(values.data, given, at, values.jurisdiction);
    const dictionary = { types: new Map(loadDictionary().records.map((d) => [d.type, d])) };
    const { vocabulary, parameters: definitions } = library;
    const explanation = explainClause(
      { dictionary, vocabulary, definitions, values: standing },
      clause,
    );
    await print(
      values.json
        ? `${JSON.stringify({ asOf: formatDay(at), ...explanation })}\n`
        : explanationText(explanation),
    );
    return 0;
  },
};

function explanationText(e: ClauseExplanation): string {
  const parts: [string, string, { readonly zh: string; readonly en: string }][] = [
    ['原文', 'quote', { zh: e.quote, en: e.en }],
    ['责任人', 'actors', e.actors],
    ['适用范围', 'applies to', e.population],
    ['要求', 'requirement', e.requirement],
    ['期限', 'due', e.due],
    ['合格线', 'pass mark', e.target],
  ];
  const lines = parts.map(([zh, en, words]) => `${zh}：${words.zh}\n  ${en}: ${words.en}`);
  const values = e.parameters.map(({ name, words }) => `参数 ${name} ${words.zh}\n  ${words.en}`);
  const note = e.ambiguity === null ? [] : [`读法 reading: ${e.ambiguity}`];
  return `${[`条款 ${e.id}`, ...lines, ...values, ...note].join('\n')}\n`;
}
