import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import type { ParameterRow } from '../../modules/plan/index.ts';
import {
  divisionChain,
  loadPlans,
  parameterEntries,
  parameterRows,
} from '../../modules/plan/index.ts';
import { reasonText, valueText } from './parameter-text.ts';
import { openExistingCity } from './stores.ts';
import { table } from './table.ts';
import type { Command } from './usage.ts';
import { badUsage, dateOption, message, options, print, today } from './usage.ts';

const basisNames = { general: '全市', division: '区划', unset: '未设定' } as const;

async function rowsOf(
  dataDir: string | undefined,
  at: Day,
  jurisdiction: string | undefined,
): Promise<ParameterRow[]> {
  const { parameters } = loadPlans();
  const db = await openExistingCity(dataDir);
  try {
    const entries = await parameterEntries(db.app);
    if (jurisdiction === undefined) return parameterRows(parameters, entries, at, []);
    const chain = await divisionChain(db.app, jurisdiction, at);
    if (!chain.ok) throw badUsage(chain.error.zh, chain.error.en);
    return parameterRows(parameters, entries, at, chain.value);
  } finally {
    await db.close();
  }
}

export const listParameters: Command = {
  usage: '[--jurisdiction CODE] [--as-of DATE] [--unset] [--data DIR] [--json]',
  help: `方案留给各地确定的参数：含义、取值、自何日起、由谁设定；未设定的注明“未设定”。
What the plans leave open: meaning, value, from when, set by whom; unset ones say so.`,
  async run(args) {
    const { values } = options(args, {
      data: { type: 'string' },
      jurisdiction: { type: 'string' },
      'as-of': { type: 'string' },
      unset: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const { jurisdiction } = values;
    const at = values['as-of'] === undefined ? today() : dateOption('--as-of', values['as-of']);
    const all = await rowsOf(values.data, at, jurisdiction);
    const rows = all.filter((row) => !values.unset || row.basis === 'unset');
    if (values.json) {
      const where = jurisdiction ?? null;
      const document = { asOf: formatDay(at), jurisdiction: where, parameters: rows };
      await print(`${JSON.stringify(document)}\n`);
      return 0;
    }
    const heading = ['参数 parameter', '值 value', '自 from', '来源', '由谁 owner', '含义 meaning'];
    await print(table([40, 24, 10, 8, 18], [heading, ...rows.map(cells)]));
    const unset = all.filter((row) => row.basis === 'unset').length;
    message(`${all.length} 个参数 parameters，${unset} 个未设定 unset`);
    return 0;
  },
};

function cells(row: ParameterRow): string[] {
  const { name, value, from, basis, jurisdiction, owner, zh, en, reason, divisions } = row;
  const own = divisions.length > 0 ? `；另有区划 ${divisions.join('、')}` : '';
  const why = value === null ? '' : `；${reasonText(reason)}`;
  const source = basis === 'division' ? (jurisdiction ?? '') : basisNames[basis];
  return [name, valueText(value), from ?? '', source, owner, `${zh} / ${en}${why}${own}`];
}
