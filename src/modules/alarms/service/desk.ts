import type { Moment } from '../../../kernel/calendar.ts';
import type { AnswerOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { alarmsContract, IncidentRow } from '../contract.ts';
import type { Level, Rule } from '../model.ts';
import { kinds, ruleWords, type State, states } from '../model.ts';
import { floodSince, sounding } from '../rules/sound.ts';
import { deskFigures, type IncidentRecord, openIncidents, receivedSince } from '../store/list.ts';
import type { Alarms } from './alarms.ts';
import { maybeTold, told, trustOf } from './rows.ts';
import { currentShift } from './shift.ts';

type Desk = AnswerOf<(typeof alarmsContract)['alarmDesk']>;
const SHOWN = 200;
const MOST = 2000;

/** What a dispatcher sees first: unacknowledged incidents, the oldest wait, sources offline. */
export function alarmDesk(alarms: Alarms, caller: Caller): Promise<Result<Desk, Refusal>> {
  const { settings } = alarms;
  const now = alarms.now();
  // Twice the window: what sounded before its beginning has its part in the budget.
  const since = new Date(now - 2 * settings.floodMinutes * 60_000);
  return reading(alarms.city.web, caller, async (client) => {
    const found = await openIncidents(client, since, MOST);
    const figures = await deskFigures(client);
    const times = await receivedSince(client, since);
    const sounds = sounding(
      found.map((row) => ({
        ...{ id: row.id, at: row.received_at.getTime() as Moment, level: row.level as Level },
        ...{ unacknowledged: row.unacknowledged > 0, lostData: row.lost_data },
      })),
      settings,
    );
    const flood = floodSince(
      times.map((at) => at.getTime() as Moment),
      now,
      settings,
    );
    return ok({
      now: told(now),
      incidents: found
        .filter(({ open }) => open > 0)
        .slice(0, SHOWN)
        .map((row) => incidentOf(row, sounds)),
      figures: {
        incidents: figures?.incidents ?? 0,
        unacknowledged: figures?.unacknowledged ?? 0,
        waitingSince: maybeTold(figures?.waiting_since ?? null),
        offline: figures?.offline ?? 0,
        shelved: figures?.shelved ?? 0,
        red: figures?.red ?? 0,
      },
      floodSince: maybeTold(flood),
      shift: await currentShift(client, caller),
    });
  });
}

function incidentOf(row: IncidentRecord, sounds: ReadonlySet<string>): IncidentRow {
  const state = row.lead_state as State;
  return {
    ...{ id: row.id, level: row.level as Level, alarms: row.alarms, sources: row.sources },
    ...{ active: row.active, unacknowledged: row.unacknowledged, lostData: row.lost_data },
    enterprise: { id: row.enterprise, name: row.enterprise_name },
    facility: row.facility === null ? null : { id: row.facility, name: row.facility_name },
    first: { id: row.first, source: row.first_source },
    lead: {
      ...{ id: row.lead, version: row.lead_acts, source: row.lead_source },
      level: row.lead_level as Level,
      kind: kinds[row.lead_kind as keyof typeof kinds],
      rule: ruleWords[row.lead_rule as Rule],
      ...{ value: row.lead_value, limit: row.lead_limit, unit: row.lead_unit },
      trust: trustOf(row.lead_trust),
      state: { code: state, text: states[state] },
    },
    ...{ firstAt: told(row.first_at), receivedAt: told(row.received_at) },
    waitingSince: maybeTold(row.waiting_since),
    sounds: sounds.has(row.id),
  };
}
