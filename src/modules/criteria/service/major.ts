import type { Day } from '../../../kernel/calendar.ts';
import { addMonths, dayOf, formatDay, partsOf } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { reading } from '../../identity/index.ts';
import type { FoundItem } from '../load.ts';
import type { Kind, MajorAnswer, MajorGroup, MajorRowAnswer, MajorState } from '../model.ts';
import { citedBy } from '../rules/citing.ts';
import { monthsOf, NONE, sharesBy, tallyOf } from '../rules/tallying.ts';
import { keptMajor, majorRows, seenMajor } from '../store/major.ts';
import type { Judging, Reader } from './context.ts';
import { areasOn, nodeOf, seesDivisions } from './context.ts';
import { valueIn } from './words.ts';

/** The database of major hazards (重大隐患数据库): statutory ones and the city's rule apart. */

const MONTHS = 24;
const NOT_ON_RECORD: Bilingual = { zh: '未注明', en: 'not on record' };

async function groupsOn(judging: Judging, caller: Reader, day: Day): Promise<MajorGroup[]> {
  const { city, kept } = judging;
  if (!seesDivisions(caller)) return reading(city.web, caller, (client) => seenMajor(client, day));
  await kept.major(day);
  return reading(city.web, caller, (client) => keptMajor(client, day));
}

export async function majorOn(
  judging: Judging,
  caller: Reader,
  day: Day,
  query: Facets & { readonly division?: string | undefined; readonly kind: Kind },
): Promise<MajorAnswer> {
  const { division, kind } = query;
  const areas = await areasOn(judging, caller, day);
  const node = nodeOf(areas, caller, division);
  const within = (await groupsOn(judging, caller, day)).filter(
    (group) =>
      group.kind === kind &&
      (division === undefined || areas.chain(group.division).includes(division)),
  );
  const itemOf = itemFinder(judging);
  const facetOf: Readonly<Record<Facet, (group: MajorGroup) => string | null>> = {
    industry: ({ industry }) => industry,
    item: ({ criterion }) => itemOf(criterion)?.item.id ?? null,
    nature: ({ nature }) => nature,
    cause: ({ cause }) => cause,
  };
  const groups = chosenOf(within, query, facetOf);
  const shares = (facet: Facet, labelOf: (value: string) => Bilingual) =>
    sharesBy(chosenOf(within, { ...query, [facet]: undefined }, facetOf), facetOf[facet], labelOf);
  const childOf = (group: MajorGroup): string | null =>
    (node ? areas.childAt(node.id, group.division)?.id : null) ?? group.division;
  const coded = (attr: string) => (value: string) =>
    value === NONE ? NOT_ON_RECORD : valueIn(judging.city, 'hazard', attr, value);
  return {
    asOf: formatDay(day),
    kind,
    node: node && { id: node.id, name: node.name },
    total: tallyOf(groups),
    months: monthsOf(groups, monthsBefore(day)),
    divisions: sharesBy(groups, childOf, (id) => same(areas.get(id)?.name ?? id)),
    industries: shares('industry', coded('enterpriseIndustry')),
    criteria: shares('item', (id) => itemWords(judging.criteria.itemOf(id))),
    natures: shares('nature', coded('class')),
    causes: shares('cause', coded('cause')),
  };
}

/** What the groups are filtered by, as the list of rows takes it; a share leaves its own out. */
const FACETS = ['industry', 'item', 'nature', 'cause'] as const;
type Facet = (typeof FACETS)[number];
type Facets = { readonly [F in Facet]?: string | undefined };

function chosenOf(
  groups: readonly MajorGroup[],
  chosen: Facets,
  facetOf: Readonly<Record<Facet, (group: MajorGroup) => string | null>>,
): MajorGroup[] {
  return groups.filter((group) =>
    FACETS.every((facet) => {
      const wanted = chosen[facet];
      return wanted === undefined || (facetOf[facet](group) ?? NONE) === wanted;
    }),
  );
}

const same = (text: string): Bilingual => ({ zh: text, en: text });

