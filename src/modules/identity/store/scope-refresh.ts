import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Marks, Types } from '../../records/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';

/**
 * Where records hang (migrations/0001_scope.sql), worked out from the newest version of each. What
 * came to an end keeps its last place, so that its history stays visible where it belongs.
 */

/** Records that everyone who has signed in may see: they are about nobody. */
const PUBLIC_TYPES = new Set(['jurisdiction', 'calendar', 'system']);

interface Place {
  readonly enterprises: string;
  readonly divisions: string;
  readonly park: string;
  readonly organisation: string;
}

/**
 * Of records that name no enterprise themselves, the record that they are about: they hang on its
 * enterprises, or a bureau of one line would see those of the other.
 */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  attestation: [
    `case when strpos(r."subject", '/') > 0 then '' else coalesce(r."subjectType", '') || '/' end || r."subject"`,
  ],
  video: [`'permit/' || r."permit"`, `'facility/' || r."facility"`],
  incidentAnalysis: [`'incident/' || r."incident"`],
};

/**
 * Records of which the enterprise that they name must not know: that it was reported, from outside
 * or by its own people past it, gives the reporter away. They hang on the division alone.
 */
const KEPT_FROM_ENTERPRISE: Readonly<Record<string, string>> = {
  report: `r."channel" is distinct from 'internal'`,
  reward: `not exists (select from rec.report p where p.id = r."report" and p.vt = 'infinity' and p."channel" = 'internal')`,
  lead: `r."source" in ('report', 'public')`,
};

function aboutOf({ type }: RecordDefinition): string | null {
  const subjects = ABOUT[type];
  if (!subjects) return null;
  const found = subjects.map(
    (subject) =>
      `(select a.enterprises from identity.record_scope s join identity.anchor a on a.id = s.anchor where s.subject = ${subject})`,
  );
  return `coalesce(${[...found, `'{}'`].join(', ')})`;
}

/** Expressions over a row `r` of a type, each a value of an anchor. */
function placeOf(definition: RecordDefinition): Place {
  const has = (name: string): boolean => definition.attributes.some((a) => a.name === name);
  const attr = (name: string): string => `r.${column(name)}`;
  const { type } = definition;
  const about = aboutOf(definition);
  const list = (single: string, many: string, own: string | null): string => {
    const parts = [
      ...(own === null ? [] : [`array[${own}]`]),
      ...(has(single) ? [`array[${attr(single)}]`] : []),
      ...(has(many) ? [`coalesce(${attr(many)}, '{}')`] : []),
    ];
    if (parts.length === 0) return `'{}'::text[]`;
    return `array(select distinct x from unnest(${parts.join(' || ')}) x where x is not null order by x)`;
  };
  const first = (names: readonly string[], own: boolean): string =>
    own ? 'r.id' : (names.filter(has).map(attr)[0] ?? 'null::text');
  const named = list('enterprise', 'enterprises', type === 'enterprise' ? 'r.id' : null);
  const hidden = KEPT_FROM_ENTERPRISE[type];
  const told =
    hidden === undefined ? named : `case when ${hidden} then '{}'::text[] else ${named} end`;
  return {
    enterprises: about ?? told,
    divisions: list('jurisdiction', 'jurisdictions', type === 'jurisdiction' ? 'r.id' : null),
    park: first(['park'], type === 'park'),
    organisation: first(['contractor', 'organisation'], type === 'organisation'),
  };
}

/** The newest version of each record; with `some`, of those that $1 lists. */
function newest(definition: RecordDefinition, some: boolean): string {
  const { enterprises, divisions, park, organisation } = placeOf(definition);
  const everyone = PUBLIC_TYPES.has(definition.type);
  return `select r.seqkey record, ${literal(`${definition.type}/`, 'text')} || r.id subject,
    ${enterprises} enterprises, ${divisions} divisions, ${park} park, ${organisation} organisation, ${everyone} everyone
  from ${tableOf(definition.type)} r
  where r.vt = 'infinity' and r.vf > '-infinity'${some ? ' and r.id = any($1::text[])' : ''}`;
}

const SAME = `a.enterprises = n.enterprises and a.divisions = n.divisions and coalesce(a.park, '') = coalesce(n.park, '')
  and coalesce(a.organisation, '') = coalesce(n.organisation, '') and a.everyone = n.everyone`;

/**
 * Places the records of a type; anchors that are new get their keys afterwards. True: some that
 * had a place have another one now.
 */
async function placeRecords(
  db: Queryable,
  definition: RecordDefinition,
  ids: readonly string[] | null,
): Promise<boolean> {
  const rows = newest(definition, ids !== null);
  const values = ids === null ? [] : [ids];
  await db.query(
    `insert into identity.anchor (enterprises, divisions, park, organisation, everyone, keys)
     select distinct enterprises, divisions, park, organisation, everyone, '{}'::text[] from (${rows}) n
     on conflict do nothing`,
    values,
  );
  const { rowCount } = await db.query(
    // Its lists worked out once: joined row by row, they are for every anchor.
    `with n as materialized (${rows}),
     placed as materialized (select n.record, n.subject, a.id anchor from n join identity.anchor a on ${SAME}),
     added as (insert into identity.record_scope (record, subject, anchor)
       select record, subject, anchor from placed on conflict (record) do nothing)
     update identity.record_scope s set anchor = p.anchor
     from placed p where s.record = p.record and s.anchor <> p.anchor`,
    values,
  );
  return (rowCount ?? 0) > 0;
}

/**
 * Keys of anchors: every division at or above (the place of the record or of its enterprises) and
 * the functional zones in which they lie, on
 * the lines of its enterprises, on both where it has none; the enterprises with their parks. What
 * lies nowhere belongs to the city.
 */
