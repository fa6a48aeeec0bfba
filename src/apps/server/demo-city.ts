import type { Moment } from '../../kernel/calendar.ts';
import { DEFAULT_UNTIL, streamEnds } from '../../modules/demo/index.ts';
import type { CityOptions } from '../../modules/identity/index.ts';
import { countFacts, heldFacts, importFacts } from '../../modules/ledger/index.ts';
import { applyProfile, loadDictionary, loadPlans, loadProfile } from '../../modules/plan/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { cityLines } from '../cli/demo-commands.ts';
import { message, progress } from '../cli/usage.ts';

/** Which made-up city `--demo` loads: large enough to rank counties, there within a minute. */
const SEED = 1;
/** The tests in a browser choose a smaller one. */
export const DEMO_SCALE = Number(process.env.ZHIBEN_DEMO_SCALE ?? 0.05);

/** `none`: nothing of it is there; `part`: loading was cut short; `whole`: all of it. */
export type DemoHeld = 'none' | 'part' | 'whole';

export async function demoHeld(db: Pick<Database, 'app'>): Promise<DemoHeld> {
  const held = await heldFacts(db.app, [streamEnds.first, streamEnds.last]);
  if (held.has(streamEnds.last)) return 'whole';
  return held.has(streamEnds.first) ? 'part' : 'none';
}

export interface DemoOptions {
  readonly scale: number;
  /** Asked between facts: true ends the loading, and the next start goes on. */
  readonly stopping: () => boolean;
}

/**
 * Loads the made-up city (演示城市) into an empty ledger, once. One that was cut short is completed:
 * facts that are there count as the same. A ledger with facts of its own stays as it is.
 */
export async function loadDemo(db: Pick<Database, 'app'>, options: DemoOptions): Promise<DemoHeld> {
  const held = await demoHeld(db);
  if (held === 'whole') return held;
  if (held === 'none' && (await countFacts(db.app)) > 0) {
    message(
      '账本中已有数据，不再载入演示城市 (the ledger has facts of its own: no demo city loaded)',
    );
    return held;
  }
  message(
    held === 'part'
      ? '继续载入演示城市（合成数据）… (completing the made-up demo city, synthetic facts)'
      : '正在载入演示城市（合成数据，均为虚构）… (loading the made-up demo city, synthetic facts)',
  );
  const { scale, stopping } = options;
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const line of cityLines(SEED, scale)) {
      if (stopping()) return;
      yield Buffer.from(line);
    }
  }
  const result = await importFacts({
    db: db.app,
    dictionary: loadDictionary(),
    source: source(),
    recorder: 'demo',
    clock: () => Date.now() as Moment,
    onProgress: ({ accepted, duplicate }) =>
      progress(`演示城市：已载入 ${accepted + duplicate} 条事实 (facts loaded)`),
  });
  const now = await demoHeld(db);
  if (now === 'whole') await chooseStarter(db, 'demo');
  const count = result.accepted + result.duplicate;
  message(
    now === 'whole'
      ? `演示城市已载入：${count} 条事实 (demo city loaded: ${count} facts)`
      : `演示城市载入中断，已有 ${count} 条事实，下次启动继续 (stopped at ${count} facts; the next start goes on)`,
  );
  return now;
}

/** A made-up city has chosen the starter values: in its table, with who did it, like any city. */
export async function chooseStarter(db: Pick<Database, 'app'>, by: string): Promise<void> {
  const profile = loadProfile('starter', loadPlans().parameters);
  if (!profile.ok) throw new Error('the starter profile that ships with the plans is faulty');
  const recording = { db: db.app, clock: () => Date.now() as Moment };
  await applyProfile(recording, profile.value, { by, from: null, dryRun: false });
}

/** The made-up city as people see it: it ends on a day of its own. */
export function demoOptions(pools: Pools): CityOptions {
  return { ...cityOptions(pools), lastDay: DEFAULT_UNTIL };
}

type Pools = Pick<Database, 'owner' | 'app' | 'web'> & Partial<Pick<Database, 'renewing'>>;

/** A city under the plans that ship with us, by the machine's clock. */
export function cityOptions(pools: Pools): CityOptions {
  const { clauses, parameters: definitions } = loadPlans();
  const clock = (): Moment => Date.now() as Moment;
  return { ...pools, dictionary: loadDictionary(), clauses, definitions, clock };
}
