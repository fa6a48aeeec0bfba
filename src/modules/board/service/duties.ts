import type { ParamsOf, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { boardContract } from '../contract.ts';
import type { DutyRow } from '../model.ts';
import { dutyCursor, dutyPath, readDutyCursor } from '../rules/duty-path.ts';
import type { DutyFilter, StandingDuty } from '../store/clause-duties.ts';
import { dutiesPage } from '../store/clause-duties.ts';
import { divisionNames } from '../store/facts.ts';
import type { Asked, BoardDeps, Reader } from './asked.ts';
import { clauseAsked } from './asked.ts';
import { areaAsked } from './clause.ts';

type DutiesQuery = Omit<QueryOf<typeof boardContract.duties>, 'after' | 'limit'>;

export interface DutiesCall {
  readonly params: ParamsOf<typeof boardContract.duties>;
  readonly query: QueryOf<typeof boardContract.duties>;
}

/** What a list of duties is read with: its filter, and the names of divisions. */
export interface Listing {
  readonly city: LiveCity;
  readonly clause: Clause;
  readonly asked: Asked;
  readonly filter: DutyFilter;
  readonly names: ReadonlyMap<string, string>;
}

/** Duties of a clause within the caller's scope, overdue ones first. */
export async function dutiesOf(
  deps: BoardDeps,
  caller: Reader,
  { params, query }: DutiesCall,
): Promise<Result<{ rows: DutyRow[]; next: string | null; asOf: string }, Refusal>> {
  const { after, limit, ...asked } = query;
  const from = after === undefined ? null : readDutyCursor(after);
  if (after !== undefined && from === null) return refuse({ code: 'bad-request', detail: CURSOR });
  const listing = await listingOf(deps, caller, params.id, asked);
  if (!listing.ok) return listing;
  const { rows, next } = await pageOf(listing.value, caller, { after: from, limit });
  return ok({ rows, next: next && dutyCursor(next), asOf: listing.value.asked.text });
}

const CURSOR = {
  zh: '翻页位置无效，请从第一页重新查询',
  en: 'this is no place in the list; start from its first page',
};

type Place = ReturnType<typeof readDutyCursor>;

/** The page after a place in the list. */
export async function pageOf(
  { city, clause, filter, names }: Listing,
  caller: Reader,
  { after, limit }: { readonly after: Place; readonly limit: number },
): Promise<{ readonly rows: DutyRow[]; readonly next: Place }> {
  const definition = subjectOf(city, clause);
  const found = await reading(city.web, caller, (client) =>
    dutiesPage(client, definition, filter, { after, limit: limit + 1 }),
  );
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows: rows.map((row) => rowOf(row, names)), next: last ? placeOf(last) : null };
}

export const subjectOf = (city: LiveCity, clause: Clause) =>
  must(city.duties.types.get(clause.subject.selector.entity), 'a clause has subjects of a type');

export async function listingOf(
  deps: BoardDeps,
  caller: Reader,
  id: string,
  query: DutiesQuery,
): Promise<Result<Listing, Refusal>> {
  const city = deps.city();
  const found = clauseAsked(city, id, query.asOf);
  if (!found.ok) return found;
  const { clause, asked } = found.value;
  const area = await areaAsked(city, caller, asked, query.division);
  if (!area.ok) return area;
  await city.counted(id);
  const names = await reading(city.web, caller, (client) => divisionNames(client, asked.at));
  const text = query.q?.trim();
  const filter = {
    clause: city.duties.numberOf(id),
    asOf: asked.day,
    status: query.status ?? null,
    divisions: area.value?.below ?? null,
    text: text ? text : null,
    latestFirst: query.sort === '-due',
  };
  return ok({ city, clause, asked, filter, names });
}

const placeOf = ({ rank, due, subject, period, triggerKey }: StandingDuty): Place => [
  rank,
  due ?? 'infinity',
  subject,
  `${period ?? ''} ${triggerKey}`,
];

export function rowOf(duty: StandingDuty, names: ReadonlyMap<string, string>): DutyRow {
  const { subject, name, enterprise, enterpriseName, division, triggerKey } = duty;
  const { period, trigger, due, status, since } = duty;
  const slash = subject.indexOf('/');
  return {
    duty: dutyPath({ subject, period, triggerKey }),
    subject: { type: subject.slice(0, slash), id: subject.slice(slash + 1), name },
    enterprise: enterprise === null ? null : { id: enterprise, name: enterpriseName },
    division: division === null ? null : { id: division, name: names.get(division) ?? division },
    ...{ period, trigger, due, status, since },
  };
}
