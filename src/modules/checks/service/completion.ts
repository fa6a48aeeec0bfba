import type { Day } from '../../../kernel/calendar.ts';
import { addDays, formatDay } from '../../../kernel/calendar.ts';
import { cursorOf } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { exportAnswer, pagedRows } from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import type { Seen } from '../../registry/index.ts';
import { readCursor, seenOn } from '../../registry/index.ts';
import type { CompletionRow } from '../contract.ts';
import { type Scoring, scoring } from '../load.ts';
import { levelOf, levelsBy, type ScoreLevel, scoresOf } from '../rules/scores.ts';
import { type CheckSettings, LEVEL_PARAMETERS } from '../rules/settings.ts';
import { windowsEnding } from '../rules/windows.ts';
import type { CompletionRecord } from '../store/completion.ts';
import { checkedEnterprises, completionOf } from '../store/completion.ts';
import { rulesNow, standingNow } from './common.ts';

interface Query {
  readonly asOf?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly division?: string | undefined;
  readonly days: number;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Completion {
  asOf: string;
  from: string;
  to: string;
  rows: CompletionRow[];
  next: string | null;
  levels: { name: string; min: number }[];
  recalled: boolean;
}

/** The days that are counted: a day whose shifts still run is counted on the next. */
function spanOf(seen: Seen, days: number): readonly [Day, Day] {
  return [addDays(seen.day, 1 - days), seen.day];
}

function rowOf(
  record: CompletionRecord,
  { missedDeduct, fewDeduct, vetoMajor }: CheckSettings,
  levels: readonly ScoreLevel[],
): CompletionRow {
  const { planned, done, late, hazardsDue, accepted, marked } = record;
  // Deductions and the veto are not on file in numbers: parameters, and nothing by guess.
  const scores = scoresOf({
    ...{ planned, done, hazardsDue, accepted },
    fewDeduct: hazardsDue === 0 ? fewDeduct.value : 0,
    dutyDeduct: (planned - done - late) * missedDeduct.value,
    veto: vetoMajor.value > 0 && record.majorsOverdue >= vetoMajor.value,
  });
  return {
    enterprise: { id: record.enterprise, name: record.enterpriseName },
    ...{ planned, done, late, missed: planned - done - late, marked, hazardsDue, accepted },
    ...scores,
    level: levelOf(scores.e, levels),
  };
}

/** Cut-offs of the levels: those that somebody set, else from memory. */
function levelsNow(city: LiveCity): Scoring {
  const standing = standingNow(city);
  const { levels, recalled } = scoring();
  const set = LEVEL_PARAMETERS.map((name) => {
    const value = standing.get(name)?.value;
    return typeof value === 'number' ? value : null;
  });
  return { levels: levelsBy(levels, set), recalled: recalled && set.includes(null) };
}

/** What became of the tasks of the last days, enterprise by enterprise, with the guide's scores. */
export async function completionPage(
  city: LiveCity,
  caller: Caller,
  query: Query,
): Promise<Result<Completion, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const cursor = readCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const [from, to] = spanOf(seen.value, query.days);
  const { levels, recalled } = levelsNow(city);
  return reading(city.web, caller, async (client) => {
    const found = await enterprisesOf(client, caller, query, seen.value, cursor.value?.[0] ?? null);
    const shown = found.slice(0, query.limit);
    const rules = rulesNow(city);
    const records = await completionOf(client, {
      at: seen.value.at,
      shifts: rules.settings.shifts.value,
      windows: windowsEnding(from, to, rules),
      ...{ from: formatDay(from), to: formatDay(to), enterprises: shown },
    });
    const last = shown.at(-1);
    return ok({
      ...{ asOf: seen.value.text, from: formatDay(from), to: formatDay(to) },
      rows: records.map((record) => rowOf(record, rules.settings, levels)),
      next: found.length > shown.length && last !== undefined ? cursorOf([last]) : null,
      levels: [...levels],
      recalled,
    });
  });
}

function enterprisesOf(
  client: PoolClient,
  caller: Caller,
  query: Query,
  seen: Seen,
  after: string | null,
): Promise<readonly string[]> {
  const own = onlyEnterprises(caller.keys);
  return checkedEnterprises(client, {
    at: seen.at,
    enterprise: query.enterprise ?? (own?.length === 1 ? (own[0] ?? null) : null),
    division: query.division ?? null,
    after,
    limit: query.limit + 1,
  });
}

const COLUMNS = [
  { key: 'enterprise', zh: '企业', en: 'Enterprise', width: 34 },
  { key: 'planned', zh: '应查任务', en: 'Tasks', width: 10, type: 'int' },
  { key: 'done', zh: '按时完成', en: 'Done in time', width: 10, type: 'int' },
  { key: 'late', zh: '逾期完成', en: 'Done late', width: 10, type: 'int' },
  { key: 'missed', zh: '漏查', en: 'Missed', width: 10, type: 'int' },
  { key: 'marked', zh: '待核记录', en: 'To judge', width: 10, type: 'int' },
  { key: 'hazardsDue', zh: '应整改隐患', en: 'Hazards due', width: 12, type: 'int' },
  { key: 'accepted', zh: '已验收', en: 'Accepted', width: 10, type: 'int' },
  { key: 'a', zh: '任务得分', en: 'A', width: 10, type: 'number' },
  { key: 'b', zh: '治理得分', en: 'B', width: 10, type: 'number' },
  { key: 'e', zh: '总分', en: 'E', width: 10, type: 'number' },
  { key: 'level', zh: '等级', en: 'Level', width: 8 },
] as const;

/** The same as a file: every enterprise of the scope that has measures to check. */
export async function completionSheet(
  city: LiveCity,
  caller: Caller,
  query: Omit<Query, 'cursor' | 'limit'> & {
    readonly columns?: string | undefined;
    readonly language: 'zh' | 'en';
  },
): Promise<Result<FileAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { language } = query;
  const columns = COLUMNS.map(({ key, zh, en, width, ...rest }) => ({
    ...{ key, width, title: { zh, en }[language] },
    type: 'type' in rest ? rest.type : ('text' as const),
  }));
  const rows = pagedRows(async (cursor) => {
    const page = await completionPage(city, caller, {
      ...query,
      cursor: cursor ?? undefined,
      limit: 200,
    });
    if (!page.ok) return { rows: [], next: null };
    const shown = page.value.rows.map(({ enterprise, ...row }) => ({
      ...row,
      enterprise: enterprise.name ?? enterprise.id,
    }));
    return { rows: shown, next: page.value.next };
  });
  const title = { zh: '排查完成情况', en: 'Completion of checks' }[language];
  const unit = { zh: '家', en: 'enterprises' }[language];
  const shown = query.columns?.split(',');
  return ok(exportAnswer({ title, asOf: seen.value.text, unit, language, shown, columns, rows }));
}
