import type { Moment } from '../../../kernel/calendar.ts';
import type { CrossFigures } from '../../../law/standards/cross-rules.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Signal } from '../model.ts';

export interface LiveOptions {
  readonly city: LiveCity;
  /** Real time, also where the city's own clock stands. */
  readonly clock: () => Moment;
  /** Makes alarms of signals; durable when it resolves. */
  readonly onSignals: (signals: readonly Signal[]) => Promise<void>;
  readonly onFault: (error: unknown, where: string) => void;
  /** Of the rules across signals; the typed ones unless the made-up city shortens its windows. */
  readonly figures?: CrossFigures;
  /** The made-up city may hold a gateway for silent sooner than the rule does, after so many ms. */
  readonly mostSilentMs?: number;
  /** For how many years the history is kept; three unless whoever runs the platform says so. */
  readonly historyYears?: number;
  /** Readings from here on are needed as evidence, however old; null: none are. */
  readonly neededFrom?: () => Promise<Moment | null>;
  /** Others take in and judge each tag: this one follows, and judges what several say together. */
  readonly following?: boolean;
  /** Bytes of readings that may be on their way to the journal; beyond, senders are held back. */
  readonly mostUnderWay?: number;
  /** Tags, gateways, keys or windows were looked at anew. */
  readonly onConfigured?: () => void;
}
