import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, openTestApi } from '../../../tests/support/api.ts';
import { callsOf, who } from '../../../tests/support/firm.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';

let api: OpenApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());
const { call, status } = callsOf(() => api);

test('the authority sees and exports post duties within its scope, and changes nothing', {
  timeout: 240_000,
}, async () => {
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select distinct "enterprise" as id from rec.person where live and vt = 'infinity' order by id limit 2`,
  );
  const [firm, other] = rows.map(({ id }) => id);
  const city = bureauOf('371700');
  const manager = who('safetyManager', must(firm, 'a firm'));
  type Posts = { people: { id: string }[]; may: boolean };
  const { people } = await call<Posts>(manager, 'GET', '/api/posts');
  const { id: person } = must(people[0], 'a person');
  await call(manager, 'POST', '/api/posts/duties', { person, duties: '当班巡检' });
  const given = { person, score: 91.5, consequence: 'reward' };
  await call(manager, 'POST', '/api/posts/appraisals', given);
  const path = `/api/posts/export?enterprise=${firm}`;
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await (await api.call(city, 'GET', path)).arrayBuffer());
  const cells: string[] = [];
  book.worksheets[0]?.eachRow((row) => void cells.push(JSON.stringify(row.values)));
  expect(cells.length - 3).toBe(people.length);
  expect(cells.filter((row) => row.includes('当班巡检') && row.includes('91.5'))).toHaveLength(1);
  expect((await call<Posts>(city, 'GET', `/api/posts?enterprise=${firm}`)).may).toBe(false);
  expect(await status(city, 'POST', '/api/posts/appraisals', given)).toBe(403);
  expect(await status(who('safetyManager', must(other, 'one beside')), 'GET', path)).toBe(403);
});

interface Duty {
  readonly duty: string;
  readonly status: string;
  readonly attesting: { readonly as: { readonly body: string } | null } | null;
  readonly facts: readonly { readonly id: string; readonly record: { readonly type: string } }[];
}

/** No clause of these is attested any more: the bureau ended what was stated. */
async function unattested(): Promise<void> {
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select id from rec.attestation where live and vt = 'infinity' and "clause" in ('CHEM-1.2', 'CHEM-1.3')`,
  );
  const city = bureauOf('371700');
  for (const { id } of rows) {
    const path = `/api/records/attestation/${encodeURIComponent(id)}`;
    const { version } = await call<{ version: number }>(city, 'GET', path);
    await call(city, 'POST', `${path}/retire`, { version, reason: '重新出具' });
  }
}

/** The hazchem firm with the fewest people, and one of another county. */
async function firms(): Promise<readonly [string, string]> {
  const { rows } = await api.db.owner.query<{ id: string; county: string }>(
    `select e.id, left(e."jurisdiction", 6) county from rec.enterprise e
     join rec.person p on p."enterprise" = e.id and p.live and p.vt = 'infinity'
     where e.live and e.vt = 'infinity' and 'hazchem' = any(e."industry") group by e.id, 2 order by count(*), e.id`,
  );
  const firm = must(rows[0] ?? null, 'a hazchem firm');
  const other = must(rows.find(({ county }) => county !== firm.county) ?? null, 'one elsewhere');
  return [firm.id, other.id];
}

async function paper(caller: Caller): Promise<string> {
  const form = new FormData();
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode(caller.user)]);
  form.append('file', new Blob([bytes]), '落实证明.jpg');
  form.append('takenAt', '2026-11-20T08:00:00+08:00');
  const answer = await api.call(caller, 'POST', '/api/files', form);
  return ((await answer.json()) as { id: string }).id;
}

const dutyAt = (clause: string, { duty }: Duty): string =>
  `/api/plan/clauses/${clause}/duties/${encodeURIComponent(duty)}`;

async function dutyOf(caller: Caller, clause: string, firm: string): Promise<Duty> {
  const list = `/api/plan/clauses/${clause}/duties?q=${firm}`;
  const { rows } = await call<{ rows: Duty[] }>(caller, 'GET', list);
  return call<Duty>(caller, 'GET', dutyAt(clause, must(rows[0] ?? null, 'its duty')));
}

/** Everything of CHEM-1.2 and 1.3 that facts can show. */
async function worked(manager: Caller): Promise<void> {
  type Posts = { people: { id: string }[]; starter: { posts: { id: string }[] } };
  const { people, starter } = await call<Posts>(manager, 'GET', '/api/posts');
  for (const { id: person } of people) {
    await call(manager, 'POST', '/api/posts/duties', { person, duties: '按清单履职' });
  }
  const categories = starter.posts.map(({ id }) => id);
  await call(manager, 'POST', '/api/posts/list', { categories });
  const given = { person: people[0]?.id, score: 90, consequence: 'reward' };
  await call(manager, 'POST', '/api/posts/appraisals', given);
  const scheme = {
    kind: 'internal-assessment-scheme',
    title: '考核奖惩办法',
    issuedOn: '2026-11-20',
  };
  const set = { ...scheme, contents: ['standards', 'methods', 'measures'] };
  const enterprise = must(manager.grants[0] ?? null, 'his grant').node;
  await call(manager, 'POST', '/api/records/document', { set: { ...set, enterprise } });
}

test('CHEM-1.2 and 1.3: what no fact shows is attested with a paper, and the duty turns met', {
  timeout: 240_000,
}, async () => {
  await unattested();
  const [firm, other] = await firms();
  const manager = who('safetyManager', firm);
  await worked(manager);
  for (const clause of ['CHEM-1.2', 'CHEM-1.3']) {
    const open = await dutyOf(manager, clause, firm);
    expect([clause, open.status]).not.toContain('met');
    expect(open.attesting).toMatchObject({ as: { body: 'enterprise' } });
    const path = `${dutyAt(clause, open)}/attestations`;
    const document = await paper(manager);
    // Not without a paper of one's own, not by a leader of a team, not of another firm.
    expect(await status(manager, 'POST', path, { document: `sha256:${'0'.repeat(64)}` })).toBe(400);
    expect(await status(manager, 'POST', path, { document, validUntil: '2026-01-01' })).toBe(400);
    expect(await status(who('principal', firm), 'POST', path, { document })).toBe(400);
    expect(await status(who('teamLeader', firm), 'POST', path, { document })).toBe(403);
    expect(await status(who('principal', other), 'POST', path, { document })).toBe(403);
    await call(manager, 'POST', path, { document, note: '经主要负责人批准' });
    const met = await dutyOf(manager, clause, firm);
    expect([clause, met.status]).toEqual([clause, 'met']);
    expect(met.facts.map(({ record }) => record.type)).toContain('attestation');
    expect((await dutyOf(bureauOf('371700'), clause, firm)).status).toBe('met');
  }
  // The county may as well, for its own; nobody states the record by the side door.
  const city = bureauOf('371700');
  const elsewhere = await dutyOf(city, 'CHEM-1.3', other);
  expect(elsewhere.attesting).toMatchObject({ as: { body: 'city-eb' } });
  const set = { clause: 'CHEM-1.3', byRole: 'enterprise', subject: `enterprise/${other}` };
  const bare = { type: 'attestation', record: 'AT-X', at: '2026-11-24', set };
  expect(await api.city.state(manager, [bare])).toMatchObject({ ok: false });
  expect(await status(manager, 'POST', '/api/records/attestation', { set })).not.toBe(200);
  expect(api.faults).toEqual([]);
});
