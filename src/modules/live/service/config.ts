import { hash, timingSafeEqual } from 'node:crypto';
import { dayAt, type Moment } from '../../../kernel/calendar.ts';
import { tagDefaults } from '../../../law/standards/tag-defaults.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { entriesInForce, parameterEntries } from '../../plan/index.ts';
import { defaultsBy, type TagDefaults } from '../rules/in-force.ts';
import { partOf } from '../rules/journal-parts.ts';
import type { Windows } from '../rules/windows.ts';
import { type GatewayRow, loadConfig, type TagRow } from '../store/config.ts';
import { keysInForce } from '../store/keys.ts';
import { type CoveredTag, loadWindows } from '../store/windows.ts';

/** A gateway as intake knows it. */
export interface Gateway extends GatewayRow {
  readonly byCode: ReadonlyMap<string, number>;
  readonly byAlias: readonly (number | undefined)[];
  /** Numbers of its tags in use. */
  readonly tags: readonly number[];
}

/** Who signed in, and by which key (its hash). */
export interface SignedIn {
  readonly gateway: string;
  readonly key: Uint8Array;
}

/** Gateways, tags and keys as the ledger of records holds them now. */
export class LiveConfig {
  #gateways: ReadonlyMap<string, Gateway> = new Map();
  #byNumber: ReadonlyMap<number, Gateway> = new Map();
  #tags: ReadonlyMap<number, TagRow> = new Map();
  #byId: ReadonlyMap<string, TagRow> = new Map();
  #keys: ReadonlyMap<string, Uint8Array> = new Map();
  #windows: Windows = new Map();
  #defaults: TagDefaults = tagDefaults;
  #next = Number.POSITIVE_INFINITY;

  /** `part`: of its gateways alone. `defaults` of quantities: else as the parameters say. */
  async load(
    owner: Pool,
    at: Moment,
    { part, defaults }: { readonly part?: number; readonly defaults?: TagDefaults } = {},
  ): Promise<void> {
    this.#defaults =
      defaults ?? defaultsBy(entriesInForce(await parameterEntries(owner), dayAt(at)));
    const [all, keys, windows] = await Promise.all([
      loadConfig(owner, at),
      keysInForce(owner),
      loadWindows(owner, at),
    ]);
    const isOwn = (gateway: string): boolean => part === undefined || partOf(gateway) === part;
    const gateways = all.gateways.filter(({ id }) => isOwn(id));
    const tags = all.tags.filter(({ gateway }) => isOwn(gateway));
    const built = gatewaysOf(gateways, tags);
    this.#gateways = new Map(built.map((gateway) => [gateway.id, gateway]));
    this.#byNumber = new Map(built.map((gateway) => [gateway.no, gateway]));
    this.#tags = new Map(tags.map((tag) => [tag.no, tag]));
    this.#byId = new Map(tags.map((tag) => [tag.id, tag]));
    this.#keys = keys;
    this.#next = all.next;
    this.#windows = windowsOf(windows, this.#byId);
  }

  /** Windows of maintenance and calibration, by tag number: those ahead, at hand, and ended of late. */
  get windows(): Windows {
    return this.#windows;
  }

  /** Where a tag says nothing of its own (监测量默认值). */
  get defaults(): TagDefaults {
    return this.#defaults;
  }

  /** True, once: what is on record says something else from now on. */
  isDue(now: Moment): boolean {
    if (now < this.#next) return false;
    this.#next = Number.POSITIVE_INFINITY;
    return true;
  }

  tagOf(id: string): TagRow | undefined {
    return this.#byId.get(id);
  }

  /** May it sign in? */
  isKeyed(gateway: string): boolean {
    return this.#keys.has(gateway);
  }

  /** Who signs in by MQTT, for as long as this very key holds; null: nobody. */
  signIn(id: string, key: string): SignedIn | null {
    return this.admit(id, key) ? { gateway: id, key: keyHash(key) } : null;
  }

  /** The gateway as it is now; null: its key was ended or replaced since it signed in. */
  stillIn({ gateway, key }: SignedIn): Gateway | null {
    const held = this.#keys.get(gateway);
    return held && Buffer.compare(held, key) === 0 ? (this.#gateways.get(gateway) ?? null) : null;
  }

  /** Does a tag of the gateway stand for the code, or for the number, that it sends? */
  readonly claims = (gateway: number, code: string): boolean => {
    const own = this.#byNumber.get(gateway);
    return own !== undefined && (own.byCode.has(code) || own.byAlias[Number(code)] !== undefined);
  };

  get tags(): ReadonlyMap<number, TagRow> {
    return this.#tags;
  }

  get gateways(): Iterable<Gateway> {
    return this.#gateways.values();
  }

  gateway(no: number): Gateway | undefined {
    return this.#byNumber.get(no);
  }

  gatewayOf(id: string): Gateway | undefined {
    return this.#gateways.get(id);
  }

  readonly unitOf = (tag: number): string | null => this.#tags.get(tag)?.unit ?? null;

  /** The gateway that signs in with this key; null: nobody. */
  admit(id: string, key: string): Gateway | null {
    const gateway = this.#gateways.get(id);
    const held = this.#keys.get(id);
    const given = keyHash(key);
    // As much work for a name that there is not.
    const same = timingSafeEqual(given, held ?? NO_KEY);
    return gateway && held && same ? gateway : null;
  }
}

/** Keys are drawn at random, so a plain hash keeps them. */
export function keyHash(key: string): Uint8Array {
  return hash('sha256', key, 'buffer');
}

function windowsOf(all: readonly CoveredTag[], tags: ReadonlyMap<string, TagRow>): Windows {
  const placed = all.flatMap(({ tag, ...window }) => {
    const no = tags.get(tag)?.no;
    return no === undefined ? [] : [{ no, window }];
  });
  return new Map(
    [...Map.groupBy(placed, ({ no }) => no)].map(([no, some]) => [
      no,
      some.map(({ window }) => window),
    ]),
  );
}

const NO_KEY = new Uint8Array(32);

function gatewaysOf(gateways: readonly GatewayRow[], tags: readonly TagRow[]): Gateway[] {
  const of = Map.groupBy(tags, ({ gateway }) => gateway);
  return gateways.map((gateway) => {
    const own = of.get(gateway.id) ?? [];
    const byAlias: (number | undefined)[] = [];
    for (const { alias, no } of own) if (alias !== null && alias >= 0) byAlias[alias] = no;
    return {
      ...gateway,
      byCode: new Map(own.map(({ code, no }) => [code, no])),
      byAlias,
      tags: own.filter(({ inUse }) => inUse).map(({ no }) => no),
    };
  });
}
