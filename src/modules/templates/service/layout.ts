import type { Day } from '../../../kernel/calendar.ts';
import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import type { BodyOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import { asOfDay } from '../../overview/index.ts';
import type { templatesContract } from '../contract.ts';
import type { Layout } from '../model.ts';
import { layered, nothingSet, readParts } from '../rules/parts.ts';
import type { LayoutRow, Place } from '../store/layouts.ts';
import * as store from '../store/layouts.ts';

interface Query {
  readonly asOf?: string | undefined;
  readonly division?: string | undefined;
}

const nodesOf = ({ grants }: Caller): string[] =>
  grants.flatMap(({ nodeKind, node }) => (nodeKind === 'division' ? [node] : []));

/** A layout is set by the bureau of the division itself, not by one above it. */
const maySet = ({ grants }: Caller, division: string): boolean =>
  grants.some(
    ({ role, nodeKind, node }) => role === 'bureau' && nodeKind === 'division' && node === division,
  );

export async function layoutOf(
  city: LiveCity,
  caller: Caller,
  query: Query,
): Promise<Result<Layout, Refusal>> {
  const day = asOfDay(query.asOf, city.today());
  if (!day.ok) return day;
  return reading(city.web, caller, (client) =>
    shown(client, caller, day.value, query.division ?? null),
  );
}

async function shown(
  client: PoolClient,
  caller: Caller,
  day: Day,
  division: string | null,
): Promise<Result<Layout, Refusal>> {
  const known = await store.placesAt(client, nodesOf(caller), day);
  // Before divisions are stated the caller's own stands by its code.
  const places = known.length > 0 ? known : nodesOf(caller).map((id) => ({ id, name: id }));
  const place = places.find(({ id }) => division === null || id === division);
  if (!place) return refuse({ code: 'not-visible' });
  const versions = await store.versionsOf(client, place.id);
  const inForce = await store.layoutInForce(client, place.id, day);
  const set = inForce ? readParts(inForce.parts) : nothingSet;
  return ok({
    asOf: formatDay(day),
    division: place,
    divisions: places,
    parts: layered(place.name, set),
    set,
    versions: versions.map((row) => versionOf(row, inForce)),
    version: versions[0]?.id ?? null,
    maySet: maySet(caller, place.id),
  });
}

function versionOf(row: LayoutRow, inForce: LayoutRow | null): Layout['versions'][number] {
  const { id, from, parts, note, by, at } = row;
  return {
    ...{ id, from, note, by },
    parts: readParts(parts),
    at: at.toISOString(),
    inForce: id === inForce?.id,
  };
}

const atFrom = (zh: string, en: string): Refusal => ({
  code: 'bad-request',
  fields: [{ path: 'body.from', message: { zh, en } }],
});

/** A new version from a day on; what stands stays as it is. */
export async function setLayout(
  city: LiveCity,
  caller: Caller,
  division: string,
  body: BodyOf<typeof templatesContract.setLayout>,
): Promise<Result<Layout, Refusal>> {
  if (!maySet(caller, division)) return refuse({ code: 'not-visible' });
  const today = city.today();
  const from = parseDay(body.from);
  if (!from.ok || from.value < today) {
    return refuse(atFrom('生效日期不能早于今日', 'it holds from today or later'));
  }
  const result = await withScope(city.web, caller, async (client) => {
    await store.lockDivision(client, division);
    const before = must((await shown(client, caller, today, division)) ?? null, 'an answer');
    if (!before.ok) return before;
    if (before.value.version !== body.version) {
      return refuse({ code: 'conflict', current: before.value });
    }
    await store.addLayout(client, {
      ...{ division, from: body.from, parts: body.parts, note: body.note || null },
      ...{ account: caller.user, by: caller.name, at: new Date(city.now()) },
    });
    return shown(client, caller, today, division);
  });
  if (result.ok) city.announce({ topic: 'layout', id: division });
  return result;
}

/** A division whose papers the caller may look at. */
export async function placeSeen(
  city: LiveCity,
  caller: Caller,
  division: string,
): Promise<Place | null> {
  const places = await reading(city.web, caller, (client) =>
    store.placesAt(client, nodesOf(caller), city.today()),
  );
  return places.find(({ id }) => id === division) ?? null;
}
