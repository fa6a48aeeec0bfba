import { order, type Queryable } from '../../../platform/db/index.ts';
import type { LetterKind, LetterOrder, LetterState, ListRow } from '../model.ts';

export interface LetterRow {
  readonly id: string;
  readonly kind: LetterKind;
  readonly issuer: string;
  readonly issuer_name: string;
  readonly keys: string[];
  readonly title: string;
  readonly text: string;
  readonly as_of: string;
  readonly answer_within: number;
  readonly state: LetterState;
  readonly version: number;
  readonly author: string;
  readonly author_name: string;
  readonly made_at: Date;
  readonly approver: string | null;
  readonly approver_name: string | null;
  readonly delivered_on: string | null;
  readonly due: string | null;
  readonly doc_number: string | null;
  /** The version of the layout that it was sent under. */
  readonly layout: string | null;
  /** Of the rows and addressees that the caller sees. */
  readonly rows: number;
  readonly addressees: number;
  readonly answered: number;
  readonly is_issuer: boolean;
}

const COLUMNS = `l.id, l.kind, l.issuer, l.issuer_name, l.keys, l.title, l.text, l.as_of::text, l.answer_within, l.state,
  l.version, l.author, l.author_name, l.made_at, l.approver, l.approver_name, l.delivered_on::text, l.due::text, l.doc_number, l.layout,
  (select count(*)::int from letters.item i where i.letter = l.id) "rows",
  (select count(*)::int from letters.delivery d where d.letter = l.id) addressees,
  (select count(*)::int from letters.delivery d where d.letter = l.id and d.answered_on is not null) answered,
  l.keys && (select identity.my_keys()) is_issuer`;

export interface LetterFilter {
  readonly box: 'sent' | 'received';
  readonly kind: LetterKind | null;
  readonly state: LetterState | null;
  readonly text: string | null;
  /** Delivered or made by the end of this day. */
  readonly asOf: string;
  readonly sort: LetterOrder;
  readonly after: readonly string[] | null;
}

const { day, down, moment, up, word } = order;
const ID = word('l.id');

/** What asks for no answer comes last, either way. */
export const letterOrdersIn: order.ListOrders<LetterOrder> = {
  '-made': down(moment('l.made_at'), ID),
  made: up(moment('l.made_at'), ID),
  due: up(day(`coalesce(l.due, 'infinity')`), ID),
  '-due': down(day(`coalesce(l.due, '-infinity')`), ID),
};

export async function letterPage(
  db: Queryable,
  { box, kind, state, text, asOf, sort, after }: LetterFilter,
  limit: number,
): Promise<(LetterRow & { readonly place: string[] })[]> {
  const by = letterOrdersIn[sort];
  const { rows } = await db.query<LetterRow & { place: string[] }>(
    `select ${COLUMNS}, ${order.placeIn(by)} place from letters.letter l where (l.keys && (select identity.my_keys())) = $1
       and ($2::text is null or l.kind = $2) and ($3::text is null or l.state = $3)
       and ($4::text is null or l.title ilike $4 or l.doc_number ilike $4) and l.as_of <= $5::date
       ${after ? `and ${order.beyond(by, 7)}` : ''} order by ${order.orderBy(by)} limit $6`,
    [
      ...[box === 'sent', kind, state],
      text === null ? null : `%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`,
      ...[asOf, limit, ...(after ?? [])],
    ],
  );
  return rows;
}

export async function letterById(
  db: Queryable,
  id: string,
  lock = false,
): Promise<LetterRow | null> {
  const { rows } = await db.query<LetterRow>(
    `select ${COLUMNS} from letters.letter l where l.id = $1${lock ? ' for update of l' : ''}`,
    [id],
  );
  return rows[0] ?? null;
}

export interface NewLetter
  extends Pick<LetterRow, 'id' | 'kind' | 'issuer' | 'issuer_name' | 'keys' | 'title' | 'text'> {
  readonly asOf: string;
  readonly answerWithin: number;
  readonly author: string;
  readonly authorName: string;
  readonly at: Date;
  readonly items: readonly (ListRow & { readonly addressee: string; readonly keys: string[] })[];
  readonly deliveries: readonly {
    readonly addressee: string;
    readonly name: string;
    readonly keys: readonly string[];
  }[];
}

