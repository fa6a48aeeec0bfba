import { formatDay } from '../../../kernel/calendar.ts';
import type { QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { AT_RISK, dayBefore } from '../../overview/index.ts';
import type { EvaluatedClause } from '../../plan/index.ts';
import { roleWords } from '../../plan/index.ts';
import type { boardContract } from '../contract.ts';
import type { BoardRow, FigureRow, PlanRow, Words } from '../model.ts';
import { contentsOf } from '../rules/contents.ts';
import { trendOf } from '../rules/trend.ts';
import { kindWords } from '../rules/words.ts';
import { divisionNames } from '../store/facts.ts';
import type { Asked, BoardDeps, Reader } from './asked.ts';
import { dayAsked } from './asked.ts';
import { lexiconOn, library } from './library.ts';

export type BoardQuery = QueryOf<typeof boardContract.board>;

const BEHIND = 20;

export interface Choice {
  readonly id: string;
  readonly words: Words;
}

export interface Board {
  readonly asOf: string;
  readonly before: string;
  readonly plans: PlanRow[];
  readonly modules: Choice[];
  readonly actors: Choice[];
}

/** A clause's figures as the answers give them. */
export function figureOf(evaluated: EvaluatedClause): FigureRow {
  const { status, value, latest, target, needs, provisional } = evaluated;
  const { population, met, late, pending, overdue, unknown } = evaluated;
  return {
    ...{ status, value, latest: latest ?? null, target },
    ...{ population, met, late, pending, overdue, unknown },
    needs: [...(needs ?? [])],
    provisional: provisional ?? null,
  };
}

/** The plans as tables of contents, with figures within the caller's scope. */
export async function boardOf(
  { city: open, figures }: BoardDeps,
  caller: Reader,
  query: BoardQuery,
): Promise<Result<Board, Refusal>> {
  const city = open();
  const asked = dayAsked(city, query.asOf);
  if (!asked.ok) return asked;
  const { day, at, text } = asked.value;
  const before = dayBefore(day);
  const now = await figures().at(caller, day);
  const then = before < day ? await figures().at(caller, before) : null;
  const names = await reading(city.web, caller, (client) => divisionNames(client, at));
  const earlier = new Map(then?.clauses.map(({ id, value }) => [id, value]));
  const evaluated = new Map(now.clauses.map((each) => [each.id, each]));
  const row = rowMaker(city, asked.value, names);
  const rows = new Map<string, BoardRow>();
  for (const clause of city.clauses) {
    const found = evaluated.get(clause.id);
    if (!found || !isAsked(clause, found, query)) continue;
    rows.set(clause.id, row(clause, found, earlier.get(clause.id) ?? null));
  }
  const statuses = new Map(now.clauses.map(({ id, status }) => [id, status]));
  const contents = contentsOf(library().plans, city.clauses, rows, statuses);
  return ok({ asOf: text, before: formatDay(before), plans: contents, ...choices(city) });
}

/** What the board and the clause page both say of a clause. */
export function rowMaker(
  city: LiveCity,
  asked: Asked,
  names: ReadonlyMap<string, string>,
): (clause: Clause, evaluated: EvaluatedClause, before: number | null) => BoardRow {
  const lexicon = lexiconOn(city, asked, []);
  const modules = moduleWords();
  return (clause, evaluated, before) => ({
    id: clause.id,
    quote: quoteOf(clause),
    en: clause.en,
    kind: kindWords(clause.kind),
    measure: clause.measure,
    module: modules.get(clause.module) ?? { zh: clause.module, en: clause.module },
    actors: clause.actor.map((role) => roleWords(lexicon, role)),
    figure: figureOf(evaluated),
    before,
    trend: trendOf(clause.measure, before, evaluated.value),
    behind: behindOf(evaluated, names),
  });
}

export const quoteOf = ({ quote, quoteDisplay }: Clause): string => quoteDisplay ?? quote;

export function moduleWords(): ReadonlyMap<string, Words> {
  const { modules } = library().vocabulary;
  // The English of a module is a sentence about it; what stands before its first mark names it.
  const short = (en: string): string => en.split(/[,;:]/)[0] ?? en;
  return new Map(modules.map(({ id, zh, en }) => [id, { zh, en: short(en) }]));
}

function behindOf(
  { byJurisdiction }: EvaluatedClause,
  names: ReadonlyMap<string, string>,
): BoardRow['behind'] {
  return Object.entries(byJurisdiction)
    .map(([id, counts]) => ({ id, name: names.get(id) ?? id, overdue: counts.overdue ?? 0 }))
    .filter(({ overdue }) => overdue > 0)
    .sort((a, b) => b.overdue - a.overdue || (a.id < b.id ? -1 : 1))
    .slice(0, BEHIND);
}

function isAsked(clause: Clause, { status, overdue }: EvaluatedClause, query: BoardQuery): boolean {
  const { plan, task, module, actor, q } = query;
  return (
    (plan === undefined || clause.plan === plan) &&
    (task === undefined || String(clause.task) === task) &&
    (query.status === undefined || status === query.status) &&
    (module === undefined || clause.module === module) &&
    (actor === undefined || clause.actor.includes(actor)) &&
    (!query.overdue || overdue > 0) &&
    (!query.atRisk || AT_RISK.some((each) => each === status)) &&
    (q === undefined || holds(clause, q.trim().toLowerCase()))
  );
}

function holds(clause: Clause, text: string): boolean {
  const { id, quote, en, taskTitle } = clause;
  return [id, quote, en, taskTitle.zh, taskTitle.en].some((each) =>
    each.toLowerCase().includes(text),
  );
}

/** Modules and actors that clauses name. */
function choices(city: LiveCity): Pick<Board, 'modules' | 'actors'> {
  const { roles } = library().vocabulary;
  const named = new Set(city.clauses.map(({ module }) => module));
  const acting = new Set(city.clauses.flatMap(({ actor }) => actor));
  return {
    modules: [...moduleWords()].flatMap(([id, words]) => (named.has(id) ? { id, words } : [])),
    actors: roles.flatMap(({ id, zh, en }) => (acting.has(id) ? { id, words: { zh, en } } : [])),
  };
}
