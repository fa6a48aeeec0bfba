import { expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { addPerson, peopleApi, TestClock, testIdentity } from '../../../tests/support/identity.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import { audit } from './service/context.ts';

const PASSWORD = 'Right-horse-42';
const [CITY, MINE, THEIRS] = ['371700', '371702', '371728'];

/** The first enterprise of a county. */
async function firmOf({ owner }: TestDatabase, county: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and left(jurisdiction, 6) = $1 order by 1 limit 1`,
    [county],
  );
  return must(rows[0], 'an enterprise').id;
}

/** Every kind of actor with every kind of object, at the city, at home and next door. */
async function noted() {
  const { db } = await demoCity();
  const clock = new TestClock();
  const identity = testIdentity(db, clock.read);
  const at = [CITY, MINE, THEIRS] as const;
  const person = (login: string, node: string, role: Role = 'bureau') =>
    addPerson(identity, { login, password: PASSWORD, role, node, demo: true });
  const people = new Map<string, string>();
  for (const node of at) people.set(node, await person(`bureau-${node}`, node));
  const actors = [
    ...at.flatMap((node) => [
      { home: node, account: people.get(node) ?? null },
      { home: node, login: `BUREAU-${node}` },
    ]),
    { home: null, login: 'nobody-at-all' },
    { home: null, account: 'operator' },
  ];
  const objects: { home: string | null; object: string | null }[] = [
    ...at.map((node) => ({ home: node, object: `account/${people.get(node)}` })),
    { home: MINE, object: `enterprise/${await firmOf(db, MINE)}` },
    { home: THEIRS, object: `enterprise/${await firmOf(db, THEIRS)}` },
    { home: null, object: 'parameter/some' },
    { home: null, object: null },
  ];
  const wanted = new Set<number>();
  let pos = 0;
  for (const { home: whose, ...actor } of actors) {
    for (const { home, object } of objects) {
      await audit(identity, { action: 'access', outcome: 'done', ...actor, object });
      pos += 1;
      if (whose === MINE || home === MINE) wanted.add(pos);
    }
  }
  for (const node of at) await person(`audit-${node}`, node, 'auditAdmin');
  const { browser } = await peopleApi(identity);
  const as = async (node: string) => {
    const own = browser();
    await own.signIn(`audit-${node}`, PASSWORD);
    return own;
  };
  return { db, as, wanted, all: pos };
}

const SLOW = { timeout: 120_000 };

test(
  'an audit administrator reads what concerns his node, in list, file and count',
  SLOW,
  async () => {
    const { db, as, wanted, all } = await noted();
    const [city, county] = [await as(CITY), await as(MINE)];
    const path = '/api/sys/audit?action=access&limit=200';
    const seen = async (who: typeof city): Promise<number[]> =>
      (await who.call('GET', path)).body.rows.map(({ pos }: { pos: number }) => pos);
    expect(wanted.size).toBeGreaterThan(10);
    expect(new Set(await seen(county))).toEqual(wanted);
    expect(await seen(city)).toHaveLength(all);
    const file = await county.call('GET', '/api/sys/audit/export?action=access&limit=10');
    expect(file.body.trim().split('\r\n')).toHaveLength(1 + wanted.size);
    // Beside those: his own sign-in, and that he took the file.
    const { checked, broken } = (await county.call('GET', '/api/sys/audit/verification')).body;
    expect([checked, broken]).toEqual([wanted.size + 2, null]);
    const { rows } = await db.web.query('select from identity.audit');
    expect(rows).toEqual([]);
  },
);
