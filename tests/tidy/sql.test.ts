import { describe, expect, it, onTestFinished, test } from 'vitest';
import { derivedSchemas, slices } from '../../src/modules/slices.ts';
import { createTestDatabase } from '../support/database.ts';
import { filesBelow, read, sources, textsOf } from '../support/sources.ts';
import { foreignNames, looksLikeSql, type Owners, quotedInsertions } from '../support/sql-text.ts';

const production = sources().filter((f) => f.startsWith('src/') && !f.endsWith('.test.ts'));
const isHome = (file: string): boolean =>
  /^src\/modules\/[^/]+\/(store\.ts$|store\/)|^src\/platform\/db\//.test(file);

/** Which slice owns which schema. The projection and the duties are what their slices publish. */
const owners: Owners = new Map([
  ...slices.map((slice) => [slice, slice] as const),
  ['rec', 'records'],
  ['rec_stated', 'records'],
  ['duty', 'plan'],
  ['platform', 'platform'],
]);
/** What policies and scoped queries of every later slice stand on. */
const scopeNames = new Set([
  ...['anchor', 'record_scope', 'whole', 'my_keys', 'my_write_keys', 'my_roles', 'me', 'may_state'],
]);
const published = (schema: string, name: string): boolean =>
  schema === 'rec' || schema === 'duty' || scopeNames.has(name) || name.startsWith('published_');

/** The scope of whoever states a fact is checked where it enters. */
const allowed = new Set([
  'src/modules/identity/migrations/0001_scope.sql: ledger.fact',
  // The loop of hazards likewise; and a parameter that is called like the slice.
  'src/modules/hazards/migrations/0001_loop.sql: ledger.fact',
  'src/modules/hazards/migrations/0004_reasons.sql: ledger.fact',
  'src/modules/reports/migrations/0002_beside.sql: ledger.fact',
  'src/modules/risk/migrations/0001_beside.sql: ledger.fact',
  'src/modules/alarms/migrations/0003_beside.sql: ledger.fact',
  'src/modules/live/migrations/0003_windows.sql: ledger.fact',
  'src/modules/files/migrations/0001_files.sql: ledger.fact',
  'src/modules/records/store/read-rules.ts: hazards.longStanding',
  // A file that is called like the slice.
  'src/modules/quality/store/checks.ts: checks.ts',
]);

/** Inserted between quotes, yet no value from outside: names, dates and words checked before. */
const checked = new Set([
  // Record types of the dictionary, whose schema allows word characters only; clause ids likewise.
  ...['entity', 'context.entity', 'plan.selector.entity', 'm.record', 'record', 'definition.type'],
  ...['type', 'member', 'via?.target', 'context.clauseId'],
  // Days that are ours or were parsed.
  ...['p.label', 'p.start', 'p.end', 'p.due', 'from', 'until'],
  ...['context.window.from', 'context.window.until'],
  // Words of our own: parts of a date, statuses, kinds.
  ...['part', 's', 'k', 'kind', "MONTHLY.join(`', '`)"],
  // What `literal()` itself writes, and the database's own passwords.
  ...[`String(value).replaceAll("'", "''")`, 'passwordOf(secrets, name)', 'role'],
]);

/** A formatted day, or a choice between words that stand there. */
const isChecked = (inserted: string): boolean =>
  checked.has(inserted) ||
  /^formatDay\([\w.]+\)$/.test(inserted) ||
  /^[^?]+ \? '[\w ]+' : ('[\w ]+'|`1 \$\{part\}`)$/.test(inserted);

