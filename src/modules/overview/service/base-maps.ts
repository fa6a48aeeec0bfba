import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { BodyOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { BaseMapRow, BaseMaps, baseMapContract } from '../base-map-contract.ts';
import type { Boundaries } from '../model.ts';
import { checkBaseMap } from '../rules/base-map.ts';
import type { StoredMap } from '../store/base-maps.ts';
import * as store from '../store/base-maps.ts';
import type { Overview } from './overview.ts';

/** Where a change of the base map is written down: the audit. */
export type NoteBaseMap = (entry: {
  readonly account: string;
  readonly object: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly ip: string;
}) => Promise<void>;

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const iso = (at: Date): string => formatMoment(at.getTime() as Moment);

function rowOf({ at, ...map }: StoredMap, inForce: boolean): BaseMapRow {
  return { ...map, at: iso(at), inForce };
}

export async function baseMaps({ city }: Pick<Overview, 'city'>): Promise<BaseMaps> {
  const { app } = city.options;
  const maps = await store.storedMaps(app);
  const choices = await store.choicesMade(app);
  const [now] = choices;
  return {
    rows: maps.map((map) => rowOf(map, map.id === now?.baseMap)),
    seq: now?.seq ?? 0,
    choices: choices.map(({ baseMap: _, at, ...choice }) => ({ ...choice, at: iso(at) })),
  };
}

/** Checked against the divisions of the city; shown to nobody until it is chosen. */
export async function addBaseMap(
  { city, metrics }: Overview,
  caller: Caller,
  body: BodyOf<typeof baseMapContract.addBaseMap>,
  file: Upload,
): Promise<Result<BaseMapRow, Refusal>> {
  const areas = await metrics.areasOn(city.today());
  const read = parsed(file.bytes);
  const checked = checkBaseMap(read, areas.below(metrics.root));
  if (!checked.ok) return refuse({ code: 'not-a-base-map', detail: checked.error });
  const content = checked.value;
  const map = { ...body, content, areas: content.features.length, bytes: file.bytes.length };
  return ok(rowOf(await store.addMap(city.options.app, map, caller), false));
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

export async function baseMapContent(
  { city }: Overview,
  id: string,
): Promise<Result<Boundaries, Refusal>> {
  const content = await store.contentOf(city.options.app, id);
  return content ? ok(content) : refuse({ code: 'not-found' });
}

export async function chooseBaseMap(
  at: Overview,
  caller: Caller,
  { baseMap, seq }: BodyOf<typeof baseMapContract.chooseBaseMap>,
): Promise<Result<BaseMaps, Refusal>> {
  return choose(at, caller, { baseMap, undoes: null, after: seq });
}

/** What stood before the last choice stands again. */
export async function undoBaseMap(
  at: Overview,
  caller: Caller,
  { seq }: BodyOf<typeof baseMapContract.undoBaseMap>,
): Promise<Result<BaseMaps, Refusal>> {
  const [, before] = await store.choicesMade(at.city.options.app);
  return choose(at, caller, { baseMap: before?.baseMap ?? null, undoes: seq, after: seq });
}

async function choose(
  at: Overview,
  caller: Caller,
  choice: Parameters<typeof store.addChoice>[1],
): Promise<Result<BaseMaps, Refusal>> {
  const done = await transaction(at.city.options.app, (client) =>
    store.addChoice(client, choice, caller),
  );
  const now = await baseMaps(at);
  if (!done) return refuse({ code: 'conflict', current: now });
  at.city.announce({ topic: 'base-map' });
  return ok(now);
}

/** Kept while no other is chosen: a base map may be large. */
const drawn = new WeakMap<LiveCity, store.Shown>();

/** The base map in force; null: none, the map is a schematic. */
export async function baseMapShown(city: LiveCity): Promise<store.Shown | null> {
  const { app } = city.options;
  const seq = await store.lastChoice(app);
  if (seq === null) return null;
  const kept = drawn.get(city);
  if (kept?.seq === seq) return kept;
  const shown = await store.shownBy(app, seq);
  if (shown) drawn.set(city, shown);
  return shown;
}
