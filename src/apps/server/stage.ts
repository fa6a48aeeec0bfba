import {
  leakAt,
  type PlayingScene,
  type Scene,
  type SceneName,
  type ScenePlace,
  type Stage,
  sceneAt,
  sceneTimes,
} from '../../modules/demo/index.ts';
import type { Gateway, Live, TagRow } from '../../modules/live/index.ts';
import { demoFigures } from './demo-figures.ts';

const MINUTE = 60_000;
/** A leak that somebody starts is beyond the limit at once, and grows for a minute. */
const [LEAKS, GROWS] = [1.05, 0.35];

/** What shows in the values that are sent: by the numbers of tags and gateways, by enterprise. */
export interface Effects {
  readonly leaks: ReadonlyMap<number, number>;
  readonly crowds: ReadonlySet<number>;
  readonly fires: ReadonlySet<number>;
  readonly covert: ReadonlySet<string>;
  readonly silent: ReadonlySet<number>;
}

const byItself: readonly (Scene | 'leak')[] = ['leak', 'covert', 'crowd', 'offline', 'fire'];

/** What plays in the made-up city: by itself, by the clock, and because somebody wants it. */
export class DemoStage implements Stage {
  readonly #live: Live;
  readonly #gateways: () => readonly Gateway[];
  readonly #changed: () => void;
  /** Scenes also play by themselves. */
  readonly #alone: boolean;
  readonly #started = new Map<string, PlayingScene>();
  readonly #ended = new Set<string>();
  #count = 0;

  constructor(
    live: Live,
    gateways: () => readonly Gateway[],
    { alone, changed }: { readonly alone: boolean; readonly changed: () => void },
  ) {
    this.#live = live;
    this.#gateways = gateways;
    this.#alone = alone;
    this.#changed = changed;
  }

  now(): number {
    return this.#live.now();
  }

  places(scene: SceneName): readonly ScenePlace[] {
    const gateways = this.#gateways();
    const tags = this.#tags(gateways);
    const some = (which: (tag: TagRow) => boolean): ScenePlace[] =>
      tags.filter(which).flatMap(({ id, name, enterprise }) => placeOf(id, name, enterprise));
    const firms = (which: (id: string) => boolean): ScenePlace[] =>
      [...new Set(gateways.map(({ enterprise }) => enterprise))].flatMap((id) =>
        id !== null && which(id) ? placeOf(id, '', id) : [],
      );
    const powered = new Set(tags.filter(isPower).map(({ enterprise }) => enterprise));
    const { cross } = this.#live;
    switch (scene) {
      case 'leak':
        return some((tag) => isGas(tag) && (tag.highHigh ?? tag.high) !== null);
      case 'crowd':
        return some(
          ({ quantity, facility }) =>
            quantity === 'headcount' &&
            facility !== null &&
            cross.peopleAllowed(facility, demoFigures) !== null,
        );
      case 'fire':
        return some(({ quantity }) => quantity === 'hotWork');
      case 'covert':
        return firms((id) => powered.has(id) && cross.isStopped(id));
      case 'offline':
        return firms(
          (id) =>
            powered.has(id) && !cross.isStopped(id) && this.#watching(gateways, id).length > 0,
        );
      case 'link':
        return gateways.flatMap(({ id, name, enterprise }) => placeOf(id, name, enterprise));
    }
  }

  playing(): readonly PlayingScene[] {
    const at = this.now();
    for (const [id, { until }] of this.#started) if (until <= at) this.#started.delete(id);
    return [...this.#started.values(), ...this.#byTheClock(at)];
  }

  start(scene: SceneName, place: string, minutes: number, by: string): PlayingScene | null {
    const found = this.places(scene).find(({ id }) => id === place);
    if (!found) return null;
    const since = this.now();
    this.#count += 1;
    const id = `${this.#count}-${scene}`;
    const started = { id, scene, place: found, since, until: since + minutes * MINUTE, by };
    this.#started.set(id, started);
    this.#changed();
    return started;
  }

  end(id: string): void {
    if (!this.#started.delete(id)) this.#ended.add(id);
    this.#changed();
  }

  effects(): Effects {
    const [at, gateways] = [this.now(), this.#gateways()];
    const leaks = new Map<number, number>();
    const crowds = new Set<number>();
    const fires = new Set<number>();
    const covert = new Set<string>();
    const silent = new Set<number>();
    for (const { scene, place, since, by } of this.playing()) {
      const tag = this.#live.config.tagOf(place.id);
      if (scene === 'leak' && tag) leaks.set(tag.no, by === null ? shareOf(at) : rising(at, since));
      if (scene === 'crowd' && tag) crowds.add(tag.no);
      if (scene === 'fire' && tag) fires.add(tag.no);
      if (scene === 'covert') covert.add(place.id);
      if (scene === 'offline')
        for (const { no } of this.#watching(gateways, place.id)) silent.add(no);
      const gateway = scene === 'link' ? this.#live.config.gatewayOf(place.id) : undefined;
      if (gateway) silent.add(gateway.no);
    }
    return { leaks, crowds, fires, covert, silent };
  }

  /** Each where it plays by the clock: another place every half hour. */
  #byTheClock(at: number): PlayingScene[] {
    if (!this.#alone) return [];
    return byItself.flatMap((scene) => {
      const places = this.places(scene);
      const place = places[turnOf(scene, places.length, at)];
      if (!place) return [];
      const times = sceneTimes(scene, at);
      const id = `${scene}-${times.since}`;
      return this.#ended.has(id) ? [] : [{ id, scene, place, ...times, by: null }];
    });
  }

  /** Gateways of an enterprise that send no electricity: what is lost while power is heard of. */
  #watching(gateways: readonly Gateway[], enterprise: string): readonly Gateway[] {
    const own = gateways.filter((gateway) => gateway.enterprise === enterprise);
    return own.filter((gateway) => !this.#tags([gateway]).some(isPower));
  }

  #tags(gateways: readonly Gateway[]): readonly TagRow[] {
    const { tags } = this.#live.config;
    return gateways.flatMap((gateway) => gateway.tags.flatMap((no) => tags.get(no) ?? []));
  }
}

const isPower = ({ quantity }: TagRow): boolean => quantity === 'power';
const isGas = ({ quantity }: TagRow): boolean => quantity === 'gasCombustible';

const placeOf = (id: string, name: string, enterprise: string | null): ScenePlace[] =>
  enterprise === null ? [] : [{ id, name, enterprise }];

/** The place whose turn it is; one that is not there: none. */
function turnOf(scene: Scene | 'leak', places: number, at: number): number {
  if (places === 0) return -1;
  if (scene === 'leak') return leakAt(places, at)?.which ?? -1;
  const playing = sceneAt(scene, at);
  return playing ? playing.turn % places : -1;
}

const shareOf = (at: number): number => leakAt(1, at)?.share ?? 0;
const rising = (at: number, since: number): number =>
  LEAKS + GROWS * Math.min(1, (at - since) / MINUTE);
