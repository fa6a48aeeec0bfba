import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { AnswerOf, ParamsOf, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { ExplainedDuty, Lexicon } from '../../plan/index.ts';
import { explainedDuty, typeWords, valueWords } from '../../plan/index.ts';
import type { Names } from '../../registry/index.ts';
import { namesIn, namesOf, refWords } from '../../registry/index.ts';
import type { boardContract } from '../contract.ts';
import type { FactRow, Words } from '../model.ts';
import type { DutyPath } from '../rules/duty-path.ts';
import { readDutyPath } from '../rules/duty-path.ts';
import type { StandingDuty } from '../store/clause-duties.ts';
import { dutyNamed } from '../store/clause-duties.ts';
import type { StatedFact } from '../store/facts.ts';
import { divisionNames, factsOf, visibleOf } from '../store/facts.ts';
import type { Asked, BoardDeps, Reader } from './asked.ts';
import { clauseAsked } from './asked.ts';
import { attestingOf } from './attesting.ts';
import { quoteOf } from './board.ts';
import { rowOf, subjectOf } from './duties.ts';
import { lexiconOn, library } from './library.ts';

export interface DutyCall {
  readonly params: ParamsOf<typeof boardContract.duty>;
  readonly query: QueryOf<typeof boardContract.duty>;
}

/** Facts shown of one duty; the explanation names how many there are. */
const SHOWN_FACTS = 100;

interface Found extends StandingDuty {
  readonly triggeredBy: string | null;
}

/** One duty explained: which facts, which rule, which values; only what the caller may see. */
export async function dutyOf(
  deps: BoardDeps,
  caller: Reader & Pick<Caller, 'grants'>,
  { params, query }: DutyCall,
): Promise<Result<AnswerOf<typeof boardContract.duty>, Refusal>> {
  const city = deps.city();
  const found = clauseAsked(city, params.id, query.asOf);
  if (!found.ok) return found;
  const { clause, asked } = found.value;
  const read = await readDuty(city, caller, found.value, params.duty);
  if (!read) return refuse({ code: 'not-visible' });
  const { duty, names } = read;
  const explained = await explanationOf(city, caller, { clause, asked, duty });
  const { facts, called } = await reading(city.web, caller, async (client) => {
    const read = await factsOf(client, explained?.evidence ?? [], SHOWN_FACTS);
    return { facts: read, called: await namesFor(client, city, read, asked.at) };
  });
  const lexicon = lexiconOn(city, asked, []);
  return ok({
    ...rowOf(duty, names),
    asOf: asked.text,
    clause: { id: clause.id, quote: quoteOf(clause), en: clause.en },
    explanation: explained ? explained.sentences.map(({ zh, en }) => ({ zh, en })) : [],
    facts: facts.map((fact) => factRow(lexicon, fact, called)),
    provisional: explained?.provisional ?? false,
    attesting: await attestingOf(city, caller, found.value, duty.enterprise),
  });
}

/** What the records of the facts, and those that their values name, are called on the day. */
async function namesFor(
  client: Parameters<typeof namesOf>[0],
  city: LiveCity,
  facts: readonly StatedFact[],
  at: Date,
): Promise<Names> {
  const records = facts.map(({ type, record }) => ({ type, id: record }));
  const names = new Map(await namesOf(client, city, records, at));
  for (const type of new Set(facts.map((fact) => fact.type))) {
    const definition = city.duties.types.get(type);
    if (!definition) continue;
    const sets = facts.flatMap((fact) => (fact.type === type ? [fact.set] : []));
    for (const each of await namesIn(client, city, definition, sets, at)) names.set(...each);
  }
  return names;
}

interface Wanted {
  readonly clause: Clause;
  readonly asked: Asked;
}

/** The duty of that name, as it stands within the caller's scope. */
export async function readDuty(city: LiveCity, caller: Reader, wanted: Wanted, name: string) {
  const path = readDutyPath(name);
  await city.counted(wanted.clause.id);
  return path && standingDuty(city, caller, { ...wanted, path });
}

async function standingDuty(
  city: LiveCity,
  caller: Reader,
  { clause, asked, path }: Wanted & { readonly path: DutyPath },
): Promise<{ readonly duty: Found; readonly names: ReadonlyMap<string, string> } | null> {
  const definition = subjectOf(city, clause);
  if (!path.subject.startsWith(`${definition.type}/`)) return null;
  const wanted = { clause: city.duties.numberOf(clause.id), asOf: asked.day };
  return reading(city.web, caller, async (client) => {
    const duty = await dutyNamed(client, definition, wanted, path);
    return duty && { duty, names: await divisionNames(client, asked.at) };
  });
}

/** The system's own reading, naming no record that the caller does not see. */
function explanationOf(
  city: LiveCity,
  caller: Reader,
  { clause, asked, duty }: Wanted & { readonly duty: Found },
): Promise<ExplainedDuty | null> {
  const { owner, dictionary, definitions } = city.options;
  const options = {
    ...{ db: owner, dictionary, definitions, clause },
    values: city.parameters,
    asOf: asked.day,
    vocabulary: library().vocabulary,
    seen: (records: readonly string[]) =>
      reading(city.web, caller, (client) => visibleOf(client, records)),
  };
  const { subject, period, triggeredBy: trigger } = duty;
  return explainedDuty(options, { subject, period, trigger });
}

/** Numbers of certificates prove who somebody is: their end is enough to tell them apart. */
const MASKED = new Set(['certificateNo']);
const KEPT = 4;

function factRow(lexicon: Lexicon, fact: StatedFact, names: Names): FactRow {
  const { id, type, record, at, set, retired, by, evidence, recordedAt } = fact;
  const definition = lexicon.dictionary.types.get(type);
  const values = Object.entries(set).flatMap(([name, value]) => {
    const attribute = definition?.attributes.find((each) => each.name === name);
    if (!attribute || value === null) return [];
    const { zh, en } = attribute;
    const words = MASKED.has(name)
      ? masked(String(value))
      : (refWords(attribute, value, names) ?? valueWords(lexicon, attribute, value));
    return [{ attribute: { zh, en: en.replace(/[;(].*$/, '').trim() }, value: words }];
  });
  return {
    id,
    record: {
      ...{ type, id: record },
      name: typeof set.name === 'string' ? set.name : (names.get(`${type}/${record}`) ?? null),
    },
    type: typeWords(lexicon, type),
    at: formatMoment(at.getTime() as Moment),
    by: by ?? '',
    recordedAt: formatMoment(recordedAt.getTime() as Moment),
    retired: retired ?? false,
    values,
    files: [...(evidence ?? [])],
  };
}

function masked(text: string): Words {
  const shown = `${'*'.repeat(Math.max(0, text.length - KEPT))}${text.slice(-KEPT)}`;
  return { zh: shown, en: shown };
}
