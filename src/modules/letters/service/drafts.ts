import { randomUUID } from 'node:crypto';
import { formatDay } from '../../../kernel/calendar.ts';
import type { BodyOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { lines } from '../../../law/roles.ts';
import { dateInWords } from '../../../platform/word/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import { answerWithinAt, clauseName, dayAsked, keysOf } from '../../tasks/index.ts';
import { bureauName } from '../../templates/index.ts';
import type { lettersContract } from '../contract.ts';
import type { Addressee, ListRow } from '../model.ts';
import { draftOf } from '../rules/text.ts';
import { addStep, insertLetter } from '../store/letters.ts';
import { divisionNames, MOST_ROWS, overdueRows } from '../store/list.ts';

type Body = BodyOf<(typeof lettersContract)['makeLetter']>;

/** The division for whose bureau somebody writes; null: for none. */
export function issuerOf({ grants }: Pick<Caller, 'grants'>): string | null {
  const writing = grants.find(
    ({ role, nodeKind }) => (role === 'bureau' || role === 'office') && nodeKind === 'division',
  );
  return writing?.node ?? null;
}

type To = NonNullable<Body['to']>;

function addresseeOf(row: ListRow, to: To, issuer: string): Addressee | null {
  if (to === 'enterprises') {
    return row.enterprise === null ? null : { node: `e:${row.enterprise}`, name: row.name };
  }
  if (row.division === '' || row.division === issuer) return null;
  return { node: `d:${row.division}`, name: bureauName(row.divisionName) };
}

/** A draft made from a list: the rows are kept as they stand on the day. */
export async function makeDraft(
  city: LiveCity,
  caller: Caller,
  body: Body,
): Promise<Result<{ id: string }, Refusal>> {
  const issuer = issuerOf(caller);
  if (issuer === null) return refuse({ code: 'no-issuer' });
  const day = dayAsked(city, body.asOf);
  if (!day.ok) return day;
  await city.duties.settle();
  const { chains } = await city.duties.divisionsAt(city.today());
  const chain = chains.get(issuer) ?? [issuer];
  const answerWithin = answerWithinAt(city.parameters, city.today(), chain);
  const result = await withScope(city.web, caller, async (client) => {
    const names = await divisionNames(client, [issuer]);
    const own = names.get(issuer);
    const found = await overdueRows(
      client,
      {
        clauses: body.clauses ?? null,
        subjects: body.subjects ?? null,
        enterprises: body.enterprises ?? null,
        division: body.division ?? null,
      },
      day.value,
    );
    if (found.length > MOST_ROWS) return refuse({ code: 'list-too-long' });
    const usual = own?.level === 'city' ? 'counties' : 'enterprises';
    const listed = found.flatMap((row) => {
      const to = addresseeOf(row, body.to ?? usual, issuer);
      return to && own
        ? [{ ...row, addressee: to.node, to, keys: [...keysOf(to.node, lines)] }]
        : [];
    });
    if (listed.length === 0 || !own) return refuse({ code: 'empty-list' });
    const id = randomUUID();
    const at = new Date(city.now());
    const author = { author: caller.user, authorName: caller.name };
    const deliveries = [...new Map(listed.map(({ to, keys }) => [to.node, { to, keys }])).values()];
    await insertLetter(client, {
      ...{ id, kind: body.kind, issuer, issuer_name: bureauName(own.name), at, ...author },
      keys: keysOf(`d:${issuer}`, lines).filter((key) => caller.writeKeys.includes(key)),
      ...wordsOf(city, { kind: body.kind, rows: listed, day: formatDay(day.value), answerWithin }),
      ...{ asOf: formatDay(day.value), answerWithin },
      items: listed,
      deliveries: deliveries.map(({ to, keys }) => ({ addressee: to.node, name: to.name, keys })),
    });
    const { user: account, name } = caller;
    await addStep(client, { letter: id, at, account, name, action: 'make', note: null });
    return ok({ id });
  });
  if (result.ok) city.announce({ topic: 'letter', id: result.value.id });
  return result;
}

interface Said {
  readonly kind: Body['kind'];
  readonly rows: readonly ListRow[];
  readonly day: string;
  readonly answerWithin: number;
}

function wordsOf(city: LiveCity, { kind, rows, day, answerWithin }: Said) {
  const titles = { chem: '化工和危险化学品方案', trade: '工贸方案' } as Record<string, string>;
  const clauses = new Map(
    city.clauses.map((clause) => [
      clause.id,
      { plan: titles[clause.plan] ?? clause.plan, quote: clauseName(clause).zh },
    ]),
  );
  return draftOf({ kind, day: dateInWords(day), rows, clauses, answerWithin });
}
