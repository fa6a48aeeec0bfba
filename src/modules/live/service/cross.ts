import { setImmediate } from 'node:timers/promises';
import type { Moment } from '../../../kernel/calendar.ts';
import type { CrossFigures, CrossRule } from '../../../law/standards/cross-rules.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { AlarmKind, CrossName, Signal } from '../model.ts';
import { covertProduction, type Finding, hotWork } from '../rules/cross.ts';
import { allowedIn, occupancy } from '../rules/crowd.ts';
import { REST, turn } from '../rules/hold.ts';
import { type Subject, subjectsOf } from '../rules/subjects.ts';
import type { TagRow } from '../store/config.ts';
import { type Around, loadAround, type Place, type Standing } from '../store/cross.ts';
import type { LiveConfig } from './config.ts';
import { type About, judgeFirm, judgeInterlock, unitOf } from './cross-firm.ts';
import { Sight } from './cross-sight.ts';
import type { Monitor } from './monitor.ts';

const kinds = {
  covertProduction: 'covert-production',
  falseOffline: 'false-offline',
  occupancy: 'occupancy',
  occupancyPossible: 'occupancy',
  hotWorkWithoutPermit: 'illegal-hot-work',
  safetyIdle: 'other',
  stillWhileRunning: 'other',
  movingWithoutPower: 'other',
  bypass: 'other',
} as const satisfies Readonly<Record<CrossName, AlarmKind>>;

const NOBODY = { enterprises: new Map(), places: new Map(), interlocks: [] };
const AT_ONCE = 250;
const stopped = ['declared-stopped', 'ordered-stopped', 'closed'];
const usedNoMore = ['stopped', 'dismantled'];

/**
 * Rules across signals and records (关联研判). They look at few tags, by the clock and not by the
 * reading: the way of a reading stays as short as it is. The server's clock counts, since several
 * devices and records are compared.
 */
export class CrossWatch {
  readonly #config: LiveConfig;
  readonly #monitor: Monitor;
  readonly #say: (signal: Signal) => void;
  #subjects: ReturnType<typeof subjectsOf<TagRow>> = NOBODY;
  #around: Around = { enterprises: new Map(), places: new Map(), permits: [], bypasses: [] };
  #standing = new Map<string, Standing>();
  #changed = false;

  constructor(config: LiveConfig, monitor: Monitor, say: (signal: Signal) => void) {
    this.#config = config;
    this.#monitor = monitor;
    this.#say = say;
  }

