import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { parametersOn, standardsOn } from '../../settings/index.ts';
import type { CheckId, Quality } from '../model.ts';
import { checkIds } from '../model.ts';
import { checkedTypes, checks, DAYS_BACK, hasDivision, sourceWords } from '../rules/checks.ts';
import type { SourceDay } from '../store/checks.ts';
import { countFound, factsByDay, recordsOf } from '../store/checks.ts';
import { seenOn } from './seen.ts';

const pathOf = (check: CheckId, type: string | null, division: string | null): string => {
  const asked = { ...(type === null ? {} : { type }), ...(division === null ? {} : { division }) };
  const query = new URLSearchParams(asked).toString();
  return `/sys/data-quality/${check}${query === '' ? '' : `?${query}`}`;
};

/** What came in and in what state, of all that the caller sees. */
export async function qualityOn(
  city: LiveCity,
  caller: Caller,
  { day, division }: { readonly day: Day; readonly division: string | null },
): Promise<Quality> {
  // What has no division is counted whole.
  const lookAt = (check: CheckId, type: RecordDefinition | null) => {
    const byDivision = hasDivision(check, type);
    const asked = byDivision ? division : null;
    return { byDivision, seen: seenOn(city, day, asked), asked };
  };
  const system = await systemOn(city, caller, formatDay(day));
  return reading(city.web, caller, async (client) => {
    const missing: Quality['missing'] = [];
    for (const type of checkedTypes(city.dictionary)) {
      const { byDivision, seen, asked } = lookAt('missing', type);
      const records = await recordsOf(client, seen, type);
      if (records === 0) continue;
      const lacking = await countFound(client, seen, { check: 'missing', type });
      const words = { zh: type.zh, en: type.en };
      const to = pathOf('missing', type.type, asked);
      missing.push({ type: type.type, words, records, lacking, to, byDivision });
    }
    const found: Quality['checks'] = [];
    for (const id of checkIds) {
      const { byDivision, seen, asked } = lookAt(id, null);
      const count =
        id === 'missing'
          ? missing.reduce((sum, { lacking }) => sum + lacking, 0)
          : await countFound(client, seen, { check: id, type: null });
      const to = id === 'missing' ? '#missing' : pathOf(id, null, asked);
      found.push({ id, ...checks[id], count, to, byDivision });
    }
    const facts = await factsByDay(client, seenOn(city, day));
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
