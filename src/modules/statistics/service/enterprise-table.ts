import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import { reading } from '../../identity/index.ts';
import { monthEnds } from '../../overview/index.ts';
import type { EnterpriseGroup } from '../../registry/index.ts';
import { enterpriseGroups } from '../../registry/index.ts';
import type { Words } from '../model.ts';
import { NONE, OWN } from '../model.ts';
import type { Keyed } from '../rules/fold.ts';
import { groupedBy, sumOf } from '../rules/fold.ts';
import { monthsOf } from '../rules/periods.ts';
import type { Asked } from './asked.ts';
import { childrenOf } from './asked.ts';
import type { Body } from './cells.ts';
import { rowOf, totalOf } from './cells.ts';
import { pathOf } from './links.ts';
import { codesOf, codeWords, ownWords, plain } from './names.ts';

/** Enterprises counted by the filters of their ledger, where each number leads. */

const GRADES = ['red', 'orange', 'yellow', 'blue', NONE];
const LEVELS = ['1', '2', '3', '4'];

/** In the order of the topic's measures. */
function valuesOf(group: EnterpriseGroup): number[] {
  const holds = [
    ...[true, group.chem, group.trade],
    ...GRADES.map((grade) => group.grade === grade),
    group.majorHazardLevel !== NONE,
  ];
  return holds.map((yes) => (yes ? group.count : 0));
}

type Filter = Readonly<Record<string, string | null>>;

/** The ledger's filter of a column. */
const COLUMN: Readonly<Record<string, Filter>> = {
  total: {},
  chem: { line: 'chem' },
  trade: { line: 'trade' },
  ...Object.fromEntries(GRADES.map((grade) => [grade === NONE ? 'ungraded' : grade, { grade }])),
  hazard: { majorHazardLevel: LEVELS.join(',') },
};

/** Both filters at once; null: they speak of the same and differ, no list shows that. */
function joined(row: Filter, column: Filter): Filter | null {
  const clash = Object.keys(column).some((name) => row[name] && row[name] !== column[name]);
  return clash ? null : { ...row, ...column };
}

function linkOf(row: Filter, measure: string): string | null {
  const filter = joined(row, COLUMN[measure] ?? {});
  return filter && pathOf('/enterprises', filter);
}

async function groupsOn(asked: Asked, day: Day): Promise<EnterpriseGroup[]> {
  const { at, caller, areas, division, line } = asked;
  const groups = await reading(at.city.web, caller, (client) =>
    enterpriseGroups(client, new Date(endOfDay(day))),
  );
  const within = division === null ? null : new Set(areas.under(division));
  return groups.filter(
    (group) =>
      (!within || (group.division !== null && within.has(group.division))) &&
      (line === null || group[line]),
  );
}

export async function enterpriseTable(asked: Asked): Promise<Body> {
  const { by, division, line } = asked;
  const shared = { division, line };
  if (by === 'month') return byMonth(asked);
  const groups = await groupsOn(asked, asked.day);
  const keyed = (key: (group: EnterpriseGroup) => string): Keyed[] =>
    groups.map((group) => ({ key: key(group), values: valuesOf(group) }));
  const rows =
    by === 'division'
      ? divisionRows(asked, groups)
      : codeRows(
          asked,
          groupedBy(keyed(fieldOf(by)), (key) => key ?? NONE),
        );
  const total = totalOf(asked, sumOf(keyed(() => '')), (measure) => linkOf(shared, measure));
  return { rows, total };
}

const fieldOf =
  (by: Asked['by']) =>
  (group: EnterpriseGroup): string => {
    if (by === 'scale') return group.scale;
    if (by === 'grade') return group.grade;
    return by === 'productionState' ? group.productionState : group.majorHazardLevel;
  };

function divisionRows(asked: Asked, groups: readonly EnterpriseGroup[]): Body['rows'] {
  const { children, belongsTo } = childrenOf(asked);
  const counts = groups.map((group) => ({ key: group.division, values: valuesOf(group) }));
  const sums = groupedBy(counts, belongsTo);
  const own = sums.get(OWN);
  const rows = children.map(({ id, name }) =>
    rowOf(asked, id, plain(name), sums.get(id) ?? [], (measure) =>
      linkOf({ division: id, line: asked.line }, measure),
    ),
  );
  // The ledger has no filter for what lies at a division alone.
  return own ? [...rows, rowOf(asked, OWN, ownWords, own, () => null)] : rows;
}

function codeRows(asked: Asked, sums: ReadonlyMap<string, readonly number[]>): Body['rows'] {
  const { at, by, division, line } = asked;
  const levels = LEVELS.map((id) => ({ id, words: { zh: `${id}级`, en: `Level ${id}` } }));
  const codes = by === 'majorHazardLevel' ? levels : codesOf(at.city, 'enterprises', by);
  const order = [...codes.map(({ id }) => id), NONE];
  const keys = [...order, ...[...sums.keys()].filter((key) => !order.includes(key))];
  return keys.flatMap((key) => {
    const values = sums.get(key);
    const link = (measure: string) => linkOf({ division, line, [by]: key }, measure);
    return values ? rowOf(asked, key, nameOf(by, codes, key), values, link) : [];
  });
}

function nameOf(by: Asked['by'], codes: ReturnType<typeof codesOf>, key: string): Words {
  if (key !== NONE) return codeWords(codes, key);
  if (by === 'grade') return { zh: '未评级', en: 'Not graded' };
  return by === 'majorHazardLevel'
    ? { zh: '无重大危险源', en: 'No major hazard' }
    : codeWords(codes, null);
}

async function byMonth(asked: Asked): Promise<Body> {
  const { division, line } = asked;
  const rows = [];
  for (const day of monthEnds(asked.day, monthsOf(asked.period, asked.day).length - 1)) {
    const asOf = formatDay(day);
    const groups = await groupsOn(asked, day);
    const values = sumOf(groups.map((group) => ({ key: '', values: valuesOf(group) })));
    const link = (measure: string) => linkOf({ division, line, asOf }, measure);
    rows.push(rowOf(asked, asOf, plain(asOf), values, link));
  }
  return { rows, total: null };
}
