/** Who signs in: what MQTT's CONNECT carries. */
export interface SignIn {
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

/**
 * What became of a message; it is acknowledged once this is known. `signed-out`: whoever sent it may
 * no longer; nothing is said of it and the connection ends, so that whoever signs in anew sends it
 * again.
 */
export type Taken = 'taken' | 'not-allowed' | 'unreadable' | 'signed-out';

export interface MqttOptions<P> {
  readonly port: number;
  readonly host: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Null: nobody whom we know. */
  authenticate(signIn: SignIn): Promise<P | null>;
  /** Resolves once the message is stored: only then it is acknowledged. Rejects: it was not. */
  take(who: P, topic: string, payload: Buffer): Promise<Taken>;
  /** No connection is read from while this is pending. */
  room(): Promise<void>;
  readonly full: () => boolean;
  onFault(error: unknown, where: string): void;
}

/** A broker elsewhere, from which messages are taken in. */
export interface SubscribeOptions {
  /** `mqtt://host:1883`, `mqtts://host:8883` */
  readonly url: string;
  /** The broker keeps our session by it: nobody else may use it. */
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca?: string; readonly key?: string; readonly cert?: string };
  readonly filters: readonly string[];
  /** Resolves once the message is stored: only then it is acknowledged. Rejects: it was not. */
  take(topic: string, payload: Buffer): Promise<void>;
  /** Nothing is read while this is pending. */
  room(): Promise<void>;
  readonly full: () => boolean;
  /** `forgotten`: the broker knew us before and kept nothing since. */
  onUp(how: { readonly forgotten: boolean }): void;
  /** Told of each attempt that failed as well. */
  onDown(why: Error): void;
}

/** A packet at most, in bytes. */
export const MOST_BYTES = 2 << 20;
/** Messages of one connection on their way: beyond, it is not read from. */
export const MOST_IN_FLIGHT = 128;
export const MOST_CONNECTIONS = 5000;
/** To say who one is. */
export const SIGN_IN_MS = 10_000;
