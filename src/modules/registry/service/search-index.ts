import { hash } from 'node:crypto';
import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { spell } from '../../../platform/pinyin/index.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { SearchTexts } from '../rules/search-terms.ts';
import { piecesOf, textOf } from '../rules/search-terms.ts';
import type { Entry, Named, Progress, Searched } from '../store/search-index.ts';
import * as store from '../store/search-index.ts';

/** Raised when the same texts are cut into other pieces. */
const RULES = 3;
const LAYOUT = hash('sha256', JSON.stringify([RULES, store.searched]));
/** Above so many changed records the whole is built anew. */
const MOST_CHANGED = 20_000;
const PAGE = 1000;

/** Former names are one text: as people separate them. */
const BETWEEN_NAMES = /[、,，;；\n]/;
/** Whose ids people know and type. */
const CODED = new Set(['enterprise', 'jurisdiction']);

function entryOf(type: string, { record, id, live, name, names, others }: Named): Entry | null {
  const written = [
    ...(names ?? []),
    ...(others ?? []).flatMap((o) => (o ?? '').split(BETWEEN_NAMES)),
  ]
    .map((text) => text?.trim())
    .filter((text) => text);
  const called = name ?? written[0];
  if (!called) return null;
  const spelt = written.map((text) => spell(text));
  const texts: SearchTexts = {
    written,
    typed: [...(CODED.has(type) ? [id] : []), ...spelt.map(({ full }) => full)],
    initials: spelt.map(({ initials }) => initials),
  };
  const shown = { name: called, sort: spell(called).full, live };
  return { record, id, ...shown, texts: textOf(texts), pieces: piecesOf(texts) };
}

/** The index of each city that is open. */
const opened = new WeakMap<LiveCity, SearchIndex>();

/**
 * Keeps what records are found by in line with the projection. Whoever reads waits for what is
 * under way, so that a record that was stated is in the list that is asked for next.
 */
export class SearchIndex {
  readonly #owner: Pool;
  #work: Promise<void>;
  #failed = false;

  private constructor(city: LiveCity) {
    this.#owner = city.options.owner;
    this.#work = this.#next(Promise.resolve());
    city.subscribe(({ topic }) => {
      if (topic === 'facts') this.#work = this.#next(this.#work);
    });
  }

  /** Begun at the first call. */
  static of(city: LiveCity): SearchIndex {
    const known = opened.get(city);
    if (known) return known;
    const index = new SearchIndex(city);
    opened.set(city, index);
    return index;
  }

  /** In line with every change that was announced; what failed before is tried again. */
  async settled(): Promise<void> {
    await this.#work;
    if (!this.#failed) return;
    this.#work = this.#next(this.#work);
    await this.#work;
    if (this.#failed) await this.catchUp();
  }

  #next(before: Promise<void>): Promise<void> {
    return before
      .then(() => this.catchUp())
      .then(
        () => {
          this.#failed = false;
        },
        () => {
          this.#failed = true;
        },
      );
  }

  /** In one transaction: the entries of whatever was stated since, or of everything. */
  async catchUp(): Promise<void> {
    await store.indexProjection(this.#owner);
    const rebuilt = await transaction(
      this.#owner,
      async (client) => {
        await store.lockIndex(client);
        const progress = await store.progressOf(client);
        const whole = !(await this.#renew(client, progress));
        if (whole) await this.#rebuild(client);
        await store.saveProgress(client, LAYOUT);
        return whole;
      },
      { snapshot: true },
    );
    if (rebuilt) await store.analyseEntries(this.#owner);
  }

  /** False: it cannot be told what changed, or too much did. */
  async #renew(client: PoolClient, progress: readonly Progress[]): Promise<boolean> {
    const behind = (p: Progress): boolean => p.here === null || p.layout !== LAYOUT;
    const ahead = (p: Progress): boolean => (p.here ?? 0) > p.there;
    if (progress.some((p) => behind(p) || ahead(p))) return false;
    for (const searched of store.searched) {
      const section = progress.find(({ type }) => type === searched.type);
      if (!section || section.here === section.there) continue;
      const ids = await store.statedSince(client, section);
      if (ids.length > MOST_CHANGED) return false;
      await this.#put(client, searched, ids, await store.namesOf(client, searched, { ids }));
      // What lies elsewhere by now takes what hangs on it to another county.
      if (searched.type === 'jurisdiction') await store.placeEntries(client, null);
      if (searched.type === 'enterprise') await store.placeEntries(client, ids);
    }
    return true;
  }

  async #rebuild(client: PoolClient): Promise<void> {
    await store.dropEntries(client);
    for (const searched of store.searched) {
      let after = '';
      for (;;) {
        const page = await store.namesOf(client, searched, { after, limit: PAGE });
        await this.#put(client, searched, [], page);
        const last = page.at(-1);
        if (!last || page.length < PAGE) break;
        after = last.id;
      }
    }
  }

  async #put(
    client: PoolClient,
    { type }: Searched,
    ids: readonly string[],
    named: readonly Named[],
  ): Promise<void> {
    const entries = named.flatMap((each) => entryOf(type, each) ?? []);
    await store.putEntries(client, type, ids, entries);
  }
}
