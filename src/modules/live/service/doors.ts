import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Gateway, LiveConfig, SignedIn } from './config.ts';
import type { Intake } from './intake.ts';
import { IntakeDown } from './journal.ts';
import type { Spoiled } from './tally.ts';

/** Where readings come in: live monitoring itself, or a process that only takes in. */
export interface Door {
  readonly config: LiveConfig;
  readonly intake: Pick<Intake, 'full' | 'offer' | 'room'>;
  /** By which broker elsewhere a gateway came; null: by none. */
  came(gateway: number, broker: string | null): void;
  /** A message of which nothing was taken. */
  spoiled(gateway: Gateway, why: Spoiled): void;
}

/** Stands in a topic for the enterprise of a gateway that is of none. */
export const NO_ENTERPRISE = '-';

/** `zhiben/v1/{enterprise}/{gateway}/readings`: a gateway sends under its own name only. */
const TOPIC = /^zhiben\/v1\/([^/]+)\/([^/]+)\/readings$/;

export function mayPublish(gateway: Gateway, topic: string): boolean {
  const [, enterprise, id] = TOPIC.exec(topic) ?? [];
  return id === gateway.id && enterprise === (gateway.enterprise ?? NO_ENTERPRISE);
}

type Became = 'taken' | 'not-allowed' | 'unreadable';

/**
 * A batch that came by MQTT; `unreadable` and `not-allowed` are counted and not asked for again,
 * `signed-out` says that the key by which it signed in was ended or replaced since.
 */
export async function takeMessage(
  live: Door,
  who: SignedIn,
  topic: string,
  payload: Uint8Array,
): Promise<Became | 'signed-out'> {
  // Tags and keys may have changed since it signed in.
  const now = live.config.stillIn(who);
  if (!now) return 'signed-out';
  if (!mayPublish(now, topic)) return notAllowed(live, now);
  return take(live, now, payload, null);
}

/** Where gateways publish at a broker elsewhere. */
export const PUBLISHED = 'zhiben/v1/+/+/readings';

/** What a broker elsewhere handed on: the topic says whose it is, the broker saw to that. */
export async function takePublished(
  live: Door,
  broker: string,
  topic: string,
  payload: Uint8Array,
): Promise<Became> {
  const [, , id = ''] = TOPIC.exec(topic) ?? [];
  const gateway = live.config.gatewayOf(id);
  if (!gateway) return 'not-allowed';
  if (!mayPublish(gateway, topic)) return notAllowed(live, gateway);
  return take(live, gateway, payload, broker);
}

function notAllowed(live: Door, gateway: Gateway): Became {
  live.spoiled(gateway, 'notAllowed');
  return 'not-allowed';
}

async function take(
  live: Door,
  now: Gateway,
  payload: Uint8Array,
  broker: string | null,
): Promise<Became> {
  live.came(now.no, broker);
  const receipt = await live.intake.offer(now, payload);
  if (!('unreadable' in receipt)) return 'taken';
  live.spoiled(now, 'malformed');
  return 'unreadable';
}

const BASIC = /^Basic ([A-Za-z0-9+/=]+)$/;

/** Who sends by HTTP: user name the gateway's id, password its key. */
export function gatewayBy(live: Door, authorization: string | null): Gateway | null {
  const [, encoded] = BASIC.exec(authorization ?? '') ?? [];
  if (!encoded) return null;
  const [id = '', key = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
  return live.config.admit(id, key);
}

/** Seconds after which a sender tries again. */
const AGAIN = 2;

/** A batch that came by HTTP: answered once it is stored. */
export async function takeCall(
  live: Door,
  authorization: string | null,
  body: Uint8Array,
): Promise<{ body: object } | { refusal: Refusal; retryAfter?: number }> {
  const gateway = gatewayBy(live, authorization);
  if (!gateway) return { refusal: { code: 'signed-out' } };
  if (live.intake.full) return { refusal: { code: 'too-many' }, retryAfter: AGAIN };
  try {
    live.came(gateway.no, null);
    const receipt = await live.intake.offer(gateway, body);
    if (!('unreadable' in receipt)) return { body: receipt };
    live.spoiled(gateway, 'malformed');
    return { refusal: { code: 'bad-request', detail: receipt.unreadable } };
  } catch (error) {
    if (!(error instanceof IntakeDown)) throw error;
    return { refusal: { code: 'not-ready' }, retryAfter: AGAIN };
  }
}
