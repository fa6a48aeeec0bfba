import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MAIN } from '../support/backup.ts';
import { run } from '../support/command.ts';
import { runScript } from '../support/scratch.ts';

/** What the commands on plans and parameters answer, and how they refuse. */

const who = ['--reason', '会议纪要', '--by', 'bureau'];

describe('plan list and plan explain without a city', () => {
  interface Listed {
    readonly plan: string;
    readonly kind: string;
    readonly form: string;
    readonly actor: readonly string[];
    readonly en: string;
  }
  const list = async (...args: string[]) =>
    JSON.parse((await run('plan', 'list', '--json', ...args)).out);

  it('lists every clause as the contract has it, and more', async () => {
    const all = await list();
    expect(all).toHaveLength(352);
    expect(all.find(({ id }: { id: string }) => id === 'CHEM-2.5')).toMatchObject({
      plan: 'chem',
      quote: expect.stringContaining('二级以上标准化'),
      kind: 'milestone',
      module: 'standardisation',
      form: 'occurs',
      parameters: [],
      en: expect.stringContaining('standardisation level 2'),
      due: { type: 'by', date: '2024-12-31' },
      target: { op: 'eq', basis: 'stated' },
    });
  });

  it.each<[string[], (clause: Listed) => boolean]>([
    [['--plan', 'trade'], ({ plan }) => plan === 'trade'],
    [['--kind', 'milestone'], ({ kind }) => kind === 'milestone'],
    [['--form', 'follows'], ({ form }) => form === 'follows'],
    [['--actor', 'county-gov'], ({ actor }) => actor.includes('county-gov')],
    [['标准化', 'LEVEL 2'], ({ en }) => /level 2/i.test(en)],
    [['--plan', 'chem', '--form', 'none'], ({ plan, form }) => plan + form === 'chemnone'],
  ])('%j', async (args, fits) => {
    const some = await list(...args);
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(352);
    expect(some.filter((clause: Listed) => !fits(clause))).toEqual([]);
  });

  it('in columns for a person', async () => {
    const { out } = await run('plan', 'list', '--clause', 'CHEM-2.5');
    expect(out).toMatch(/^条款 clause {2,}类型 kind.*\nCHEM-2\.5 {2,}milestone {2,}occurs.*\n$/);
  });

  it('says how a clause is computed, whose number its pass mark is, and what is not set', async () => {
    vi.stubEnv('DATABASE_URL', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const profile = ['--profile', 'starter', '--as-of', '2025-01-01'];
    const { out } = await run('plan', 'explain', 'CHEM-15.5', ...profile);
    expect(out).toMatch(/^条款 CHEM-15\.5\n原文：/);
    expect(out).toMatch(/合格线：.*由参数确定.*\n {2}pass mark: /);
    expect(out).toMatch(/参数 unmanned\.basically\.share “.*”：90%/);
    const before = await run(
      'plan',
      'explain',
      'CHEM-15.5',
      '--profile',
      'starter',
      '--as-of',
      '2023-06-01',
    );
    expect(before.out).toMatch(/“.*”：未设定/);
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
    [['plan', 'explain', 'TRADE-9.99'], /最接近的是 TRADE-/, /the nearest is TRADE-/],
    [['plan', 'explain'], /CHEM-2\.5/, /name one clause/],
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

  it('a command that does not exist: the nearest, and all of them', async () => {
    const { ended, messages } = runScript(MAIN, ['plan', 'evalute']);
    expect(await messages).toMatch(/^最接近的命令 nearest command: zhiben plan evaluate\n用法/);
    expect(await ended).toBe(2);
  });

  it('a word that every object knows is no command', async () => {
    const { ended, messages } = runScript(MAIN, ['constructor']);
    expect(await messages).toMatch(/^(最接近|用法)/);
    expect(await ended).toBe(2);
  });

  it('as the process ends', async () => {
    const { ended, messages } = runScript(MAIN, ['plan', 'list', '--kind', 'milestones']);
    expect(await messages).toMatch(/^zhiben: --kind：没有“milestones”；最接近的是 milestone；/);
    expect(await ended).toBe(2);
  });
});
