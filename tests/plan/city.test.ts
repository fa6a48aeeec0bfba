import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { commands } from '../../src/apps/cli/commands.ts';
import { type Command, UsageError } from '../../src/apps/cli/usage.ts';
import type { Moment } from '../../src/kernel/calendar.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { emptyDatabase, MAIN } from '../support/backup.ts';
import { runScript, scratchFolder } from '../support/scratch.ts';
import { city, type Row } from './cases/worked.ts';
import { linesOf } from './support.ts';

/** The commands on a city of their own: its ledger and its parameters, as a person uses them. */

/** A command in this process: what it prints, and its exit code or what was wrong. */
async function run(...words: string[]) {
  const [first = '', second = '', ...args] = words;
  const out: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...more) => {
    out.push(String(text));
    for (const done of more as unknown[]) if (typeof done === 'function') done();
    return true;
  });
  const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const command: Command | undefined = commands[`${first} ${second}`];
    if (!command) throw new Error(`no command ${first} ${second}`);
    const code = await command.run(args);
    return { code, out: out.join(''), err: '' };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, out: out.join(''), err: error.message };
  } finally {
    write.mockRestore();
    quiet.mockRestore();
  }
}

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
});

describe('bad usage: exit 2, what is wrong, where, and how to mend it, Chinese first', () => {
  const cases: [string[], RegExp, RegExp][] = [
    [['plan', 'evaluate'], /--as-of 2025-12-31/, /needs --as-of DATE/],
    [['plan', 'evaluate', '--as-of', '2024-02-30'], /“2024-02-30”/, /not a day of the calendar/],
    [['plan', 'evaluate', '--as-of', '31.12.2024'], /2024-12-31/, /write YYYY-MM-DD/],
    [['plan', 'evaluate', '--as-of', '2024-12-31', '--clause', 'CHEM-25'], /CHEM-/, /nearest is/],
    [['plan', 'evaluate', '--as-of', '2024-12-31', '--nonsense'], /--help/, /Unknown option/],
    [['plan', 'evaluate', '--as-of', '2024-12-31', '--facts', '/no'], /没有文件 \/no/, /no file/],
    [['plan', 'evaluate', '--as-of', '2024-12-31', '--profile', 'x'], /starter/, /no profile 'x'/],
    [['plan', 'evaluate', '--as-of', '2024-12-31', '--data', '/no'], /没有数据库/, /no database/],
    [['plan', 'evaluate', '--as-of', '2024-12-31', '--status', 'mett'], /met/, /nearest is met/],
    [
      ['plan', 'evaluate', '--as-of', '2024-12-31', '--facts', 'x', '--known-on', '2024-01-01'],
      /只用于城市账本/,
      /needs the ledger/,
    ],
    [['plan', 'list', '--module', 'hazard'], /最接近的是 hazards/, /nearest is hazards/],
    [
      ['params', 'set', 'reward.payWithn', 'P1D'],
      /reward.payWithin/,
      /nearest is reward.payWithin/,
    ],
    [['params', 'set', 'reward.payWithin', '30', ...who], /P30D/, /a duration such as/],
    [['params', 'set', 'reward.payWithin', 'P30D', '--by', 'x'], /--reason/, /is needed/],
    [['params', 'set', 'dust.headcount.mode', 'all', ...who], /shift, total/, /one of shift/],
    [['params', 'history'], /params list/, /which parameter/],
  ];
  it.each(cases)('%j', async (args, zh, en) => {
    vi.stubEnv('DATABASE_URL', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { code, out, err } = await run(...args);
    const [first = '', ...rest] = err.split('\n');
    expect([code, out, first, rest.join()]).toEqual([
      2,
      '',
      expect.stringMatching(zh),
      expect.stringMatching(en),
    ]);
    expect(first).toMatch(/[\u4e00-\u9fff]/);
  });

  it('as the process ends', async () => {
    const { ended, messages } = runScript(MAIN, ['plan', 'list', '--kind', 'milestones']);
    expect(await messages).toMatch(/^zhiben: --kind：没有“milestones”；最接近的是 milestone；/);
    expect(await ended).toBe(2);
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
