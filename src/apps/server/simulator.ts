import { CROWD, IDLE_SHARE, type Stage, simulated } from '../../modules/demo/index.ts';
import type { Gateway, Live, TagRow } from '../../modules/live/index.ts';
import { DemoStage, type Effects } from './stage.ts';

const EVERY_MS = 10_000;
/** The made-up city shows what gateways do; it does not load the machine. */
const MOST_FIRMS = 60;
/** Tests look at pages whose alarms are their own. */
const LEAKS = process.env.ZHIBEN_DEMO_LEAKS !== 'off';

/** The gateways of the made-up city: they send by the same door as real ones (合成数据). */
export class Simulator {
  readonly #live: Live;
  readonly #onFault: (error: unknown, where: string) => void;
  readonly #stage: DemoStage;
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> = Promise.resolve();

  constructor(live: Live, onFault: (error: unknown, where: string) => void, scenes = LEAKS) {
    this.#live = live;
    this.#onFault = onFault;
    this.#stage = new DemoStage(live, () => this.#gateways(), {
      alone: scenes,
      // What somebody starts or ends is seen at once.
      changed: () => this.#background(),
    });
  }

  /** What plays, and can be made to. */
  get stage(): Stage {
    return this.#stage;
  }

  start(): void {
    this.#timer = setInterval(() => this.#background(), EVERY_MS);
    this.#background();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#sending;
  }

  /** What all gateways send now. */
  async send(): Promise<void> {
    const at = this.#live.now();
    const { config, intake } = this.#live;
    const effects = this.#stage.effects();
    for (const gateway of this.#gateways()) {
      if (effects.silent.has(gateway.no)) continue;
      const rows = gateway.tags.flatMap((no) => {
        const tag = config.tags.get(no);
        return tag ? [[tag.code, 0, Number(this.#shown(tag, at, effects).toFixed(3))]] : [];
      });
      if (rows.length > 0)
        await intake.offer(gateway, Buffer.from(JSON.stringify({ t: at, rows })));
    }
  }

  #background(): void {
    this.#sending = this.#sending
      .then(() => this.send())
      .catch((error: unknown) => this.#onFault(error, 'simulator'));
  }

  /** All gateways of some enterprises, those that stand still first. */
  #gateways(): readonly Gateway[] {
    const firms = [...Map.groupBy(this.#live.config.gateways, ({ enterprise }) => enterprise)];
    const stopped = (id: string | null): number => Number(id && this.#live.cross.isStopped(id));
    firms.sort(([a], [b]) => stopped(b) - stopped(a));
    return firms.slice(0, MOST_FIRMS).flatMap(([, gateways]) => gateways);
  }

  #shown(tag: TagRow, at: number, { leaks, crowds, fires, covert }: Effects): number {
    const usual = simulated(tag, at);
    const leak = leaks.get(tag.no);
    if (leak !== undefined) return usual + leak * (tag.highHigh ?? tag.high ?? 0);
    if (crowds.has(tag.no)) return usual + CROWD;
    if (fires.has(tag.no)) return 1;
    const { quantity, enterprise, rangeHigh } = tag;
    const idle = enterprise !== null && this.#live.cross.isStopped(enterprise);
    const works = !idle || covert.has(enterprise);
    return quantity === 'power' && !works ? IDLE_SHARE * (rangeHigh ?? 0) : usual;
  }
}
