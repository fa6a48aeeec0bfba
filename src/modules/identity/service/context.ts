import type { Day, Moment } from '../../../kernel/calendar.ts';
import { dayAt, formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { SecuritySettings } from '../../../law/security.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { OidcClient, SecretBox } from '../../../platform/secrets/index.ts';
import type { AuditEntry } from '../model.ts';
import { placeOrganisations } from '../store/accounts.ts';
import { dropOldAttempts } from '../store/attempts.ts';
import { note } from '../store/audit.ts';

/** Signing in by another system (统一身份认证). */
export interface OtherSignIn {
  /** What its button says. */
  readonly title: Bilingual;
  readonly client: OidcClient;
  /**
   * The claim that names our login, by which an account is linked once, at its first sign-in; null:
   * only accounts that are linked already. It must be one that people cannot change by themselves.
   */
  readonly nameClaim: string | null;
}

/** What the use cases of accounts and sessions work with. */
export interface Identity {
  /** Reads what proves who somebody is, and appends to the audit. */
  readonly owner: Pool;
  /** Answers administrators within their own grants. */
  readonly web: Pool;
  readonly clock: () => Moment;
  readonly settings: SecuritySettings;
  /** Seals the secrets of second factors. */
  readonly box: SecretBox;
  /** The projection is built: nodes have names. */
  readonly ready: () => boolean;
  /** Another system that people may sign in by; absent: there is none. */
  readonly other?: OtherSignIn;
}

/** Grants count by the calendar of the office, whatever day the made-up city ends on. */
export const today = ({ clock }: Pick<Identity, 'clock'>): string =>
  formatDay(dayAt(clock()) as Day);

/** An act that changes nothing else. */
export async function audit(
  { owner, clock }: Pick<Identity, 'owner' | 'clock'>,
  entry: AuditEntry,
): Promise<void> {
  await transaction(owner, (client) => note(client, clock(), entry));
}

/** When the city has opened: organisations lie where their nodes lie now. */
export async function openIdentity({ owner, clock }: Identity): Promise<void> {
  await transaction(owner, placeOrganisations);
  await transaction(owner, (client) => dropOldAttempts(client, clock()));
}