describe('SQL', () => {
  it('stands in its homes only', () => {
    const found = production
      .filter((file) => !isHome(file))
      .filter((file) => textsOf(read(file)).some(looksLikeSql));
    expect(found).toEqual([]);
  });

  it('names another slice by what it publishes', () => {
    const files = [
      ...production.filter(isHome),
      ...filesBelow('src/modules').filter((f) => f.endsWith('.sql')),
    ];
    const found = files.flatMap((file) => {
      const slice = /^src\/modules\/([^/]+)/.exec(file)?.[1] ?? 'platform';
      const texts = file.endsWith('.sql')
        ? [{ parts: [read(file).replace(/--.*/g, '')], inserted: [] }]
        : textsOf(read(file));
      return foreignNames(texts, slice, owners)
        .filter(({ schema, name }) => !published(schema, name))
        .map(({ schema, name }) => `${file}: ${schema}.${name}`);
    });
    expect(found.filter((each) => !allowed.has(each))).toEqual([]);
  });

  it('takes values as parameters or through literal(): between quotes stands nothing else', () => {
    const found = production.filter(isHome).flatMap((file) =>
      textsOf(read(file))
        .filter((text) => file.startsWith('src/modules/') || looksLikeSql(text))
        .flatMap(quotedInsertions)
        .filter((inserted) => !isChecked(inserted))
        .map((inserted) => `${file}: '\${${inserted}}'`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['const q = `select x from t`;', true],
    ["const q = 'insert into t values (1)';", true],
    ["const q = 'delete from t';", true],
    ['const q = `update ledger.fact set pos = $' + '{n}`;', true],
    ['const q = `with a as (select 1) select * from a`;', true],
    ["const q = 'create table t (a int)';", true],
    ["const message = 'choose from the list, or select another';", false],
    ["// select x from t\nconst q = '';", false],
  ])('is recognised: %s', (source, expected) => {
    expect(textsOf(source).some(looksLikeSql)).toBe(expected);
  });

  it('a seeded foreign table, a value between quotes, are found', () => {
    const insertion = " where f.by = '$" + "{user.name}' and n = $" + '{n}`;';
    const source = ['// why', 'const q = `select 1 from ledger.fact f', insertion].join('\n');
    const texts = textsOf(source);
    expect(foreignNames(texts, 'plan', owners)).toEqual([{ schema: 'ledger', name: 'fact' }]);
    expect(foreignNames(texts, 'ledger', owners)).toEqual([]);
    expect(texts.flatMap(quotedInsertions)).toEqual(['user.name']);
  });
});

const REFERENCES = `select c.conrelid::regclass::text as from_table, n.nspname as from_schema,
    m.nspname as to_schema
  from pg_constraint c
  join pg_class f on f.oid = c.conrelid join pg_namespace n on n.oid = f.relnamespace
  join pg_class t on t.oid = c.confrelid join pg_namespace m on m.oid = t.relnamespace
  where c.contype = 'f'`;

interface Reference {
  readonly from_table: string;
  readonly from_schema: string;
  readonly to_schema: string;
}

/** A schema stands where its slice does; the platform's before all. */
const rank = (schema: string): number =>
  slices.indexOf((owners.get(schema) ?? schema) as (typeof slices)[number]);

describe('the database', () => {
  test('foreign keys follow the order of the slices, none leads into a derived schema', async () => {
    const db = await createTestDatabase();
    onTestFinished(() => db.close());
    const wrong = async (): Promise<string[]> => {
      const { rows } = await db.owner.query<Reference>(REFERENCES);
      const derived = derivedSchemas as readonly string[];
      return rows
        .filter((r) => rank(r.to_schema) > rank(r.from_schema) || derived.includes(r.to_schema))
        .map((r) => `${r.from_table} → ${r.to_schema}`);
    };
    expect(await wrong()).toEqual([]);
    await db.owner.query(
      `create schema if not exists plan; create table plan.later (id int primary key);
       create table ledger.wrong (later int references plan.later)`,
    );
    expect(await wrong()).toEqual(['ledger.wrong → plan']);
  });

  test('every schema belongs to a slice or is derived', async () => {
    const db = await createTestDatabase();
    onTestFinished(() => db.close());
    const { rows } = await db.owner.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> 'public'`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !owners.has(name))).toEqual([]);
  });
});
