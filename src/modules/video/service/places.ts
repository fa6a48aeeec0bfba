import { endOfDay, type Moment } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { AnswerOf, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Judged, judgedIn } from '../../alarms/index.ts';
import { type Caller, type LiveCity, reading } from '../../identity/index.ts';
import { type Live, type PlaceNow, placeNow } from '../../live/index.ts';
import type { PlaceState, VideoRow, videoContract } from '../contract.ts';
import { linksOf, type VideoPlatform } from '../rules/platform.ts';
import { type PlaceRecord, watchedPlaces } from '../store/places.ts';

const DAY = 86_400_000;
const DAYS = 30;
const KINDS = ['occupancy', 'illegal-hot-work'] as const;
const NONE = { open: 0, real: 0, false: 0, other: 0 };

interface Asked {
  readonly division?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Page = AnswerOf<(typeof videoContract)['video']>;

/** Places that are watched, with what is counted and recognised there now, within the scope. */
export async function videoPage(
  by: {
    readonly city: LiveCity;
    readonly live: Live | null;
    readonly platform: VideoPlatform | null;
  },
  caller: Caller,
  { division, enterprise, cursor, limit }: Asked,
): Promise<Result<Page, Refusal>> {
  const { city, live, platform } = by;
  const after = cursor === undefined ? [''] : partsOfCursor(cursor, 1);
  if (!after) return refuse(notACursor);
  // Records as they stand now, in a made-up city on its last day; alarms are of now.
  const now = live?.now() ?? city.now();
  const at = new Date(Math.min(now, endOfDay(city.today())));
  const found = await reading(city.web, caller, async (client) => {
    const [from = ''] = after;
    const where = { division: division ?? null, enterprise: enterprise ?? null };
    const asked = { ...where, at, after: from, limit: limit + 1 };
    const places = await watchedPlaces(client, asked);
    const since = new Date(now - DAYS * DAY);
    return { places, judged: await judgedIn(client, { places, kinds: KINDS, since }) };
  });
  const shown = found.places.slice(0, limit);
  const last = shown.at(-1);
  return ok({
    rows: shown.map((place) =>
      rowOf(place, live && placeNow(live, place.facility), found.judged, platform),
    ),
    next: last && found.places.length > limit ? cursorOf([last.facility]) : null,
    ...{ platform: platform !== null, live: live !== null },
  });
}

function rowOf(
  place: PlaceRecord,
  now: PlaceNow | null,
  judged: ReadonlyMap<string, Judged>,
  platform: VideoPlatform | null,
): VideoRow {
  const { enterprise, enterpriseName, facility, facilityName, cameras } = place;
  const { open, real, false: wrong, other } = judged.get(facility) ?? NONE;
  return {
    facility: { id: facility, name: facilityName },
    enterprise: { id: enterprise, name: enterpriseName },
    state: stateOf(now),
    heardAt: isoOf(now?.heardAt ?? null),
    people: now?.people ? { ...now.people, ways: [...now.people.ways] } : null,
    fire: now?.fire ?? null,
    events: { open, real, false: wrong, other },
    cameras: [...cameras],
    links: linksOf(platform, { enterprise, facility, cameras }).map((link) => ({ ...link })),
    feed: place.hasFeed
      ? {
          ...{ connected: place.connected, lastSeenAt: isoOf(place.lastSeenAt?.getTime() ?? null) },
          offlineSince: isoOf(place.offlineSince?.getTime() ?? null),
        }
      : null,
  };
}

/** `cameras`: nothing is counted or recognised there, records name cameras alone. */
function stateOf(now: PlaceNow | null): PlaceState {
  if (now === null) return 'cameras';
  if (now.heardAt === null) return 'never';
  if (now.sound === 0) return 'offline';
  return now.sound === now.tags ? 'online' : 'part';
}

const isoOf = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms as Moment).toISOString();
