import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { emptyDatabase } from '../support/backup.ts';
import { run } from '../support/command.ts';
import { scratchFolder } from '../support/scratch.ts';
import { city, type Row } from './cases/worked.ts';
import { linesOf } from './support.ts';

/** The commands on a city of their own: its ledger and its parameters, as a person uses them. */

const firm: Row = [
  'enterprise',
  'E1',
  '2024-01-01',
  { jurisdiction: '371728', industry: ['hazchem'] },
];
const checked: Row = [
  'selfInspection',
  'C1',
  '2024-05-01',
  { enterprise: 'E1', date: '2024-05-01', scope: ['major-hazard'] },
];

async function someCity() {
  const { url } = await emptyDatabase();
  vi.stubEnv('DATABASE_URL', url);
  onTestFinished(() => void vi.unstubAllEnvs());
  await run('facts', 'export');
  const take = async (rows: readonly Row[], recordedAt: string) => {
    const db = await openDatabase({ databaseUrl: url, dataDir: '/dev/null/unused' });
    const result = await importFacts({
      db: db.app,
      dictionary: loadDictionary(),
      source: linesOf(rows),
      recorder: 'test',
      clock: () => Date.parse(recordedAt) as Moment,
    });
    await db.close();
    expect(result.rejects).toEqual([]);
  };
  const evaluate = async (...more: string[]) => {
    const args = ['--as-of', '2024-09-30', '--clause', 'CHEM-8.2', '--json', ...more];
    const { code, out, err } = await run('plan', 'evaluate', ...args);
    return { code, err, json: code === 0 ? JSON.parse(out) : null };
  };
  return { take, evaluate };
}

const PERIOD = 'hazards.selfInspection.period';
const who = ['--reason', '会议纪要', '--by', 'bureau'];

describe('plan evaluate on the ledger of the city', () => {
  it('takes the parameters of the database, and a profile or a file on top when asked', async () => {
    const { take, evaluate } = await someCity();
    await take([...city, firm, checked], '2024-06-01');
    expect((await evaluate()).json.clauses[0]).toMatchObject({ status: 'needsParameter' });
    const set = await run('params', 'set', PERIOD, 'P6M', '--from', '2024-01-01', ...who, '--json');
    expect(set).toMatchObject({ code: 0 });
    expect(JSON.parse(set.out)).toMatchObject({ name: PERIOD, value: 'P6M', by: 'bureau' });
    expect((await evaluate()).json.clauses[0]).toMatchObject({ population: 2, met: 1, pending: 1 });
    const file = join(scratchFolder(), 'p.json');
    writeFileSync(file, JSON.stringify({ [PERIOD]: 'P1Y' }));
    const onTop = await evaluate('--profile', 'starter', '--params', file);
    expect(onTop.json.clauses[0]).toMatchObject({ population: 1, met: 1 });
    const explained = (await evaluate('--explain')).json.clauses[0].duties[0].explanation;
    expect(explained.zh).toMatch(/6个月，自2024-01-01起，各区划通用，由bureau设定，理由：会议纪要/);
    expect(explained.en).toMatch(/6 months, from 2024-01-01 on, for all divisions, by bureau/);
    const clause = await run('plan', 'explain', 'CHEM-8.2', '--as-of', '2024-09-30', '--json');
    expect(JSON.parse(clause.out)).toMatchObject({
      id: 'CHEM-8.2',
      parameters: [{ name: PERIOD, value: 'P6M', needed: true }],
    });
    expect((await evaluate('--status', 'unmet')).json.clauses).toEqual([]);
    const figures = (await evaluate('--figures')).json;
    expect(figures.clauses[0]).toMatchObject({ population: 2, met: 1, duties: [] });
    const elsewhere = (await evaluate('--jurisdiction', '371721')).json;
    expect(elsewhere).toMatchObject({ jurisdiction: '371721', clauses: [{ status: 'noSubject' }] });
    expect((await evaluate('--jurisdiction', '371728')).json.clauses[0]).toMatchObject({ met: 1 });
    const history = await run('params', 'history', PERIOD, '--json');
    expect(JSON.parse(history.out)).toHaveLength(1);
    expect(await run('params', 'clear', PERIOD, '--from', '2024-02-01', ...who)).toMatchObject({
      code: 0,
    });
    expect((await evaluate()).json.clauses[0]).toMatchObject({ status: 'needsParameter' });
  });

  it('as known on a day: without the facts and the values that came later', async () => {
    const { take, evaluate } = await someCity();
    await take([...city, firm], '2024-06-01T08:00:00+08:00');
    await take([checked], '2024-11-05T08:00:00+08:00');
    const dry = await run('params', 'profile', 'starter', '--by', 'bureau', '--dry-run', '--json');
    expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, kept: [] });
    expect(JSON.parse((await run('params', 'history', PERIOD, '--json')).out)).toEqual([]);
    const starter = ['--profile', 'starter'];
    const now = (await evaluate(...starter)).json;
    expect(now.clauses[0]).toMatchObject({ met: 1 });
    const then = (await evaluate(...starter, '--known-on', '2024-11-04')).json;
    expect(then).toMatchObject({ knownOn: '2024-11-04', clauses: [{ met: 0 }] });
    expect(await run('params', 'profile', 'starter', '--by', 'bureau')).toMatchObject({ code: 0 });
    expect((await evaluate()).json.clauses).toEqual(now.clauses);
    const unset = (await evaluate('--known-on', '2024-11-05')).json.clauses[0];
    expect(unset).toMatchObject({ status: 'needsParameter' });
    const list = JSON.parse((await run('params', 'list', '--json')).out);
    const row = list.parameters.find((p: { name: string }) => p.name === PERIOD);
    expect(row).toMatchObject({ basis: 'general', profile: 'starter', owner: 'enterprise' });
  });

  it('a division that nobody knows', async () => {
    const { evaluate } = await someCity();
    const { code, err } = await evaluate('--jurisdiction', '371799');
    expect([code, err]).toEqual([2, expect.stringMatching(/没有区划“371799”.*\n.*no division/)]);
    const set = ['params', 'set', PERIOD, 'P1M', ...who, '--jurisdiction', '371799'];
    expect(await run(...set)).toMatchObject({ code: 2, err: expect.stringContaining('371799') });
    expect(await run('params', 'clear', PERIOD, ...who)).toMatchObject({ code: 2 });
  });
});
