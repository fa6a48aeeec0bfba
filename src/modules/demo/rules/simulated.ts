/** What the made-up gateways send (模拟网关): synthetic, like all of the made-up city. */
export interface SimulatedTag {
  readonly no: number;
  readonly quantity: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly rangeHigh: number | null;
}

interface Wave {
  readonly middle: number;
  readonly swing: number;
  /** Decimals that such an instrument shows. */
  readonly decimals: number;
}

const HOUR = 3_600_000;

/** Somewhere quiet between the limits of the tag, or where such a quantity usually lies. */
function waveOf({ quantity, low, high, rangeHigh }: SimulatedTag): Wave {
  const top = high ?? (low === null ? 100 : 2 * low);
  const load = rangeHigh ?? top;
  switch (quantity) {
    case 'gasCombustible':
    case 'gasToxic':
      return { middle: 0.06 * top, swing: 0.05 * top, decimals: 1 };
    case 'headcount':
      return { middle: 4, swing: 3.5, decimals: 0 };
    case 'power':
      return { middle: 0.6 * load, swing: 0.1 * load, decimals: 1 };
    case 'hotWork':
      return { middle: 0, swing: 0, decimals: 0 };
    case 'level':
    case 'temperature':
      return { middle: 0.7 * top, swing: 0.12 * top, decimals: 2 };
    default:
      return low === null
        ? { middle: 0.6 * top, swing: 0.15 * top, decimals: 3 }
        : { middle: 1.6 * low, swing: 0.3 * low, decimals: 2 };
  }
}

/** The value of a tag at a moment: a slow wave of its own, with a little noise upon it. */
export function simulated(tag: SimulatedTag, at: number): number {
  const { middle, swing, decimals } = waveOf(tag);
  const phase = (tag.no * 2.399_963) % (2 * Math.PI);
  const period = HOUR * (0.5 + (tag.no % 7) / 4);
  const slow = Math.sin((2 * Math.PI * at) / period + phase);
  const noise = Math.sin(at / 1000 + tag.no * 12.9898) * 43_758.5453;
  const value = middle + swing * (0.85 * slow + 0.15 * (2 * (noise - Math.floor(noise)) - 1));
  return Math.max(0, Number(value.toFixed(decimals)));
}

/** One leak at a time: which gas detector shows it, as a share of its second level. */
const EVERY = HOUR / 2;
const LASTS = 4 * 60_000;

export function leakAt(detectors: number, at: number): { which: number; share: number } | null {
  if (detectors === 0) return null;
  const turn = Math.floor(at / EVERY);
  const into = at - turn * EVERY;
  if (into > LASTS) return null;
  const share = 1.2 * Math.sin((Math.PI * into) / LASTS);
  return { which: (turn * 7919) % detectors, share };
}

/** Scenes (场景) of each half hour, by its minutes: from, until. */
const scenes = {
  /** A stopped enterprise works (明停暗开). */
  covert: [1, 12],
  /** A workshop is overcrowded (人员超限). */
  crowd: [3, 7],
  /** The monitoring of an enterprise at work is switched off (虚假离线). */
  offline: [8, 21],
  /** Hot work that no permit allows (无票动火). */
  fire: [22, 25],
} as const;
export type Scene = keyof typeof scenes;

/** Does a scene play? `turn` counts half hours, so that it moves from one enterprise to the next. */
export function sceneAt(scene: Scene, at: number): { readonly turn: number } | null {
  const turn = Math.floor(at / EVERY);
  const minute = (at - turn * EVERY) / 60_000;
  const [from, until] = scenes[scene];
  return minute >= from && minute < until ? { turn } : null;
}

/** When the scene that plays at a moment began, and when it ends by itself. */
export function sceneTimes(scene: Scene | 'leak', at: number): { since: number; until: number } {
  const turn = Math.floor(at / EVERY) * EVERY;
  const [from, until] = scene === 'leak' ? [0, LASTS / 60_000] : scenes[scene];
  return { since: turn + from * 60_000, until: turn + until * 60_000 };
}

/** What a load shows of an enterprise that stands still: lighting and stand-by. */
export const IDLE_SHARE = 0.08;
/** So many people more than usual. */
export const CROWD = 12;