const KEYS = `with part as (
  select a.* from identity.anchor a where $1::int[] is null or a.id = any($1::int[])),
firm as (
  select p.id anchor, e.id, e."park" park, e."jurisdiction" division,
    case when e."industry" is null then array['chem', 'trade'] else
      array_remove(array[case when e."industry" && $2::text[] then 'trade' end,
        case when exists (select from unnest(e."industry") i where i <> all($2::text[])) then 'chem' end], null) end lines
  from part p join rec.enterprise e on e.id = any(p.enterprises) and e.vt = 'infinity'),
line as (
  select distinct f.anchor, l.line from firm f cross join lateral unnest(f.lines) l(line)
  union all
  select p.id, l.line from part p cross join unnest(array['chem', 'trade']) l(line)
    where not exists (select from firm f where f.anchor = p.id)),
place as (
  select p.id anchor, d.division from part p cross join lateral unnest(p.divisions) d(division)
  union select anchor, division from firm where division is not null),
area as (
  select pl.anchor, coalesce(d.above, pl.division) above from place pl
    left join rec.division_above d on d.id = pl.division and d.vt = 'infinity'
  union select pl.anchor, z.zone from place pl
    join rec.division_above d on d.id = pl.division and d.vt = 'infinity'
    join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' cross join lateral unnest(j."zones") z(zone)
  union select p.id, j.id from part p join rec.jurisdiction j on j."parent" is null and j.vt = 'infinity' and j.live
    where not exists (select from place pl where pl.anchor = p.id)),
key as (
  select ar.anchor, 'd:' || ar.above || ':' || l.line k from area ar join line l on l.anchor = ar.anchor
  union all select p.id, 'e:' || e from part p cross join lateral unnest(p.enterprises) e
  union all select f.anchor, 'p:' || f.park from firm f where f.park is not null
  union all select p.id, 'p:' || p.park from part p where p.park is not null
  union all select p.id, 'o:' || p.organisation from part p where p.organisation is not null
  union all select p.id, '*' from part p where p.everyone)
update identity.anchor a set keys = k.keys from (
  select p.id, p.keys before,
    coalesce(array_agg(distinct key.k order by key.k) filter (where key.k is not null), '{}') keys
  from part p left join key on key.anchor = p.id group by p.id, p.keys) k
where a.id = k.id and a.keys <> k.keys returning k.before <> '{}' moved`;

/** Industries of the trade line (工贸); all others are of the chemical line. */
const TRADE_INDUSTRIES = ['trade'];

/** Places every record anew: after the projection was built. */
export async function rebuildScopes(db: Queryable, types: Types): Promise<void> {
  await db.query('delete from identity.record_scope');
  await db.query('delete from identity.anchor');
  for (const definition of types.values()) await placeRecords(db, definition, null);
  await db.query(KEYS, [null, TRADE_INDUSTRIES]);
  await db.query('analyze identity.anchor');
  await db.query('analyze identity.record_scope');
  await rememberPlaced(db, 'all');
}

/**
 * Places again what changed; an enterprise takes with it the anchors that name it. True: something
 * went over to another scope, which a record that is new does not.
 */
export async function refreshScopes(db: Queryable, types: Types, marks: Marks): Promise<boolean> {
  let moved = false;
  // In the order of the dictionary: what a record is about is placed before it.
  for (const [type, definition] of types) {
    const ids = marks.get(type);
    if (ids && (await placeRecords(db, definition, [...ids.keys()]))) moved = true;
  }
  const firms = [...(marks.get('enterprise')?.keys() ?? [])];
  const { rows } = await db.query<{ id: number }>(
    `select id from identity.anchor where keys = '{}' union
     select id from identity.anchor where enterprises && $1::text[]`,
    [firms],
  );
  const anchors = rows.map(({ id }) => id);
  if (anchors.length > 0) {
    const keyed = await db.query<{ moved: boolean }>(KEYS, [anchors, TRADE_INDUSTRIES]);
    if (keyed.rows.some((row) => row.moved)) moved = true;
  }
  await rememberPlaced(db, marks.has('jurisdiction') ? 'all' : anchors);
  return moved;
}

/** Facts that the projection has read. */
const READ = 'select coalesce(sum(pos), 0)::bigint facts from rec.state';

/** Have the records as they stand in the projection been placed? False without a projection. */
export async function arePlaced(db: Queryable): Promise<boolean> {
  const { rows: there } = await db.query<{ there: boolean }>(
    `select to_regclass('rec.state') is not null as there`,
  );
  if (!there[0]?.there) return false;
  const { rows } = await db.query<{ placed: boolean }>(
    `select exists (select from identity.scope_state s, (${READ}) r where s.facts = r.facts) placed`,
  );
  return rows[0]?.placed ?? false;
}

/** Keys of the city, where every anchor has one of them. */
const WHOLE = `(select r.keys from (
    select array_agg('d:' || j.id || ':' || l order by j.id, l) keys
    from rec.jurisdiction j cross join unnest(array['chem', 'trade']) l
    where j."parent" is null and j.vt = 'infinity' and j.live) r
  where not exists (select from identity.anchor a where not a.keys && r.keys))`;

/** They stay as they were while the anchors that changed have one too. */
const STILL_WHOLE = `(select s.whole from identity.scope_state s
  where not exists (select from identity.anchor a where a.id = any($1::int[]) and not a.keys && s.whole))`;

async function rememberPlaced(db: Queryable, changed: readonly number[] | 'all'): Promise<void> {
  const whole = changed === 'all' ? WHOLE : STILL_WHOLE;
  await db.query(
    `with gone as (delete from identity.scope_state)
     insert into identity.scope_state (facts, whole) select facts, ${whole} from (${READ}) f`,
    changed === 'all' ? [] : [changed],
  );
}
