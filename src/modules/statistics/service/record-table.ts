import { reading } from '../../identity/index.ts';
import type { RecordTopicId, Words } from '../model.ts';
import { NONE, OWN } from '../model.ts';
import { groupedBy, sumOf } from '../rules/fold.ts';
import { monthsOf } from '../rules/periods.ts';
import type { RecordFilter } from '../store/records.ts';
import { recordCounts } from '../store/records.ts';
import type { Asked } from './asked.ts';
import { childrenOf } from './asked.ts';
import type { Body } from './cells.ts';
import { rowOf, totalOf } from './cells.ts';
import { rowsPath } from './links.ts';
import { codesOf, codeWords, ownWords, plain } from './names.ts';

export const filterOf = (asked: Asked, divisions: RecordFilter['divisions']): RecordFilter => ({
  ...{ day: asked.day, from: asked.from, line: asked.line, divisions },
});

/** Records that happened within the period, told apart by one of their values. */
export async function recordTable(asked: Asked, topic: RecordTopicId): Promise<Body> {
  const { at, caller, by, areas, division } = asked;
  const filter = filterOf(asked, areas.under(division));
  const counts = await reading(at.city.web, caller, (client) =>
    recordCounts(client, topic, by, filter),
  );
  const { names, of } = rowsBy(
    asked,
    topic,
    counts.map(({ key }) => key),
  );
  const sums = groupedBy(counts, of);
  const rows = names.flatMap(([key, name]) => {
    const values = sums.get(key);
    if (!values && by !== 'division' && by !== 'month') return [];
    if (!values && key === OWN) return [];
    return rowOf(asked, key, name, values ?? [], (measure) => rowsPath(asked, measure, key));
  });
  return { rows, total: totalOf(asked, sumOf(counts)) };
}

interface Rows {
  readonly names: readonly (readonly [key: string, name: Words])[];
  readonly of: (key: string | null) => string;
}

function rowsBy(asked: Asked, topic: RecordTopicId, found: readonly (string | null)[]): Rows {
  const { by, at, period, day } = asked;
  if (by === 'division') {
    const { children, belongsTo } = childrenOf(asked);
    const named = children.map(({ id, name }) => [id, plain(name)] as const);
    return { names: [...named, [OWN, ownWords]], of: belongsTo };
  }
  const of = (key: string | null): string => key ?? NONE;
  if (by === 'month') {
    // Of all time, months before the plans count where something happened.
    const months = new Set([...monthsOf(period, day), ...found.map(of)]);
    return { names: [...months].sort().map((month) => [month, plain(month)]), of };
  }
  const codes = codesOf(at.city, topic, by);
  const others = found.map(of).filter((key) => !codes.some(({ id }) => id === key));
  const keys = [...codes.map(({ id }) => id), ...new Set(others)];
  return { names: keys.map((key) => [key, codeWords(codes, key)]), of };
}