  /** After tags or records changed, and by the minute: what holds later begins by itself. */
  async load(owner: Pool, at: Moment): Promise<void> {
    const subjects = subjectsOf(this.#config.tags.values());
    const places = [...subjects.places];
    this.#around = await loadAround(owner, at, {
      enterprises: [...subjects.enterprises.keys()],
      places: places.map(([id]) => id),
      hot: places.filter(([, { hotWork: seen }]) => seen.length > 0).map(([id]) => id),
      interlocked: subjects.interlocks.flatMap(({ enterprise }) => enterprise ?? []),
    });
    this.#subjects = subjects;
  }

  restore(all: readonly Standing[]): void {
    this.#standing = new Map(all.map((each) => [keyOf(each.source, each.rule), each]));
  }

  /** What stands, to be kept; `urgent`: something began or ended since. */
  kept(): readonly Standing[] {
    this.#changed = false;
    return [...this.#standing.values()];
  }

  get urgent(): boolean {
    return this.#changed;
  }

  /** Is it stopped, by its own word or by order? Of enterprises whose electricity is known. */
  isStopped(enterprise: string): boolean {
    return stopped.includes(this.#around.enterprises.get(enterprise)?.state ?? '');
  }

  /** So many people may be in a place (限员); null: no limit is known. */
  peopleAllowed(facility: string, { tooMany }: CrossFigures): number | null {
    return allowedIn(this.#around.places.get(facility), tooMany);
  }

  /** What is looked at in a place; undefined: nothing is. */
  placeOf(facility: string): Subject<TagRow> | undefined {
    return this.#subjects.places.get(facility);
  }

  /** In short turns: readings come in between them. */
  async judge(now: Moment, figures: CrossFigures): Promise<void> {
    const { enterprises, places, interlocks } = this.#subjects;
    const sight = new Sight(this.#config, this.#monitor, now, figures);
    let judged = 0;
    const breathe = async (): Promise<void> => {
      judged += 1;
      if (judged % AT_ONCE === 0) await setImmediate();
    };
    const left = new Set(this.#standing.keys());
    const found = (about: About, rule: CrossName, finding: Finding, unit: string | null): void => {
      if (!left.delete(keyOf(about.source, rule)) && finding.truth !== 'yes') return;
      this.#turn(about, rule, { ...finding, unit }, now, figures[rule]);
    };
    for (const [id, subject] of enterprises) {
      const isStopped = this.isStopped(id);
      judgeFirm({ id, isStopped, subject }, sight, this.#held, found);
      await breathe();
    }
    for (const [id, subject] of places) {
      const place = this.#around.places.get(id);
      if (place?.enterprise) this.#place(place, subject, sight, found);
      await breathe();
    }
    for (const tag of interlocks) {
      judgeInterlock(tag, this.#around.bypasses, sight, found);
      await breathe();
    }
    // What nobody looks at any more has ended: its tags or its place were taken out.
    for (const key of left) {
      const { source, enterprise, facility, rule } = this.#standing.get(key) as Standing;
      const about = { source, enterprise, facility };
      const gone = { truth: 'no', value: null, limit: null, tags: [], trust: 'live' } as const;
      const name = rule as CrossName;
      this.#turn(about, name, { ...gone, unit: null }, now, figures[name]);
    }
  }

  #place(place: Place, subject: Subject<TagRow>, sight: Sight, found: Found): void {
    const { id, enterprise, within } = place;
    const { now, figures } = sight;
    const about = { source: `facility/${id}`, enterprise: enterprise ?? '', facility: id };
    const { loads, counts, hotWork: seen } = subject;
    if (loads.length > 0) {
      // A stopped enterprise speaks for its places.
      const idle = usedNoMore.includes(place.state ?? '') && !this.isStopped(about.enterprise);
      const held = this.#held(about.source, 'covertProduction')?.raised ?? false;
      const covert = covertProduction(idle, () => sight.running(loads, held));
      found(about, 'covertProduction', covert, unitOf(loads, covert));
    }
    const limit = this.peopleAllowed(id, figures);
    if (counts.length > 0 && limit !== null) {
      const people = occupancy(
        counts.map((tag) => sight.counted(tag)),
        limit,
      );
      found(about, 'occupancy', people.over, '人');
      found(about, 'occupancyPossible', people.perhaps, '人');
    }
    if (seen.length > 0) {
      const shown = seen.map((tag) => sight.seen(tag));
      const { permits } = this.#around;
      const hot = hotWork(shown, within, permits, now, figures.hotWorkHours);
      found(about, 'hotWorkWithoutPermit', hot, null);
    }
  }

  readonly #held = (source: string, rule: CrossName): Standing | undefined =>
    this.#standing.get(keyOf(source, rule));

  #turn(
    about: About,
    rule: CrossName,
    finding: Finding & { readonly unit: string | null },
    now: Moment,
    by: CrossRule,
  ): void {
    const key = keyOf(about.source, rule);
    const before = this.#standing.get(key) ?? REST;
    const timing = { windowMs: 1000 * by.window, offMs: 1000 * by.off };
    const { held, news, since } = turn(before, finding.truth, now, timing);
    if (held === REST) this.#standing.delete(key);
    else this.#standing.set(key, { ...about, rule, ...held });
    if (news !== null || (before === REST) !== (held === REST)) this.#changed = true;
    if (news === null) return;
    const { value, limit, unit, trust, tags } = finding;
    this.#say({
      ...about,
      ...{ rule, state: news, since: since as Moment, at: now, receivedAt: now },
      ...{ level: by.level, kind: kinds[rule], value, limit, unit, trust, tags },
    });
  }
}

type Found = (about: About, rule: CrossName, finding: Finding, unit: string | null) => void;

const keyOf = (source: string, rule: string): string => `${source}|${rule}`;
