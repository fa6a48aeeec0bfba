import type { Day } from '../../../kernel/calendar.ts';
import type { AnswerOf, ParamsOf, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { ParameterDefinition } from '../../../law/plans/model.ts';
import { parametersOf } from '../../../law/plans/uses.ts';
import { dayAsked } from '../../board/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { Lexicon, ParameterRow, RecordedEntry } from '../../plan/index.ts';
import {
  parameterEntries,
  parameterRows,
  parameterValueWords,
  roleWords,
  valueShape,
} from '../../plan/index.ts';
import type { settingsContract } from '../contract.ts';
import type { EntryRow, ParameterRowShape, Words } from '../model.ts';
import type { KnownDivision } from '../rules/may-set.ts';
import { namedPlaces, placesOf } from '../rules/may-set.ts';
import { divisionsNow } from '../store/places.ts';
import { library } from './library.ts';

type List = AnswerOf<typeof settingsContract.parameters>;
type One = AnswerOf<typeof settingsContract.parameter>;

/** Divisions by name; an administrator without a scope sees none, and needs none. */
export function divisionsFor(city: LiveCity, caller: Caller): Promise<KnownDivision[]> {
  return reading(city.web, caller, divisionsNow);
}

export async function parametersOn(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<typeof settingsContract.parameters>,
): Promise<Result<List, Refusal>> {
  const asked = dayAsked(city, query.asOf);
  if (!asked.ok) return asked;
  const { day, text } = asked.value;
  const { chains } = await city.duties.divisionsAt(day);
  const chain = query.division === undefined ? [] : chains.get(query.division);
  if (!chain) return refuse({ code: 'not-visible' });
  const entries = await parameterEntries(city.options.app);
  const divisions = await divisionsFor(city, caller);
  const row = rowMaker(city, divisions);
  const rows = parameterRows(city.options.definitions, entries, day, chain)
    .filter(({ value }) => !query.unset || value === null)
    .filter((each) => query.q === undefined || holds(each, query.q.trim().toLowerCase()))
    .map(row);
  const places = namedPlaces(placesOf(caller, divisions), divisions);
  return ok({ asOf: text, rows, applying: city.applying, places });
}

const holds = ({ name, zh, en }: ParameterRow, text: string): boolean =>
  [name, zh, en].some((each) => each.toLowerCase().includes(text));

/** One parameter with everything that was ever said of it, newest first. */
export async function parameterOn(
  city: LiveCity,
  caller: Caller,
  call: {
    readonly params: ParamsOf<typeof settingsContract.parameter>;
    readonly query: QueryOf<typeof settingsContract.parameter>;
  },
): Promise<Result<One, Refusal>> {
  const asked = dayAsked(city, call.query.asOf);
  if (!asked.ok) return asked;
  const { name } = call.params;
  if (!city.options.definitions.has(name)) return refuse({ code: 'not-found' });
  const divisions = await divisionsFor(city, caller);
  return ok(await oneOf(city, name, { ...asked.value, divisions }));
}

async function oneOf(
  city: LiveCity,
  name: string,
  {
    day,
    text,
    divisions,
  }: { readonly day: Day; readonly text: string; readonly divisions: readonly KnownDivision[] },
): Promise<One> {
  const entries = await parameterEntries(city.options.app, { name });
  const rows = parameterRows(city.options.definitions, entries, day, []);
  const found = must(
    rows.find((row) => row.name === name),
    'a parameter has a row',
  );
  return {
    asOf: text,
    parameter: rowMaker(city, divisions)(found),
    history: entries.map((entry) => entryRow(city, entry)).reverse(),
    seq: entries.at(-1)?.seq ?? null,
    applying: city.applying,
  };
}

export function lexiconOf(city: LiveCity): Lexicon {
  return {
    dictionary: { types: city.duties.types },
    vocabulary: library().vocabulary,
    definitions: city.options.definitions,
    values: null,
  };
}

const words = (text: RecordedEntry['reason']): Words | null =>
  typeof text === 'string' ? { zh: text, en: text } : text;

export function entryRow(city: LiveCity, entry: RecordedEntry): EntryRow {
  const { seq, from, jurisdiction, reason, by, profile, recordedAt } = entry;
  return {
    ...{ seq, from, jurisdiction, profile, recordedAt },
    value: (entry.value ?? null) as EntryRow['value'],
    valueWords: parameterValueWords(lexiconOf(city), entry),
    reason: words(reason),
    by: by ?? '',
  };
}

/** Rows as the page shows them. */
function rowMaker(
  city: LiveCity,
  divisions: readonly KnownDivision[],
): (row: ParameterRow) => ParameterRowShape {
  const lexicon = lexiconOf(city);
  const names = new Map(divisions.map(({ id, name }) => [id, name ?? id]));
  const readers = readersOf(city);
  return (row) => {
    const { name, zh, en, type, unit, choices, owner, why, value, basis } = row;
    const { jurisdiction, from, by, profile, reason } = row;
    const definition = must(city.options.definitions.get(name), 'a row is of a definition');
    const entry = { name, value, from: from ?? '', jurisdiction, reason, by };
    return {
      ...{ name, type, why, basis, jurisdiction, from, by, profile },
      title: { zh, en },
      unit: unit ?? null,
      choices: [...(choices ?? [])],
      choiceNames: namesOf(definition),
      shape: valueShape(definition),
      owner: roleWords(lexicon, owner),
      value: value as ParameterRowShape['value'],
      valueWords: parameterValueWords(lexicon, entry),
      reason: words(reason),
      divisions: row.divisions.map((id) => ({ id, name: names.get(id) ?? id })),
      clauses: readers.get(name) ?? [],
    };
  };
}

/** Its choices in words; where nobody named them, their codes. */
const namesOf = ({ choices = [], choiceNames }: ParameterDefinition): Words[] =>
  choices.map((code) => choiceNames?.[code] ?? { zh: code, en: code });

type Readers = ReadonlyMap<string, ParameterRowShape['clauses']>;

/** Which clauses name each parameter; those that wait for it first. */
function readersOf({ clauses }: LiveCity): Readers {
  const readers = new Map<string, ParameterRowShape['clauses']>();
  for (const clause of clauses) {
    for (const name of parametersOf(clause)) {
      const list = readers.get(name) ?? [];
      list.push({ id: clause.id, needed: clause.reads.includes(name) });
      readers.set(name, list);
    }
  }
  for (const list of readers.values()) list.sort((a, b) => Number(b.needed) - Number(a.needed));
  return readers;
}
