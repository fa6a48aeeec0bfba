import { formatDay } from '../../../kernel/calendar.ts';
import type { AnswerOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { ParameterEntry, ParameterValue } from '../../../law/plans/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import {
  applyProfile,
  loadProfile,
  parameterEntries,
  profileIds,
  readValue,
  recordAfter,
} from '../../plan/index.ts';
import type { settingsContract } from '../contract.ts';
import type { ParameterChange } from '../model.ts';
import { placesOf } from '../rules/may-set.ts';
import { comparedDuties } from '../store/compared.ts';
import { divisionsFor, entryRow } from './read.ts';

type Preview = AnswerOf<typeof settingsContract.previewParameter>;
type Written = AnswerOf<typeof settingsContract.setParameter>;
type Profiles = AnswerOf<typeof settingsContract.profiles>;
type Chosen = AnswerOf<typeof settingsContract.chooseProfile>;

export interface WriteDeps {
  readonly city: () => LiveCity;
  /** Told when duties could not be brought in line with a parameter. */
  readonly onFault: (error: unknown, what: string) => void;
  /** What a change would do to to-dos, which a later slice keeps; null: nothing to them. */
  readonly todosBy: (
    caller: Caller,
    name: string,
    entries: readonly ParameterEntry[],
  ) => Promise<Preview['todos']>;
}

/** The entry that a change would write, where its writer may write it. */
async function entryFor(
  city: LiveCity,
  caller: Caller,
  name: string,
  change: ParameterChange,
): Promise<Result<ParameterEntry, Refusal>> {
  const definition = city.options.definitions.get(name);
  if (!definition) return refuse({ code: 'not-found' });
  const { jurisdiction, from, reason } = change;
  const places = placesOf(caller, await divisionsFor(city, caller));
  if (!places.includes(jurisdiction)) return refuse({ code: 'forbidden', detail: ELSEWHERE });
  let value: ParameterValue | null = null;
  if (change.value !== null) {
    const read = readValue(definition, change.value);
    if (!read.ok) return refuse(atField('value', read.error));
    value = read.value;
  }
  return ok({ name, value, from, jurisdiction, reason, by: caller.name || caller.user });
}

const ELSEWHERE = {
  zh: '市应急管理局可设定全市和各县区的参数，县区应急管理局只能设定本县区的参数',
  en: 'the city bureau decides for everywhere and each county, a county bureau for its own county',
};

const atField = (path: string, message: { zh: string; en: string }): Refusal => ({
  code: 'bad-request',
  fields: [{ path: `body.${path}`, message }],
});

/** How many duties would stand otherwise; nothing is written. */
export async function previewOf(
  { city: open, todosBy }: WriteDeps,
  caller: Caller,
  name: string,
  change: ParameterChange,
): Promise<Result<Preview, Refusal>> {
  const city = open();
  const entry = await entryFor(city, caller, name, change);
  if (!entry.ok) return entry;
  const day = city.today();
  const entries = [...(await parameterEntries(city.options.app)), entry.value];
  const keys = caller.keys.filter((key) => key !== '*');
  const quotes = new Map(city.clauses.map(({ id, quote }) => [id, quote]));
  const clauses = await city.duties.supposing(entries, async (client, supposed) => {
    const compared: Preview['clauses'] = [];
    for (const clause of supposed) {
      const counts = await comparedDuties(client, day, clause, keys);
      compared.push({ id: clause.id, quote: quotes.get(clause.id) ?? '', ...counts });
    }
    return compared;
  });
  const changed = clauses.reduce((sum, each) => sum + each.changed, 0);
  const todos = await todosBy(caller, name, entries);
  return ok({ asOf: formatDay(day), clauses, changed, todos });
}

/** Writes the entry against the newest that the writer saw; the duties follow in the background. */
export async function setParameter(
  deps: WriteDeps,
  caller: Caller,
  name: string,
  change: ParameterChange,
): Promise<Result<Written, Refusal>> {
  const city = deps.city();
  const entry = await entryFor(city, caller, name, change);
  if (!entry.ok) return entry;
  const { app, clock } = city.options;
  const recorded = await recordAfter(app, clock, entry.value, change.seq);
  if (!recorded.ok) {
    const { error } = recorded;
    if (error !== 'conflict') return refuse(atField('value', error));
    const newest = (await parameterEntries(app, { name })).at(-1);
    return refuse({ code: 'conflict', current: newest ? entryRow(city, newest) : null });
  }
  follow(deps, city);
  return ok({ entry: entryRow(city, recorded.value) });
}

/** Nobody waits for the duties: the page shows how far they are. */
function follow({ onFault }: WriteDeps, city: LiveCity): void {
  city.reopen().catch((error: unknown) => onFault(error, 'settings.follow'));
}

/** Profiles that ship, with what choosing one now would add. */
export async function profilesOf({ city: open }: WriteDeps): Promise<Result<Profiles, Refusal>> {
  const city = open();
  const recording = { db: city.options.app, clock: city.options.clock };
  const rows: Profiles['rows'] = [];
  for (const id of profileIds()) {
    const profile = profileNamed(city, id);
    const chosen = { by: '', from: null, dryRun: true };
    const { added, kept } = await applyProfile(recording, profile, chosen);
    const { zh, en, notice, values } = profile;
    rows.push({
      ...{ id, notice },
      title: { zh, en },
      values: values.length,
      added: added.length,
      kept: kept.length,
    });
  }
  return ok({ rows });
}

function profileNamed(city: LiveCity, id: string) {
  const profile = loadProfile(id, city.options.definitions);
  return must(profile.ok ? profile.value : null, 'the profiles that ship are sound');
}

export async function chooseProfile(
  deps: WriteDeps,
  caller: Caller,
  id: string,
): Promise<Result<Chosen, Refusal>> {
  const city = deps.city();
  if (!profileIds().includes(id)) return refuse({ code: 'not-found' });
  const places = placesOf(caller, await divisionsFor(city, caller));
  if (!places.includes(null)) return refuse({ code: 'forbidden', detail: ELSEWHERE });
  const recording = { db: city.options.app, clock: city.options.clock };
  const chosen = { by: caller.name || caller.user, from: null, dryRun: false };
  const { added, kept } = await applyProfile(recording, profileNamed(city, id), chosen);
  if (added.length > 0) follow(deps, city);
  return ok({ added: added.length, kept: kept.length });
}
