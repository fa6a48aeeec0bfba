import type { Queryable } from '../../../platform/db/index.ts';

export interface ItemRow {
  readonly no: number;
  readonly addressee: string;
  readonly subject: string;
  readonly name: string;
  readonly division_name: string;
  readonly clause: string;
  readonly due: string | null;
  readonly overdue_days: number | null;
}

/** Rows of the list that the caller sees; of one addressee, where one is named. */
export async function itemsOf(
  db: Queryable,
  letter: string,
  addressee: string | null,
): Promise<ItemRow[]> {
  const { rows } = await db.query<ItemRow>(
    `select no, addressee, subject, name, division_name, clause, due::text, overdue_days from letters.item
     where letter = $1 and ($2::text is null or addressee = $2) order by no limit 2000`,
    [letter, addressee],
  );
  return rows;
}

export interface DeliveryRow {
  readonly addressee: string;
  readonly name: string;
  readonly keys: string[];
  readonly answered_on: string | null;
  readonly answer: string | null;
  readonly answered_name: string | null;
  readonly file_name: string | null;
  /** The caller works there. */
  readonly mine: boolean;
}

export async function deliveriesOf(db: Queryable, letter: string): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select addressee, name, keys, answered_on::text, answer, answered_name, file_name,
       delivered and keys && identity.my_keys() mine
     from letters.delivery where letter = $1 order by name, addressee limit 500`,
    [letter],
  );
  return rows;
}

/** False: it is answered already. */
export async function saveAnswer(
  db: Queryable,
  letter: string,
  addressee: string,
  answer: {
    readonly text: string;
    readonly on: string;
    readonly at: Date;
    readonly by: string;
    readonly name: string;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update letters.delivery set answer = $3, answered_on = $4::date, answered_at = $5, answered_by = $6, answered_name = $7
     where letter = $1 and addressee = $2 and answered_on is null`,
    [letter, addressee, answer.text, answer.on, answer.at, answer.by, answer.name],
  );
  return rowCount === 1;
}

export async function saveFile(
  db: Queryable,
  letter: string,
  addressee: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update letters.delivery set file_name = $3, file = $4
     where letter = $1 and addressee = $2 and answered_on is null`,
    [letter, addressee, file.name, Buffer.from(file.bytes)],
  );
  return rowCount === 1;
}

export async function fileOf(
  db: Queryable,
  letter: string,
  addressee: string,
): Promise<{ readonly name: string; readonly bytes: Buffer } | null> {
  const { rows } = await db.query<{ name: string; bytes: Buffer }>(
    `select file_name "name", file bytes from letters.delivery
     where letter = $1 and addressee = $2 and file is not null`,
    [letter, addressee],
  );
  return rows[0] ?? null;
}

/** What became a fact and is not stated yet, or was answered since. Asked by the owner. */
export interface Outstanding {
  readonly id: string;
  readonly kind: 'reminder' | 'circular';
  readonly issuer: string;
  readonly keys: string[];
  readonly approver: string;
  readonly delivered_on: string;
  readonly addressees: string[];
  readonly answered: string[];
  readonly answered_on: string | null;
}

export async function outstanding(db: Queryable): Promise<Outstanding[]> {
  const { rows } = await db.query<Outstanding>(
    `select l.id, l.kind, l.issuer, l.keys, l.approver, l.delivered_on::text,
       array_agg(d.addressee order by d.addressee) addressees,
       coalesce(array_agg(d.addressee order by d.addressee) filter (where d.answered_on is not null), '{}') answered,
       max(d.answered_on)::text answered_on
     from letters.letter l join letters.delivery d on d.letter = l.id
     where l.state in ('delivered', 'answered') and not l.stated group by l.id`,
  );
  return rows;
}

/** Only if nothing was answered meanwhile. */
export async function markStated(db: Queryable, id: string, answered: number): Promise<void> {
  await db.query(
    `update letters.letter set stated = true where id = $1
       and $2 = (select count(*) from letters.delivery d where d.letter = $1 and d.answered_on is not null)`,
    [id, answered],
  );
}

/** After an answer: there is something to state again, and the whole may be answered. Asked by the owner. */
export async function markAnswered(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update letters.letter set stated = false, version = version + 1, state = case
       when not exists (select from letters.delivery d where d.letter = $1 and d.answered_on is null) then 'answered' else state end
     where id = $1 and state = 'delivered'`,
    [id],
  );
}