/** The item that words cite, each looked up once. */
function itemFinder({ criteria }: Judging): (words: string | null) => FoundItem | null {
  const known = new Map<string, FoundItem | null>();
  return (words) => {
    if (words === null) return null;
    if (!known.has(words)) known.set(words, citedBy(criteria.editions, words, null));
    return known.get(words) ?? null;
  };
}

function itemWords(found: FoundItem | null): Bilingual {
  if (!found) return NOT_ON_RECORD;
  return same(`${found.edition.number} ${found.item.clause} ${found.item.title}`);
}

/** First days of the months up to the day, oldest first; not before the plans. */
function monthsBefore(day: Day): string[] {
  const { year, month } = partsOf(day);
  const first = dayOf(year, month, 1);
  return Array.from({ length: MONTHS }, (_, back) => formatDay(addMonths(first, -back)))
    .filter((text) => text >= '2024-01-01')
    .reverse();
}

export interface MajorQuery {
  readonly kind: Kind;
  readonly division?: string | undefined;
  readonly state?: MajorState | undefined;
  readonly industry?: string | undefined;
  readonly sector?: string | undefined;
  readonly item?: string | undefined;
  readonly nature?: string | undefined;
  readonly cause?: string | undefined;
  readonly foundMonth?: string | undefined;
  readonly closedMonth?: string | undefined;
  readonly openMonth?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function majorPage(
  judging: Judging,
  caller: Reader,
  day: Day,
  query: MajorQuery,
): Promise<Result<{ rows: MajorRowAnswer[]; next: string | null; asOf: string }, Refusal>> {
  const { cursor, limit } = query;
  const after = cursor === undefined ? null : partsOfCursor(cursor, 2);
  if (cursor !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(after?.[0] ?? '')) {
    return refuse(notACursor);
  }
  const areas = await areasOn(judging, caller, day);
  const cited = await criteriaOf(judging, caller, day, query.item);
  const rows = await reading(judging.city.web, caller, (client) =>
    majorRows(
      client,
      day,
      {
        ...{ kind: query.kind, state: query.state ?? null, industry: query.industry ?? null },
        ...{ sector: query.sector ?? null, nature: query.nature ?? null },
        ...{ cause: query.cause ?? null, enterprise: query.enterprise ?? null },
        ...{ foundMonth: monthStart(query.foundMonth), closedMonth: monthStart(query.closedMonth) },
        openMonth: monthStart(query.openMonth),
        ...cited,
        after: after ? [after[0] ?? '', after[1] ?? ''] : null,
        limit,
      },
      areas.under(query.division ?? null),
    ),
  );
  const itemOf = itemFinder(judging);
  const worded = (attr: string, value: string | null): Bilingual | null =>
    value === null ? null : valueIn(judging.city, 'hazard', attr, value);
  const last = rows.at(-1);
  return ok({
    asOf: formatDay(day),
    next: last && rows.length === limit ? cursorOf([last.place, last.id]) : null,
    rows: rows.map(({ place: _, name, enterprise, division, ...row }) => {
      const area = areas.get(division);
      const found = itemOf(row.criterion);
      return {
        ...row,
        enterprise: enterprise === null ? null : { id: enterprise, name },
        division: area && { id: area.id, name: area.name },
        criterion: found ? itemWords(found) : row.criterion === null ? null : same(row.criterion),
        nature: worded('class', row.nature),
        cause: worded('cause', row.cause),
        source: worded('source', row.source),
      };
    }),
  });
}

const monthStart = (month: string | undefined): string | null =>
  month === undefined ? null : `${month}-01`;

/** The words that mean an item, as hazards of the caller's scope have them; `none`: no item. */
async function criteriaOf(
  judging: Judging,
  caller: Reader,
  day: Day,
  item: string | undefined,
): Promise<{ criteria: string[] | null; uncited: boolean; known: string[] }> {
  if (item === undefined) return { criteria: null, uncited: false, known: [] };
  const itemOf = itemFinder(judging);
  const words = new Set((await groupsOn(judging, caller, day)).flatMap((g) => g.criterion ?? []));
  if (item === NONE) {
    const known = [...words].filter((each) => itemOf(each) !== null);
    return { criteria: null, uncited: true, known };
  }
  const meant = [...words].filter((each) => itemOf(each)?.item.id === item);
  return { criteria: meant, uncited: false, known: [] };
}
