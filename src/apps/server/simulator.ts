import { type CrossFigures, crossFigures } from '../../law/standards/cross-rules.ts';
import {
  CROWD,
  IDLE_SHARE,
  leakAt,
  type Scene,
  sceneAt,
  simulated,
} from '../../modules/demo/index.ts';
import type { Gateway, Live, TagRow } from '../../modules/live/index.ts';

const EVERY_MS = 10_000;
/** The made-up city shows what gateways do; it does not load the machine. */
const MOST_FIRMS = 60;
/** Tests look at pages whose alarms are their own. */
const LEAKS = process.env.ZHIBEN_DEMO_LEAKS !== 'off';

/** The made-up city waits minutes, not half an hour, for a rule across signals (演示缩短时间窗). */
export const demoFigures: CrossFigures = {
  ...crossFigures,
  covertProduction: { ...crossFigures.covertProduction, window: 120, off: 60 },
  falseOffline: { ...crossFigures.falseOffline, window: 60, off: 60 },
  occupancyPossible: { ...crossFigures.occupancyPossible, window: 60 },
};

/** What plays now, and where. */
interface Playing {
  readonly leak: { readonly tag: TagRow; readonly share: number } | null;
  readonly covert: string | null;
  readonly crowd: TagRow | null;
  readonly offline: Gateway | null;
  readonly fire: TagRow | null;
}

/** The gateways of the made-up city: they send by the same door as real ones (合成数据). */
export class Simulator {
  readonly #live: Live;
  readonly #onFault: (error: unknown, where: string) => void;
  readonly #scenes: boolean;
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> = Promise.resolve();

  constructor(live: Live, onFault: (error: unknown, where: string) => void, scenes = LEAKS) {
    this.#live = live;
    this.#onFault = onFault;
    this.#scenes = scenes;
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
    const gateways = this.#gateways();
    const playing = this.#playing(gateways, at);
    for (const gateway of gateways) {
      if (gateway === playing.offline) continue;
      const rows = gateway.tags.flatMap((no) => {
        const tag = config.tags.get(no);
        return tag ? [[tag.code, 0, Number(this.#shown(tag, at, playing).toFixed(3))]] : [];
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

  #shown(tag: TagRow, at: number, { leak, covert, crowd, fire }: Playing): number {
    const usual = simulated(tag, at);
    if (tag === leak?.tag) return usual + leak.share * (tag.highHigh ?? tag.high ?? 0);
    if (tag === crowd) return usual + CROWD;
    if (tag === fire) return 1;
    const { quantity, enterprise, rangeHigh } = tag;
    const idle = enterprise !== null && this.#live.cross.isStopped(enterprise);
    const works = !idle || enterprise === covert;
    return quantity === 'power' && !works ? IDLE_SHARE * (rangeHigh ?? 0) : usual;
  }

  #playing(gateways: readonly Gateway[], at: number): Playing {
    const { config, cross } = this.#live;
    const tags = gateways.flatMap((gateway) =>
      gateway.tags.flatMap((no) => config.tags.get(no) ?? []),
    );
    const of = (quantity: string): readonly TagRow[] =>
      tags.filter((tag) => tag.quantity === quantity);
    const detectors = of('gasCombustible');
    const leak = this.#scenes ? leakAt(detectors.length, at) : null;
    const leaking = leak ? detectors[leak.which] : undefined;
    const [still, working] = [new Set<string>(), new Set<string>()];
    for (const { enterprise: id } of of('power')) {
      if (id !== null) (cross.isStopped(id) ? still : working).add(id);
    }
    const powered = new Set(of('power').map(({ gateway }) => gateway));
    const watching = gateways.filter(
      ({ id, enterprise }) => enterprise !== null && working.has(enterprise) && !powered.has(id),
    );
    return {
      leak: leak && leaking ? { tag: leaking, share: leak.share } : null,
      covert: this.#one('covert', [...still], at),
      crowd: this.#one('crowd', of('headcount'), at),
      offline: this.#one('offline', watching, at),
      fire: this.#one('fire', of('hotWork'), at),
    };
  }

  /** Where a scene plays now: another place every half hour. */
  #one<T>(scene: Scene, places: readonly T[], at: number): T | null {
    const playing = this.#scenes ? sceneAt(scene, at) : null;
    return playing ? (places[playing.turn % places.length] ?? null) : null;
  }
}
