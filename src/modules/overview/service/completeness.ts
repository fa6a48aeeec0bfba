import type { Day, Moment } from '../../../kernel/calendar.ts';
import { dayAt, formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { FileAnswer } from '../../../kernel/endpoint.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { writeSheet, XLSX } from '../../../platform/excel/index.ts';
import type { Caller } from '../../identity/index.ts';
import { reading, rememberedOf, scopeKey } from '../../identity/index.ts';
import { reportedTypes } from '../rules/completeness.ts';
import { rankOf } from '../rules/ranking.ts';
import type { Presence } from '../store/completeness.ts';
import { firmsLacking, presenceOn } from '../store/completeness.ts';
import { nodeOf } from './metric-answers.ts';
import type { Overview } from './overview.ts';

/** Each passes over all records of a type. */
const presences = rememberedOf<Presence[]>(500);

interface Sum {
  expected: number;
  present: number;
  last: number;
}

const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const share = ({ expected, present }: Sum): number | null =>
  expected === 0 ? null : present / expected;
const dayOfLast = (last: number): string | null =>
  last === 0 ? null : formatDay(dayAt(last as Moment));

function add(sum: Sum, { records, present, last }: Presence): void {
  sum.expected += records * present.length;
  sum.present += total(present);
  sum.last = Math.max(sum.last, last?.getTime() ?? 0);
}

const none = (): Sum => ({ expected: 0, present: 0, last: 0 });

/** Who reports which fields, how fully and how lately: below the caller's division. */
export async function completeness(
  { city, metrics, revisions }: Overview,
  caller: Caller,
  day: Day,
  division: string | null,
) {
  const areas = await metrics.areasOn(day);
  const node = division ?? nodeOf(caller, areas) ?? metrics.root;
  const below = areas.below(node);
  const sums = new Map(below.map(({ id }) => [id, none()]));
  const types = [];
  for (const type of reportedTypes(city.dictionary)) {
    const found = await presences(city).of(
      scopeKey(caller.keys, day, type.type),
      () => reading(city.web, caller, (client) => presenceOn(client, type, day)),
      revisions.of(type.type),
    );
    const own = found.filter((row) => areas.isWithin(row.division, node));
    for (const row of own) {
      const chain = areas.chain(row.division);
      const sum = sums.get(chain[chain.indexOf(node) - 1] ?? '');
      if (sum) add(sum, row);
    }
    const records = total(own.map((row) => row.records));
    const fields = type.fields.map(({ name, zh, en, required }, index) => ({
      name,
      words: { zh, en },
      required,
      present: total(own.map(({ present }) => present[index] ?? 0)),
    }));
    const last = Math.max(0, ...own.map((row) => row.last?.getTime() ?? 0));
    types.push({
      type: type.type,
      words: { zh: type.zh, en: type.en },
      ...{ records, fields, last: dayOfLast(last) },
    });
  }
  const shares = below.map(({ id }) => share(sums.get(id) ?? none()));
  const rows = below.map(({ id, name }, index) => {
    const { expected, present, last } = sums.get(id) ?? none();
    const own = shares[index] ?? null;
    const rank = rankOf(own, shares);
    return { division: id, name, expected, present, share: own, rank, last: dayOfLast(last) };
  });
  return {
    asOf: formatDay(day),
    node: { division: node, name: areas.get(node)?.name ?? node },
    types,
    rows: rows.sort((a, b) => (a.rank ?? 999) - (b.rank ?? 999)),
  };
}

interface FirmQuery {
  readonly division?: string | undefined;
  readonly field?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Enterprises whose file lacks fields. */
export async function incompleteFirms(
  { city, metrics }: Overview,
  caller: Caller,
  day: Day,
  query: FirmQuery,
) {
  const { division = null, field = null, after: cursor, limit } = query;
  const [after = null] = (cursor === undefined ? null : partsOfCursor(cursor, 1)) ?? [];
  if (cursor !== undefined && after === null) return refuse(notACursor);
  const areas = await metrics.areasOn(day);
  const types = reportedTypes(city.dictionary);
  const type = must(
    types.find((each) => each.type === 'enterprise'),
    'enterprises are reported',
  );
  const divisions = areas.under(division);
  const rows = await reading(city.web, caller, (client) =>
    firmsLacking(client, type, day, { divisions, field, after, limit }),
  );
  const last = rows.at(-1);
  const wordsOf = (name: string) => {
    const found = type.fields.find((each) => each.name === name);
    return { zh: found?.zh ?? name, en: found?.en ?? name };
  };
  return ok({
    asOf: formatDay(day),
    next: last && rows.length === limit ? cursorOf([last.id]) : null,
    rows: rows.map(({ id, name, division: at, missing, lastVerifiedOn, changedAt }) => ({
      ...{ id, name, lastVerifiedOn },
      division: at === null ? null : (areas.get(at)?.name ?? at),
      missing: missing.map(wordsOf),
      changed: formatDay(dayAt(changedAt.getTime() as Moment)),
    })),
  });
}

const PAGE = 500;

/** Every enterprise that the list would show. */
export function exportIncomplete(
  at: Overview,
  caller: Caller,
  day: Day,
  query: Omit<FirmQuery, 'after' | 'limit'> & { readonly lang: 'zh' | 'en' },
): FileAnswer {
  const { lang, division, field } = query;
  const zh = lang === 'zh';
  const title = zh ? '填报不全的企业' : 'Enterprises whose file lacks fields';
  async function* rows() {
    for (let after: string | undefined; ; ) {
      const page = await incompleteFirms(at, caller, day, { division, field, after, limit: PAGE });
      if (!page.ok) return;
      for (const { missing, ...row } of page.value.rows)
        yield { ...row, missing: missing.map((words) => words[lang]) };
      if (page.value.next === null) return;
      after = page.value.next;
    }
  }
  const bytes = writeSheet({
    ...{ title, asOf: formatDay(day), language: lang, rows: rows() },
    columns: [
      { key: 'division', title: zh ? '区划' : 'Division', type: 'text', width: 14 },
      { key: 'name', title: zh ? '企业' : 'Enterprise', type: 'text', width: 36 },
      { key: 'id', title: zh ? '信用代码' : 'Credit code', type: 'text', width: 22 },
      { key: 'missing', title: zh ? '缺少' : 'Missing', type: 'text', width: 40 },
      { key: 'lastVerifiedOn', title: zh ? '核实日期' : 'Verified on', type: 'date' },
      { key: 'changed', title: zh ? '最近变动' : 'Last change', type: 'date' },
    ],
  });
  return { name: `${title}-${formatDay(day)}.xlsx`, type: XLSX, bytes };
}
