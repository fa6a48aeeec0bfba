import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { reading } from '../../identity/index.ts';
import type { FoundItem } from '../load.ts';
import type { Kind, SuspectedItem, SuspectRowAnswer } from '../model.ts';
import type { Areas } from '../rules/areas.ts';
import { inForceOn } from '../rules/binding.ts';
import { detectors, detectorsOf } from '../rules/detectors.ts';
import type { SuspectRow } from '../store/suspicions.ts';
import { suspectedFirms, suspectedItems, suspectRows } from '../store/suspicions.ts';
import type { Judging, Reader } from './context.ts';
import { areasOn, nodeOf } from './context.ts';

/** What is suspected within a scope: by item, by division, and enterprise by enterprise. */

const SHOWN = detectors.filter(({ basis }) => basis === 'shown').map(({ id }) => id);
const BY_ID = new Map(detectors.map((detector) => [detector.id, detector]));

export function itemsInForce({ criteria }: Judging, day: Day, kind: Kind | null): FoundItem[] {
  const on = formatDay(day);
  return criteria.editions
    .filter((edition) => inForceOn(edition, on) && (kind === null || edition.kind === kind))
    .flatMap((edition) => edition.items.map((item) => ({ edition, item })));
}

export async function suspectedOn(
  judging: Judging,
  caller: Reader,
  day: Day,
  query: { readonly division?: string | undefined; readonly kind: Kind },
) {
  await judging.kept.suspicions(day);
  const areas = await areasOn(judging, caller, day);
  const node = nodeOf(areas, caller, query.division);
  const force = itemsInForce(judging, day, query.kind);
  const ids = force.map(({ item }) => item.id);
  const { counts, firms } = await reading(judging.city.web, caller, async (client) => ({
    counts: await suspectedItems(client, day, SHOWN),
    firms: await suspectedFirms(client, day, ids),
  }));
  const within = <T extends { readonly division: string | null }>(rows: readonly T[]): T[] =>
    query.division === undefined
      ? [...rows]
      : rows.filter(({ division }) => areas.chain(division).includes(query.division ?? ''));
  const items = force.flatMap((found): SuspectedItem[] => {
    const own = within(counts).filter(({ item }) => item === found.item.id);
    if (own.length === 0) return [];
    const sum = (of: 'firms' | 'shown' | 'found'): number =>
      own.reduce((all, row) => all + row[of], 0);
    const { id, ...named } = namesOf(found);
    return [{ item: id, ...named, firms: sum('firms'), shown: sum('shown'), found: sum('found') }];
  });
  const below = new Map<string, { id: string; name: string; firms: number }>();
  for (const { division, firms: count } of within(firms)) {
    const child = node ? areas.childAt(node.id, division) : areas.get(division);
    if (!child) continue;
    const known = below.get(child.id)?.firms ?? 0;
    below.set(child.id, { id: child.id, name: child.name, firms: known + count });
  }
  return {
    asOf: formatDay(day),
    node: node && { id: node.id, name: node.name },
    firms: within(firms).reduce((all, row) => all + row.firms, 0),
    items: items.sort((a, b) => b.shown - a.shown || b.firms - a.firms),
    divisions: [...below.values()].sort((a, b) => b.firms - a.firms),
    untouched: force
      .filter(({ item }) => detectorsOf(item.id).length === 0)
      .map(({ item: { id, clause, title } }) => ({ id, clause, title })),
  };
}

function namesOf({ edition, item }: FoundItem) {
  const { id, clause, title, nature, confidence } = item;
  return { id, edition: edition.number, kind: edition.kind, clause, title, nature, confidence };
}

export interface SuspectQuery {
  readonly division?: string | undefined;
  readonly item?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly basis?: 'shown' | 'absent' | undefined;
  readonly enterprise?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function suspectPage(
  judging: Judging,
  caller: Reader,
  day: Day,
  query: SuspectQuery,
): Promise<Result<{ rows: SuspectRowAnswer[]; next: string | null; asOf: string }, Refusal>> {
  const { division, item, kind = null, basis, enterprise = null, cursor, limit } = query;
  const after = cursor === undefined ? null : partsOfCursor(cursor, 2);
  if (cursor !== undefined && after === null) return refuse(notACursor);
  await judging.kept.suspicions(day);
  const areas = await areasOn(judging, caller, day);
  const force = itemsInForce(judging, day, kind).map((found) => found.item.id);
  const rows = await reading(judging.city.web, caller, (client) =>
    suspectRows(client, day, {
      items: item === undefined ? force : force.filter((id) => id === item),
      divisions: areas.under(division ?? null),
      enterprise,
      only: basis ? detectors.filter((d) => d.basis === basis).map(({ id }) => id) : null,
      after: after ? [after[0] ?? '', after[1] ?? ''] : null,
      limit,
    }),
  );
  const last = rows.at(-1);
  const next = last && rows.length === limit ? cursorOf([last.enterprise, last.item]) : null;
  return ok({
    rows: rows.map((row) => rowAnswer(judging, areas, row)),
    next,
    asOf: formatDay(day),
  });
}

function rowAnswer({ criteria }: Judging, areas: Areas, row: SuspectRow): SuspectRowAnswer {
  const found = must(criteria.itemOf(row.item), row.item);
  const own = row.detectors.flatMap((id) => BY_ID.get(id) ?? []);
  const joined = (of: 'says' | 'missing') => ({
    zh: [...new Set(own.map((each) => each[of].zh))].join('；'),
    en: [...new Set(own.map((each) => each[of].en))].join('; '),
  });
  const division = areas.get(row.division);
  const { nature: _, confidence: __, id, ...named } = namesOf(found);
  return {
    enterprise: { id: row.enterprise, name: row.name },
    division: division && { id: division.id, name: division.name },
    item: id,
    ...named,
    says: joined('says'),
    missing: joined('missing'),
    basis: own.some(({ basis }) => basis === 'shown') ? 'shown' : 'absent',
    ...{ found: row.found, open: row.open, closed: row.closed },
  };
}
