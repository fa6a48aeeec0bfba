import type { Queryable } from './types.ts';

/**
 * The database's schema as text, for people and for comparison: every schema that is not
 * PostgreSQL's own, with tables, constraints, indexes, triggers, views, sequences, types, functions
 * and what others than the owner may do. From the catalogs, because the packaged binaries have no
 * pg_dump; the same text on every version from 15.
 */
export async function describeSchema(db: Queryable): Promise<string> {
  const parts: { schema: string; place: number; name: string; text: string }[] = [];
  for (const [place, sql] of QUERIES.entries()) {
    const { rows } = await db.query<{ schema: string; name: string; text: string }>(
      `with own as (${OWN_SCHEMAS}), outsider as (${OUTSIDERS}) ${sql}`,
    );
    parts.push(...rows.map((row) => ({ ...row, place })));
  }
  const key = (part: { schema: string; place: number; name: string }): string =>
    `${part.schema}\0${String(part.place).padStart(2, '0')}\0${part.name}`;
  const sorted = parts.map((part) => [key(part), part.text] as const);
  sorted.sort(([a], [b]) => (a < b ? -1 : 1));
  return [HEADER, ...sorted.map(([, text]) => text)].map((text) => `${text}\n`).join('\n');
}

const HEADER =
  '-- What the migrations make, rights of others than the owner as comments: npm run schema';

const OWN_SCHEMAS = `select oid, nspname as name, nspowner as owner, nspacl as acl
  from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`;

/** What each access list gives to others than the owner, one line a grantee. */
const OUTSIDERS = `select target, kind, string_agg(line, E'\\n' order by line) as lines from (
    select target, kind, format('-- %s: %s', grantee,
      string_agg(right_name, ', ' order by right_name)) as line
    from (
      select given.target, given.kind, lower(entry.privilege_type)
          || case when entry.is_grantable then ' with grant option' else '' end as right_name,
        case when entry.grantee = 0 then 'public' else entry.grantee::regrole::text end as grantee
      from (
        select oid as target, 'schema' as kind, nspowner as owner,
          coalesce(nspacl, acldefault('n', nspowner)) as acl from pg_namespace
        union all
        select oid, 'relation', relowner, coalesce(relacl,
          acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)) from pg_class
        union all
        select oid, 'function', proowner, coalesce(proacl, acldefault('f', proowner)) from pg_proc
      ) as given, aclexplode(given.acl) as entry
      where entry.grantee <> given.owner
    ) as rights group by target, kind, grantee
  ) as lines group by target, kind`;

const RIGHTS = (kind: string, target: string): string =>
  `coalesce((select E'\\n' || lines from outsider
    where kind = '${kind}' and target = ${target}), '')`;

const INDENTED = (sql: string, order: string): string =>
  `coalesce(string_agg('  ' || ${sql}, E',\\n' order by ${order}), '')`;

const SCHEMAS = `select name as schema, '' as name,
    'create schema ' || quote_ident(name) || ';' || ${RIGHTS('schema', 'oid')} as text from own`;

/** Domains, enumerations and ranges: rows of tables come with the tables. */
const TYPES = `select own.name as schema, t.typname as name, format('create type %s as %s;',
    t.oid::regtype, case t.typtype
      when 'e' then 'enum (' || (select string_agg(quote_literal(enumlabel), ', '
        order by enumsortorder) from pg_enum where enumtypid = t.oid) || ')'
      when 'd' then format_type(t.typbasetype, t.typtypmod) || coalesce((
        select string_agg(' ' || pg_get_constraintdef(oid), '' order by conname)
        from pg_constraint where contypid = t.oid), '')
      else t.typtype::text end) as text
  from pg_type t join own on own.oid = t.typnamespace where t.typtype in ('d', 'e', 'r')`;

const SEQUENCES = `select own.name as schema, c.relname as name,
    format('create sequence %s as %s start %s increment %s minvalue %s maxvalue %s cache %s%s;',
      c.oid::regclass, format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin,
      s.seqmax, s.seqcache, case when s.seqcycle then ' cycle' else '' end)
    || ${RIGHTS('relation', 'c.oid')} as text
  from pg_class c join own on own.oid = c.relnamespace join pg_sequence s on s.seqrelid = c.oid`;

