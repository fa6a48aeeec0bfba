import type { Moment } from '../../../kernel/calendar.ts';
import { endOfDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { onlyEnterprises } from '../../identity/index.ts';
import { entriesInForce, loadWorkingCalendar } from '../../plan/index.ts';
import type { Seen } from '../../registry/index.ts';
import { attributeIn, codeOf } from '../../registry/index.ts';
import { checkParameters, checkSettingsBy } from '../rules/settings.ts';
import type { WindowRules } from '../rules/windows.ts';

/** Parameters in force today, those of the whole city. */
export const standingNow = (city: LiveCity): ReadonlyMap<string, ParameterEntry> =>
  entriesInForce(
    city.parameters.filter(({ name }) => checkParameters.includes(name)),
    city.today(),
    [],
  );

export const rulesNow = (city: LiveCity): WindowRules => ({
  calendar: loadWorkingCalendar(),
  settings: checkSettingsBy(standingNow(city)),
});

/** Now, but not after the last day of a made-up city. */
export const latest = (city: LiveCity): Moment =>
  Math.min(city.now(), endOfDay(city.today())) as Moment;

/** Now, where today is looked at; the end of a day of the past. */
export const momentOf = (city: LiveCity, seen: Seen): Moment =>
  seen.day === city.today() ? latest(city) : endOfDay(seen.day);

export const told = (at: Date): string => formatMoment(at.getTime() as Moment);

export interface Coded {
  code: string;
  text: Bilingual;
}

/** A code in the dictionary's words. */
export function coded(definition: RecordDefinition, name: string, value: unknown): Coded | null {
  return typeof value === 'string' ? codeOf(attributeIn(definition, name), value) : null;
}

const WHOSE: Refusal = {
  code: 'bad-request',
  fields: [
    {
      path: 'query.enterprise',
      message: { zh: '请指定企业', en: 'say which enterprise' },
    },
  ],
};

/** The enterprise that is asked for, or the only one of the caller's scope. */
export function enterpriseOf(caller: Caller, asked: string | undefined): Result<string, Refusal> {
  if (asked !== undefined) return ok(asked);
  const own = onlyEnterprises(caller.keys);
  return own?.[0] !== undefined && own.length === 1 ? ok(own[0]) : refuse(WHOSE);
}
