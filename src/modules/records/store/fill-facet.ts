import { column, kindOf } from '../columns.ts';
import type { Facet, FoldFacet, PairFacet, SpanFacet } from './facet.ts';
import { momentOf, validity } from './moments.ts';
import type { Types } from './scope.ts';
import { attributeOf, facetTable, Scope } from './scope.ts';

/** Builds the whole table of a facet. */
export function fillFacet(types: Types, facet: Facet): string {
  const rows =
    'match' in facet
      ? pairRows(types, facet)
      : 'during' in facet
        ? spanRows(types, facet)
        : foldRows(types, facet);
  return `insert into ${facetTable(facet.owner, facet.attr)}\n${rows}`;
}

/**
 * The records that count, over time: rows (id, seqkey, lo, hi, d the date, vlo and vhi the
 * validity, the reads by name, `more`).
 */
function counted(types: Types, facet: Facet, more: (scope: Scope) => readonly string[]): string {
  const scope = new Scope(types, facet.record);
  const reads = (facet.reads ?? []).map((name) => `${scope.attr(name).sql} as ${column(name)}`);
  const extra = more(scope);
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
  const rows = `select ${columns.join(', ')} from ${scope.from()} where ${scope.row}.live`;
  return `select * from (${rows}) r where lo < hi${facet.where ? ` and ${facet.where}` : ''}`;
}

/** The records with their owner. */
function tied(types: Types, facet: FoldFacet | SpanFacet): string {
  const rows = counted(types, facet, (scope) => {
    const tie = scope.attr(facet.tie);
    if (kindOf(attributeOf(scope.definition, facet.tie)) === 'list')
      return [`unnest(${tie.sql}) as owner`];
    if (!facet.orTie) return [`${tie.sql} as owner`];
    const other = scope.attr(facet.orTie).sql;
    return [
      `unnest(case when ${tie.sql} = ${other} then array[${other}] else array[${tie.sql}, ${other}] end) as owner`,
    ];
  });
  const reads = (facet.reads ?? []).map((name) => `r.${column(name)}`);
  if (!facet.below) return `select * from (${rows}) r where owner is not null`;
  const kept = ['r.id', 'r.seqkey', 'r.d', 'r.vlo', 'r.vhi', ...reads].join(', ');
  return `select da.above as owner, greatest(r.lo, da.vf) as lo, least(r.hi, da.vt) as hi, ${kept}
from (${rows}) r join rec.division_above da on da.id = r.owner and da.vf < r.hi and da.vt > r.lo`;
}

function foldRows(types: Types, facet: FoldFacet): string {
  const turns = [
    ...(facet.value.includes('m.vlo') ? ['m.vlo', 'm.vhi'] : []),
    ...(facet.turns ?? []),
  ].map((turn) => ` union select owner, ${turn} from m where ${turn} > lo and ${turn} < hi`);
  return `with m as materialized (${tied(types, facet)}),
p as (select owner, b, coalesce(lead(b) over (partition by owner order by b), 'infinity') as e
from (select owner, lo as b from m union select owner, hi from m where hi < 'infinity'${turns.join('')}) q)
select p.owner, p.b, p.e, ${facet.value}, count(m.owner) > 0
from p left join m on m.owner = p.owner and m.lo <= p.b and p.b < m.hi group by p.owner, p.b, p.e`;
}

function spanRows(types: Types, facet: SpanFacet): string {
  const { from, until } = facet.during;
  return `with m as (${tied(types, facet)}),
s as (select owner, greatest(lo, ${from}) lo, least(hi, ${until}) hi from m),
t as (select owner, range_agg(tstzrange(lo, hi)) t from s where lo < hi group by owner)
select owner, coalesce(lower(r), '-infinity'), coalesce(upper(r), 'infinity'), v, v from
(select owner, unnest(t) r, true v from t union all select owner, unnest('{(,)}'::tstzmultirange - t), false from t) w where not isempty(r)`;
}

function pairRows(types: Types, facet: PairFacet): string {
  const scope = new Scope(types, facet.owner);
  const own = facet.own.map((name) => `${scope.attr(name).sql} as ${column(name)}`);
  for (const name of facet.turnsAt ?? []) scope.cut(momentOf(scope, name));
  const { b, e } = scope.segment;
  const owners = `select * from (select ${[`${scope.row}.id`, `${b} as lo`, `${e} as hi`, ...own].join(', ')}
from ${scope.from()}) r where lo < hi${facet.ownWhere ? ` and ${facet.ownWhere}` : ''}`;
  const { within } = facet;
  const from = ['o.lo', 'm.lo', ...(within ? ['da.vf'] : []), ...(facet.from ? [facet.from] : [])];
  const until = ['o.hi', 'm.hi', ...(within ? ['da.vt'] : [])];
  const joined = within
    ? `o join rec.division_above da on da.id = o.${column(within.own)} join m on m.${column(within.record)} = da.above and`
    : 'o join m on';
  const values = ['id', 'seqkey', 'd', 'vlo', 'vhi', ...(facet.reads ?? [])];
  const named = values.map((name) => `m.${column(name)} as ${column(name)}`).join(', ');
  return `with o as materialized (${owners}), m as materialized (${counted(types, facet, () => [])}),
x as materialized (select * from (select o.id as owner, greatest(${from.join(', ')}) as lo, least(${until.join(', ')}) as hi, ${named}
from ${joined} ${facet.match}) y where lo < hi),
p as (select owner, b, coalesce(lead(b) over (partition by owner order by b), 'infinity') as e
from (select owner, lo as b from x union select owner, hi from x where hi < 'infinity') q)
select p.owner, p.b, p.e, ${facet.value}, count(m.owner) > 0
from p left join x m on m.owner = p.owner and m.lo <= p.b and p.b < m.hi group by p.owner, p.b, p.e`;
}
