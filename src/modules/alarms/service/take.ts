import { createHash } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import { type PoolClient, transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Signal } from '../../live/index.ts';
import { climbsOf } from '../rules/climb.ts';
import { episodeKey, type Folded, foldSignals } from '../rules/episodes.ts';
import { joinIncidents, unitOf } from '../rules/incidents.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import { heldAtStart } from '../rules/table.ts';
import { ALONE, incidentsOf, keepEpisodes, keepIncidents, type NewEpisode } from '../store/take.ts';
import type { SettingsInForce } from './in-force.ts';

/** The same episode has the same id wherever and whenever it is taken in. */
const idOf = (episode: Folded): string =>
  `AL-${createHash('sha256').update(episodeKey(episode)).digest('hex').slice(0, 20)}`;

function newEpisode(folded: Folded, settings: AlarmSettings): NewEpisode {
  const hold = heldAtStart(folded);
  const fresh = {
    ...{ level: folded.level, climbFrom: folded.receivedAt, closedAt: null, hold: null },
    ...{ clearedAt: null, acknowledgedAt: null, handledAt: null, verdict: null },
  };
  const [first] = hold === null ? climbsOf(fresh, settings) : [];
  return { ...folded, id: idOf(folded), hold, climbAt: first?.at ?? null };
}

/** Keeps signals, durably: gives the ids of alarms that are new and of those that changed. */
export async function takeSignals(
  city: LiveCity,
  inForce: SettingsInForce,
  signals: readonly Signal[],
  now: Moment,
): Promise<{ readonly added: readonly string[]; readonly changed: readonly string[] }> {
  const folded = foldSignals(signals);
  if (folded.length === 0) return { added: [], changed: [] };
  const { incidentMinutes } = inForce.general;
  const work = async (client: PoolClient) => {
    const about = folded.map(({ enterprise }) => enterprise);
    const settingsOf = await inForce.of(client, about);
    const episodes = folded.map((each) => newEpisode(each, settingsOf(each.enterprise)));
    const kept = await keepEpisodes(client, episodes, new Date(now));
    const added = new Set(kept.added);
    const joining = episodes
      .filter(({ id }) => added.has(id))
      .map(({ id, source, facility, raisedAt, since }) => ({
        ...{ id, source, unit: unitOf({ facility, source }), at: raisedAt ?? since },
      }));
    if (joining.length > 0) {
      const from = Math.min(...joining.map(({ at }) => at)) - incidentMinutes * 60_000;
      const units = [...new Set(joining.map(({ unit }) => unit))];
      const known = await incidentsOf(client, units, new Date(from));
      const { of, changed } = joinIncidents(known, joining, incidentMinutes);
      const placed = [...of].map(([alarm, incident]) => ({ alarm, incident }));
      await keepIncidents(client, changed, placed);
    }
    return kept;
  };
  return transaction(city.options.owner, work, { first: ALONE });
}
