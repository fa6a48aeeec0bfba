import { column, kindOf } from '../columns.ts';
import type { CountFacet, Facet, FoldFacet, PairFacet, SpanFacet } from './facet.ts';
import { momentOf, validity } from './moments.ts';
import type { Read, Types } from './scope.ts';
import { attributeOf, facetTable, Scope } from './scope.ts';
import { runningTotals } from './sweep.ts';

/** What the rows of a facet follow from, beside the insert that builds them. */
export interface FacetFill {
  readonly sql: string;
  /** Read of the records that are folded. */
  readonly records: readonly Read[];
  /** Read of the owner itself. */
  readonly owners: readonly Read[];
}

/** Builds the table of a facet; `some`: of the owners that $1 lists. */
export function fillFacet(types: Types, facet: Facet, some = false): FacetFill {
  const build: Build = { types, some, records: [], owners: [] };
  const rows =
    'match' in facet
      ? pairRows(build, facet)
      : 'counts' in facet
        ? countRows(build, facet)
        : 'during' in facet
          ? spanRows(build, facet)
          : foldRows(build, facet);
  // Neighbours that are alike become one: every reader joins these spans.
  const sql = `insert into ${facetTable(facet.owner, facet.attr)}
select id, vf, coalesce(lead(vf) over (partition by id order by vf), 'infinity'), value, known
from (select c.*, row(value, known) is distinct from row(lag(value) over w, lag(known) over w) as turn
from (${rows}) c window w as (partition by id order by vf)) t where turn`;
  return { sql, records: readsOf(build.records), owners: readsOf(build.owners) };
}

/** One fill under way: its scopes say in the end what was read. */
interface Build {
  readonly types: Types;
  readonly some: boolean;
  readonly records: Scope[];
  readonly owners: Scope[];
}

const readsOf = (scopes: readonly Scope[]): Read[] => scopes.flatMap(({ reads }) => reads);

/**
 * The records that count, over time: rows (id, seqkey, lo, hi, d the date, vlo and vhi the
 * validity, the reads by name, `more`).
 */
function counted(
  build: Build,
  facet: Facet,
  more: (scope: Scope) => readonly string[],
  near: (scope: Scope) => string = () => '',
): string {
  const scope = new Scope(build.types, facet.record);
  build.records.push(scope);
  const reads = (facet.reads ?? []).map((name) => `${scope.attr(name).sql} as ${column(name)}`);
  const extra = more(scope);
  const nearby = build.some ? near(scope) : '';
  const { dateAttr } = scope.definition;
  const date = dateAttr ? momentOf(scope, dateAttr) : 'null::timestamptz';
  const valid = validity(scope);
  const { b, e } = scope.segment;
  const dated = `coalesce(${date}, '-infinity')`;
  const columns = [
    `${scope.row}.id`,
    `${scope.row}.seqkey`,
    `${facet.undated ? b : `greatest(${b}, ${dated})`} as lo`,
    `${e} as hi`,
    `${dated} as d`,
    `${valid.from} as vlo`,
    `${valid.until} as vhi`,
    ...extra,
    ...reads,
  ];
  const rows = `select ${columns.join(', ')} from ${scope.from()} where ${scope.row}.live${nearby}`;
  return `select * from (${rows}) r where lo < hi${facet.where ? ` and ${facet.where}` : ''}`;
}

/** The records with their owner. */
function tied(build: Build, facet: FoldFacet | CountFacet | SpanFacet): string {
  const owners = (scope: Scope): readonly string[] => {
    const tie = scope.attr(facet.tie);
    if (kindOf(attributeOf(scope.definition, facet.tie)) === 'list')
      return [`unnest(${tie.sql}) as owner`];
    if (!facet.orTie) return [`${tie.sql} as owner`];
    const other = scope.attr(facet.orTie).sql;
    return [
      `unnest(case when ${tie.sql} = ${other} then array[${other}] else array[${tie.sql}, ${other}] end) as owner`,
    ];
  };
  const rows = counted(build, facet, owners, (scope) => nearTo(scope, facet));
  const listed = build.some ? ' and owner = any($1::text[])' : '';
  const reads = (facet.reads ?? []).map((name) => `r.${column(name)}`);
  if (!facet.below) return `select * from (${rows}) r where owner is not null${listed}`;
  const kept = ['r.id', 'r.seqkey', 'r.d', 'r.vlo', 'r.vhi', ...reads].join(', ');
  return `select da.above as owner, greatest(r.lo, da.vf) as lo, least(r.hi, da.vt) as hi, ${kept}
from (${rows}) r join rec.division_above da on da.id = r.owner and da.vf < r.hi and da.vt > r.lo${build.some ? ' and da.above = any($1::text[])' : ''}`;
}

