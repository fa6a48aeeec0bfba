import { expect, test } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import { bureauOf, callerWith, readApi } from '../support/api.ts';

const api = readApi();
const [CITY, OWN, OTHER] = ['371700', '371702', '371728'];

/** Every list, figure and export that can be narrowed to such a place, with what else it asks for. */
function narrowed(place: 'division' | 'enterprise' | 'park'): string[] {
  return api().routes.flatMap(({ slice, contract }) =>
    Object.values(contract).flatMap(({ method, path, query }) =>
      method === 'GET' && slice !== 'settings' && query?.shape[place]
        ? path
            .replace('{id}', path.includes('/plan/') ? 'CHEM-1.1' : 'overdue-duties')
            .replace('{check}', 'no-township')
        : [],
    ),
  );
}

const ASKED: Readonly<Record<string, string>> = {
  '/api/statistics': '&subject=hazards&by=kind',
  '/api/statistics/export': '&subject=hazards&by=kind',
};

const askAs = (caller: ReturnType<typeof bureauOf>, path: string, division: string) =>
  api().call(caller, 'GET', `${path}?division=${division}${ASKED[path] ?? ''}`);

test('a list or export narrowed to another county is refused, and the audit is told (A13)', async () => {
  const county = bureauOf(OWN);
  const paths = narrowed('division');
  expect(paths.length).toBeGreaterThan(30);
  for (const path of paths) {
    const before = api().refused.length;
    for (const division of [OTHER, '999999']) {
      const answer = await askAs(county, path, division);
      const { status, code } = (await answer.json()) as { status: number; code: string };
      // What its role may not call, or what is asked for beside the division, comes first.
      if (code === 'forbidden' || code === 'bad-request') continue;
      expect([status, code], `${path} ${division}`).toEqual([403, 'not-visible']);
      expect(api().refused.length, path).toBeGreaterThan(before);
    }
  }
  const codes = api().refused.filter(({ code }) => code === 'not-visible');
  expect(codes.length).toBeGreaterThan(60);
});

test('his own division, what is above it and what is below it are his to ask for', async () => {
  interface Firm {
    readonly id: string;
    readonly town: string;
    readonly park: string;
  }
  const { rows } = await api().db.owner.query<Firm>(
    `select id, "jurisdiction" town, "park" park from rec.enterprise
     where vt = 'infinity' and live and "park" is not null order by id limit 1`,
  );
  const { id: firm, town, park } = must(rows[0], 'an enterprise in a park');
  const own = town.slice(0, 6);
  const other = own === OTHER ? OWN : OTHER;
  const path = '/api/enterprises';
  const people = [
    bureauOf(own),
    bureauOf(CITY),
    callerWith('firm', { role: 'principal', nodeKind: 'enterprise', node: firm }),
    callerWith('park', { role: 'park', nodeKind: 'park', node: park }),
  ];
  for (const caller of people) {
    for (const division of [CITY, own, town]) {
      expect((await askAs(caller, path, division)).status, `${caller.user} ${division}`).toBe(200);
    }
  }
  expect((await askAs(bureauOf(CITY), path, other)).status).toBe(200);
  for (const caller of people.slice(2)) {
    expect((await askAs(caller, path, other)).status, caller.user).toBe(403);
  }
});

test('the same for an enterprise or a park of another county, or one that is not there', async () => {
  interface Place {
    readonly own: string;
    readonly other: string;
  }
  const { rows } = await api().db.owner.query<Place>(
    `select min(e.id) filter (where e."jurisdiction" like $1) own, min(e.id) filter (where e."jurisdiction" like $2) other
     from rec.enterprise e where e.vt = 'infinity' and e.live and e."park" is null
     union all
     select min(e."park") filter (where e."jurisdiction" like $1), min(e."park") filter (where e."jurisdiction" not like $1)
     from rec.enterprise e where e.vt = 'infinity' and e.live and e."park" is not null`,
    [`${OWN}%`, `${OTHER}%`],
  );
  const county = bureauOf(OWN);
  for (const [index, place] of (['enterprise', 'park'] as const).entries()) {
    const { own, other } = must(rows[index], place);
    const paths = narrowed(place).filter((path) => !path.includes('{'));
    expect(paths.length, place).toBeGreaterThan(1);
    for (const path of paths) {
      const ask = async (id: string): Promise<readonly unknown[]> => {
        const answer = await api().call(
          county,
          'GET',
          `${path}?${place}=${id}${ASKED[path] ?? ''}`,
        );
        const text = await answer.text();
        const { code } = answer.ok ? { code: null } : (JSON.parse(text) as { code: string });
        return [answer.status, code];
      };
      for (const id of [other, 'NOT-THERE']) {
        const [status, code] = await ask(id);
        if (code === 'forbidden' || code === 'bad-request') continue;
        expect([status, code], `${path} ${id}`).toEqual([403, 'not-visible']);
      }
      if (own !== null) expect((await ask(own))[1], `${path} ${own}`).not.toBe('not-visible');
    }
  }
});
