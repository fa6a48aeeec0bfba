import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

/** What proves who somebody is; read by the owner alone, never handed on. */
export interface Credential {
  readonly account: string;
  readonly login: string;
  readonly status: 'active' | 'disabled';
  readonly password: string;
  readonly previous: readonly string[];
  readonly totp: string | null;
  readonly totpPending: string | null;
  readonly totpStep: number | null;
}

const SELECT = `select a.id account, a.login, a.status, c.password, c.previous, c.totp,
  c.totp_pending "totpPending", c.totp_step::float8 "totpStep"
  from identity.account a join identity.credential c on c.account = a.id`;

export async function credentialByLogin(db: Queryable, login: string): Promise<Credential | null> {
  const { rows } = await db.query<Credential>(`${SELECT} where lower(a.login) = lower($1)`, [
    login,
  ]);
  return rows[0] ?? null;
}

export async function credentialOf(db: Queryable, account: string): Promise<Credential | null> {
  const { rows } = await db.query<Credential>(`${SELECT} where a.id = $1`, [account]);
  return rows[0] ?? null;
}

export async function credentialBySubject(
  db: Queryable,
  issuer: string,
  subject: string,
): Promise<Credential | null> {
  const { rows } = await db.query<Credential>(`${SELECT} where c.issuer = $1 and c.subject = $2`, [
    issuer,
    subject,
  ]);
  return rows[0] ?? null;
}

/** False: it is linked to somebody already. */
export async function linkSubject(
  db: Queryable,
  account: string,
  issuer: string,
  subject: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update identity.credential set issuer = $2, subject = $3 where account = $1 and subject is null',
    [account, issuer, subject],
  );
  return rowCount === 1;
}

export async function insertCredential(
  db: Queryable,
  account: string,
  made: { readonly password: string; readonly mustChange: boolean; readonly at: Moment },
): Promise<void> {
  await db.query(
    `insert into identity.credential (account, password, must_change, changed_at) values ($1, $2, $3, $4)`,
    [account, made.password, made.mustChange, new Date(made.at)],
  );
}

export async function savePassword(
  db: Queryable,
  account: string,
  set: {
    readonly password: string;
    readonly previous: readonly string[];
    readonly mustChange: boolean;
    readonly at: Moment;
  },
): Promise<void> {
  await db.query(
    `update identity.credential set password = $2, previous = $3, must_change = $4, changed_at = $5 where account = $1`,
    [account, set.password, set.previous, set.mustChange, new Date(set.at)],
  );
}

/** A first password, whether the account had one or not; it has to be changed. */
export async function putCredential(
  db: Queryable,
  account: string,
  { password, at }: { readonly password: string; readonly at: Moment },
): Promise<void> {
  await db.query(
    `insert into identity.credential as c (account, password, must_change, changed_at) values ($1, $2, true, $3)
     on conflict (account) do update set must_change = true, changed_at = excluded.changed_at,
       previous = (array_prepend(c.password, c.previous))[1:4], password = excluded.password`,
    [account, password, new Date(at)],
  );
}

/** A step is good once: false when another request used it meanwhile. */
export async function spendTotpStep(
  db: Queryable,
  account: string,
  step: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update identity.credential set totp_step = $2 where account = $1 and coalesce(totp_step < $2, true)`,
    [account, step],
  );
  return rowCount === 1;
}

export async function savePendingTotp(
  db: Queryable,
  account: string,
  sealed: string,
): Promise<void> {
  await db.query('update identity.credential set totp_pending = $2 where account = $1', [
    account,
    sealed,
  ]);
}

export async function confirmTotp(db: Queryable, account: string, step: number): Promise<void> {
  await db.query(
    `update identity.credential set totp = totp_pending, totp_pending = null, totp_step = $2 where account = $1`,
    [account, step],
  );
}

export async function clearTotp(db: Queryable, account: string): Promise<void> {
  await db.query(
    `update identity.credential set totp = null, totp_pending = null, totp_step = null where account = $1`,
    [account],
  );
}

export async function saveDisplay(
  db: Queryable,
  account: string,
  set: { readonly locale: string | null; readonly typeSize: string | null },
): Promise<void> {
  await db.query(
    `update identity.account set locale = coalesce($2, locale), type_size = coalesce($3, type_size) where id = $1`,
    [account, set.locale, set.typeSize],
  );
}
