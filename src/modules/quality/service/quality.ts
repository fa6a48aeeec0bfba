import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { parametersOn, standardsOn } from '../../settings/index.ts';
import type { Quality } from '../model.ts';
import { checkIds } from '../model.ts';
import { checkedTypes, checks, DAYS_BACK, sourceWords } from '../rules/checks.ts';
import type { SourceDay } from '../store/checks.ts';
import { countFound, factsByDay, recordsOf } from '../store/checks.ts';
import { seenOn } from './seen.ts';

const pathOf = (check: string, type?: string): string =>
  `/sys/data-quality/${check}${type === undefined ? '' : `?type=${type}`}`;

/** What came in and in what state, of all that the caller sees. */
export async function qualityOn(city: LiveCity, caller: Caller, day: Day): Promise<Quality> {
  const seen = seenOn(city, day);
  const system = await systemOn(city, caller, formatDay(day));
  return reading(city.web, caller, async (client) => {
    const missing: Quality['missing'] = [];
    for (const type of checkedTypes(city.dictionary)) {
      const records = await recordsOf(client, seen, type.type);
      if (records === 0) continue;
      const lacking = await countFound(client, seen, { check: 'missing', type });
      const words = { zh: type.zh, en: type.en };
      const to = pathOf('missing', type.type);
      missing.push({ type: type.type, words, records, lacking, to });
    }
    const found: Quality['checks'] = [];
    for (const id of checkIds) {
      const count =
        id === 'missing'
          ? missing.reduce((sum, { lacking }) => sum + lacking, 0)
          : await countFound(client, seen, { check: id, type: null });
      const to = id === 'missing' ? '#missing' : pathOf(id);
      found.push({ id, ...checks[id], count, to });
    }
    const facts = await factsByDay(client, seen);
    return {
      ...{ asOf: formatDay(day), days: DAYS_BACK },
      ...{ sources: bySource(facts), byDay: byDay(facts), checks: found, missing, system },
    };
  });
}

/** What the pages of standards and parameters list. */
async function systemOn(city: LiveCity, caller: Caller, asOf: string): Promise<Quality['system']> {
  const standards = standardsOn(city, { asOf });
  const unset = await parametersOn(city, caller, { asOf, unset: true });
  return {
    recalled: standards.ok ? standards.value.rows.filter((row) => row.recalled > 0).length : 0,
    unset: unset.ok ? unset.value.rows.length : 0,
  };
}

function bySource(rows: readonly SourceDay[]): Quality['sources'] {
  const sums = new Map<string, Quality['sources'][number]>();
  for (const { source, day, facts, late, longest } of rows) {
    const sum = sums.get(source);
    sums.set(source, {
      ...{ source, name: sourceWords(source) },
      facts: (sum?.facts ?? 0) + facts,
      late: (sum?.late ?? 0) + late,
      longest: Math.max(sum?.longest ?? 0, longest),
      last: sum && sum.last > day ? sum.last : day,
    });
  }
  return [...sums.values()].sort((a, b) => b.facts - a.facts);
}

function byDay(rows: readonly SourceDay[]): Quality['byDay'] {
  const sums = new Map<string, { day: string; facts: number; late: number }>();
  for (const { day, facts, late } of rows) {
    const sum = sums.get(day) ?? { day, facts: 0, late: 0 };
    sums.set(day, { day, facts: sum.facts + facts, late: sum.late + late });
  }
  return [...sums.values()];
}