/** Not-null constraints are marks of the column: they have entries of their own only from 18 on. */
const TABLES = `select own.name as schema, c.relname as name,
    format(E'create%s table %s (\\n%s%s\\n)%s;', case c.relpersistence
        when 'u' then ' unlogged' when 't' then ' temporary' else '' end, c.oid::regclass,
      (select ${INDENTED(
        `format('%s %s%s%s%s', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
          case when a.attcollation <> t.typcollation
            then ' collate ' || a.attcollation::regcollation else '' end,
          case when a.attnotnull then ' not null' else '' end,
          case when a.attidentity = 'a' then ' generated always as identity'
            when a.attidentity = 'd' then ' generated by default as identity'
            when a.attgenerated = 's'
              then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end)`,
        'a.attnum',
      )} from pg_attribute a join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      (select coalesce(string_agg(E',\\n  constraint ' || quote_ident(conname) || ' '
          || pg_get_constraintdef(oid), '' order by contype, conname), '')
        from pg_constraint where conrelid = c.oid and contype not in ('n', 't')),
      case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid)
        when c.relispartition then ' -- partition ' || pg_get_expr(c.relpartbound, c.oid)
        else '' end
      || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''))
    || case when c.relrowsecurity then E'\\n-- row security' else '' end
    || ${RIGHTS('relation', 'c.oid')} as text
  from pg_class c join own on own.oid = c.relnamespace where c.relkind in ('r', 'p')`;

const INDEXES = `select own.name as schema, i.indexrelid::regclass::text as name,
    pg_get_indexdef(i.indexrelid) || ';' as text
  from pg_index i join pg_class c on c.oid = i.indexrelid join own on own.oid = c.relnamespace
  where not exists (select from pg_constraint where conindid = i.indexrelid
    and contype in ('p', 'u', 'x'))`;

const TRIGGERS = `select own.name as schema, c.relname || '.' || g.tgname as name,
    pg_get_triggerdef(g.oid) || ';' || case g.tgenabled when 'A' then ' -- enabled always'
      when 'D' then ' -- disabled' when 'R' then ' -- in replication only' else '' end as text
  from pg_trigger g join pg_class c on c.oid = g.tgrelid join own on own.oid = c.relnamespace
  where not g.tgisinternal`;

const POLICIES = `select schemaname as schema, tablename || '.' || policyname as name,
    format('create policy %I on %I.%I as %s for %s to %s using (%s) with check (%s);', policyname,
      schemaname, tablename, lower(permissive), lower(cmd), array_to_string(roles, ', '),
      coalesce(qual, 'true'), coalesce(with_check, 'true')) as text
  from pg_policies`;

/** The query's layout is not compared: versions break its lines differently. */
const VIEWS = `select own.name as schema, c.relname as name, format(E'create %sview %s (%s) as\\n  %s',
      case c.relkind when 'm' then 'materialized ' else '' end, c.oid::regclass,
      (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', '
        order by attnum) from pg_attribute where attrelid = c.oid and attnum > 0),
      regexp_replace(trim(pg_get_viewdef(c.oid)), '\\s+', ' ', 'g'))
    || coalesce(E'\\n-- with ' || array_to_string(c.reloptions, ', '), '')
    || ${RIGHTS('relation', 'c.oid')} as text
  from pg_class c join own on own.oid = c.relnamespace where c.relkind in ('v', 'm')`;

const FUNCTIONS = `select own.name as schema, p.oid::regprocedure::text as name,
    trim(trailing E'\\n ' from pg_get_functiondef(p.oid)) || ';'
    || ${RIGHTS('function', 'p.oid')} as text
  from pg_proc p join own on own.oid = p.pronamespace where p.prokind in ('f', 'p')`;

const QUERIES = [
  SCHEMAS,
  TYPES,
  SEQUENCES,
  FUNCTIONS,
  TABLES,
  INDEXES,
  TRIGGERS,
  POLICIES,
  VIEWS,
] as const;