/** Of some owners an index knows the records; the columns do not show it. */
function nearTo(scope: Scope, facet: FoldFacet | CountFacet | SpanFacet): string {
  const ids = facet.below
    ? 'array(select id from rec.division_above where above = any($1::text[]))'
    : '$1::text[]';
  const ties = [facet.tie, ...(facet.orTie ? [facet.orTie] : [])].map((path) => {
    const { sql, kind } = scope.attr(path);
    return kind === 'list' ? `${sql} && ${ids}` : `${sql} = any(${ids})`;
  });
  return ` and (${ties.join(' or ')})`;
}

function foldRows(build: Build, facet: FoldFacet): string {
  const turns = [
    ...(facet.value.includes('m.vlo') ? ['m.vlo', 'm.vhi'] : []),
    ...(facet.turns ?? []),
  ].map((turn) => ` union select owner, ${turn} from m where ${turn} > lo and ${turn} < hi`);
  return `with m as materialized (${tied(build, facet)}),
p as (select owner, b, coalesce(lead(b) over (partition by owner order by b), 'infinity') as e
from (select owner, lo as b from m union select owner, hi from m where hi < 'infinity'${turns.join('')}) q)
select p.owner as id, p.b as vf, ${facet.value} as value, count(m.owner) > 0 as known
from p left join m on m.owner = p.owner and m.lo <= p.b and p.b < m.hi group by p.owner, p.b, p.e`;
}

function countRows(build: Build, facet: CountFacet): string {
  const counted = Object.entries(facet.counts).map(([name, condition]) => [
    column(name),
    `case when ${condition} then 1 else 0 end`,
  ]);
  const values = { all_: '1', ...Object.fromEntries(counted) };
  const change = { rows: 'm', at: 'lo', until: 'hi', values };
  return `with m as materialized (${tied(build, facet)})
select c.owner as id, c.b as vf, ${facet.value} as value, c.all_ > 0 as known
from (${runningTotals(['owner'], Object.keys(values), [change], null)}) c`;
}

function spanRows(build: Build, facet: SpanFacet): string {
  const { from, until } = facet.during;
  return `with m as (${tied(build, facet)}),
s as (select owner, greatest(lo, ${from}) lo, least(hi, ${until}) hi from m),
t as (select owner, range_agg(tstzrange(lo, hi)) t from s where lo < hi group by owner)
select owner as id, coalesce(lower(r), '-infinity') as vf, v as value, v as known from
(select owner, unnest(t) r, true v from t union all select owner, unnest('{(,)}'::tstzmultirange - t), false from t) w where not isempty(r)`;
}

function pairRows(build: Build, facet: PairFacet): string {
  const scope = new Scope(build.types, facet.owner);
  build.owners.push(scope);
  const own = facet.own.map((name) => `${scope.attr(name).sql} as ${column(name)}`);
  for (const name of facet.turnsAt ?? []) scope.cut(momentOf(scope, name));
  const { b, e } = scope.segment;
  const owners = `select * from (select ${[`${scope.row}.id`, `${b} as lo`, `${e} as hi`, ...own].join(', ')}
from ${scope.from()}${build.some ? ` where ${scope.row}.id = any($1::text[])` : ''}) r where lo < hi${facet.ownWhere ? ` and ${facet.ownWhere}` : ''}`;
  const { within } = facet;
  const from = ['o.lo', 'm.lo', ...(within ? ['da.vf'] : []), ...(facet.from ? [facet.from] : [])];
  const until = ['o.hi', 'm.hi', ...(within ? ['da.vt'] : [])];
  const joined = within
    ? `o join rec.division_above da on da.id = o.${column(within.own)} join m on m.${column(within.record)} = da.above and`
    : 'o join m on';
  const values = ['id', 'seqkey', 'd', 'vlo', 'vhi', ...(facet.reads ?? [])];
  const named = values.map((name) => `m.${column(name)} as ${column(name)}`).join(', ');
  return `with o as materialized (${owners}), m as materialized (${counted(build, facet, () => [])}),
x as materialized (select * from (select o.id as owner, greatest(${from.join(', ')}) as lo, least(${until.join(', ')}) as hi, ${named}
from ${joined} ${facet.match}) y where lo < hi),
p as (select owner, b, coalesce(lead(b) over (partition by owner order by b), 'infinity') as e
from (select owner, lo as b from x union select owner, hi from x where hi < 'infinity') q)
select p.owner as id, p.b as vf, ${facet.value} as value, count(m.owner) > 0 as known
from p left join x m on m.owner = p.owner and m.lo <= p.b and p.b < m.hi group by p.owner, p.b, p.e`;
}