export async function insertLetter(db: Queryable, letter: NewLetter): Promise<void> {
  const { id, kind, issuer, issuer_name, keys, title, text, asOf, answerWithin, at } = letter;
  await db.query(
    `insert into letters.letter (id, kind, issuer, issuer_name, keys, title, text, as_of, answer_within, state, author, author_name, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, 'draft', $10, $11, $12)`,
    [
      ...[id, kind, issuer, issuer_name, keys, title, text, asOf, answerWithin],
      ...[letter.author, letter.authorName, at],
    ],
  );
  await db.query(
    `insert into letters.item (letter, no, addressee, keys, subject, name, division_name, clause, due, overdue_days)
     select $1, row_number() over (), addressee, keys, subject, name, "divisionName", clause, due, "overdueDays"
     from jsonb_to_recordset($2::jsonb) as x(addressee text, keys text[], subject text, name text, "divisionName" text,
       clause text, due date, "overdueDays" int)`,
    [id, JSON.stringify(letter.items)],
  );
  await db.query(
    `insert into letters.delivery (letter, addressee, name, keys)
     select $1, addressee, name, keys from jsonb_to_recordset($2::jsonb) as x(addressee text, name text, keys text[])`,
    [id, JSON.stringify(letter.deliveries)],
  );
}

/** False: it is at another version by now. */
export async function editLetter(
  db: Queryable,
  id: string,
  version: number,
  { title, text, answerWithin }: { title: string; text: string; answerWithin: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update letters.letter set title = $3, text = $4, answer_within = $5, version = version + 1
     where id = $1 and version = $2`,
    [id, version, title, text, answerWithin],
  );
  return rowCount === 1;
}

export async function moveLetter(
  db: Queryable,
  id: string,
  version: number,
  state: LetterState,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update letters.letter set state = $3, version = version + 1 where id = $1 and version = $2',
    [id, version, state],
  );
  return rowCount === 1;
}

export async function takeNumber(
  db: Queryable,
  issuer: string,
  kind: LetterKind,
  year: number,
): Promise<number> {
  const { rows } = await db.query<{ taken: number }>(
    'select letters.take_number($1, $2, $3) taken',
    [issuer, kind, year],
  );
  return rows[0]?.taken ?? 0;
}

export interface Approval {
  readonly id: string;
  readonly version: number;
  readonly by: string;
  readonly name: string;
  readonly day: string;
  readonly due: string | null;
  readonly year: number;
  readonly number: number;
  readonly docNumber: string;
  readonly layout: string | null;
}

export async function approveLetter(db: Queryable, approval: Approval): Promise<boolean> {
  const { id, version, by, name, day, due, year, number, docNumber, layout } = approval;
  const { rowCount } = await db.query(
    `update letters.letter set state = 'delivered', version = version + 1, approver = $3, approver_name = $4,
       delivered_on = $5::date, due = $6::date, year = $7, number = $8, doc_number = $9, layout = $10
     where id = $1 and version = $2`,
    [id, version, by, name, day, due, year, number, docNumber, layout],
  );
  if (rowCount !== 1) return false;
  await db.query('update letters.delivery set delivered = true where letter = $1', [id]);
  return true;
}

export async function addStep(
  db: Queryable,
  step: {
    readonly letter: string;
    readonly at: Date;
    readonly account: string;
    readonly name: string;
    readonly action: string;
    readonly note: string | null;
  },
): Promise<void> {
  const { letter, at, account, name, action, note } = step;
  await db.query(
    'insert into letters.step (letter, at, account, name, action, note) values ($1, $2, $3, $4, $5, $6)',
    [letter, at, account, name, action, note],
  );
}

export interface StepRow {
  readonly at: Date;
  readonly name: string;
  readonly action: string;
  readonly note: string | null;
}

export async function stepsOf(db: Queryable, id: string): Promise<StepRow[]> {
  const { rows } = await db.query<StepRow>(
    'select at, name, action, note from letters.step where letter = $1 order by id',
    [id],
  );
  return rows;
}
