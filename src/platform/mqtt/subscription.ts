import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import mqtt, { type IConnectPacket, type IPublishPacket, type Packet } from 'mqtt-packet';
import { MOST_BYTES, MOST_IN_FLIGHT, SIGN_IN_MS, type SubscribeOptions } from './model.ts';
import { send } from './sending.ts';

const KEEP_ALIVE_SECONDS = 30;
/** The broker keeps what comes while we are away as long as it can: it alone knows its bounds. */
const FOREVER = 0xff_ff_ff_ff;
/** Answers of a broker that does not know the version: of 3.1.1, and of 5. */
const OTHER_VERSION = [1, 0x84];

/** The broker refused; `otherVersion`: it may know us by an older one. */
export class BrokerRefused extends Error {
  readonly otherVersion: boolean;
  constructor(code: number) {
    super(`the broker refused with 0x${code.toString(16)}`);
    this.otherVersion = OTHER_VERSION.includes(code);
  }
}

/**
 * One connection to a broker, which sends what others published. Each message is acknowledged only
 * after `take` has stored it, in the order in which they came; many are on their way at once. One
 * that could not be stored ends the connection: the broker keeps the session and sends it again.
 */
export class Subscription {
  readonly #socket: Socket;
  readonly #options: SubscribeOptions;
  readonly #settings: { readonly protocolVersion: 4 | 5 };
  readonly #parser: ReturnType<typeof mqtt.parser>;
  #inFlight = 0;
  #since = 0;
  #heard = Date.now();
  #acks: Promise<void> = Promise.resolve();
  #paused = false;
  #pinging: NodeJS.Timeout | null = null;
  #stands: (sessionPresent: boolean) => void = () => undefined;
  #why: Error | null = null;
  #kept = false;
  /** Resolves with whether the broker kept our session, once it sends; rejects when it never does. */
  readonly standing: Promise<boolean>;
  /** Resolves with why, when the connection is over. */
  readonly gone: Promise<Error>;

  constructor(options: SubscribeOptions, version: 4 | 5) {
    this.#options = options;
    this.#settings = { protocolVersion: version };
    this.#parser = mqtt.parser(this.#settings);
    this.#parser.on('packet', (packet) => this.#packet(packet));
    this.#parser.on('error', (error) => this.end(error));
    this.#socket = open(options);
    this.#socket.setNoDelay(true);
    this.#socket.setTimeout(SIGN_IN_MS, () => this.end(new Error('no answer')));
    this.#socket.on('error', (error) => this.end(error));
    this.#socket.on('data', (bytes: Buffer) => this.#read(bytes));
    this.gone = new Promise((resolve) => {
      this.#socket.once('close', () => {
        if (this.#pinging) clearInterval(this.#pinging);
        resolve(this.#why ?? new Error('the broker closed the connection'));
      });
    });
    const standing = new Promise<boolean>((resolve) => {
      this.#stands = resolve;
    });
    const never = this.gone.then((why) => Promise.reject(why));
    this.standing = Promise.race([standing, never]);
    this.standing.catch(() => undefined);
    this.#send(this.#hello());
  }

  end(why: Error): void {
    this.#why ??= why;
    this.#socket.destroy();
  }

  #hello(): IConnectPacket {
    const { clientId, username, password } = this.#options;
    const properties = {
      ...{ sessionExpiryInterval: FOREVER, receiveMaximum: MOST_IN_FLIGHT },
      maximumPacketSize: MOST_BYTES,
    };
    return {
      ...{ cmd: 'connect', protocolId: 'MQTT', ...this.#settings, clean: false, clientId },
      keepalive: KEEP_ALIVE_SECONDS,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password: Buffer.from(password) }),
      ...(this.#settings.protocolVersion === 5 ? { properties } : {}),
    };
  }

  #read(bytes: Buffer): void {
    this.#heard = Date.now();
    this.#since += bytes.length;
    this.#parser.parse(bytes);
    if (this.#since > 2 * MOST_BYTES) this.end(new Error('a message is larger than 2 MiB'));
    else this.#holdBack();
  }

  #packet(packet: Packet): void {
    this.#since = 0;
    if (this.#socket.destroyed) return;
    switch (packet.cmd) {
      case 'connack': {
        const code = packet.reasonCode ?? packet.returnCode ?? 0;
        if (code !== 0) this.end(new BrokerRefused(code));
        else this.#subscribe(packet.sessionPresent);
        break;
      }
      case 'suback': {
        const refused = packet.granted.map(Number).find((code) => code >= 0x80);
        if (refused !== undefined) this.end(new BrokerRefused(refused));
        else this.#stands(this.#kept);
        break;
      }
      case 'publish':
        this.#publish(packet);
        break;
      case 'pingresp':
        break;
      case 'disconnect':
        this.end(new Error(`the broker ended it with 0x${(packet.reasonCode ?? 0).toString(16)}`));
        break;
      default:
        this.end(new Error(`the broker sent ${packet.cmd}`));
    }
  }

  #subscribe(kept: boolean): void {
    this.#kept = kept;
    this.#socket.setTimeout(0);
    this.#pinging = setInterval(() => this.#ping(), 500 * KEEP_ALIVE_SECONDS);
    // Retained messages came before already; a broker of 3.1.1 sends them, and they count once.
    const how = this.#settings.protocolVersion === 5 ? { rh: 2, nl: false, rap: false } : {};
    const subscriptions = this.#options.filters.map((topic) => ({
      topic,
      qos: 1 as const,
      ...how,
    }));
    this.#send({ cmd: 'subscribe', messageId: 1, subscriptions });
  }

  /** While we hold back we do not read, so silence says nothing. */
  #ping(): void {
    if (this.#paused) this.#heard = Date.now();
    if (Date.now() - this.#heard > 1500 * KEEP_ALIVE_SECONDS) {
      this.end(new Error('the broker is silent'));
      return;
    }
    this.#send({ cmd: 'pingreq' });
  }

  #publish({ topic, qos, messageId = 0, payload }: IPublishPacket): void {
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload);
    this.#inFlight += 1;
    const taken = this.#options.take(topic, bytes);
    this.#acks = this.#acks
      .then(() => taken)
      .then(() => {
        if (qos > 0) this.#send({ cmd: 'puback', messageId });
      })
      .catch((error: unknown) => this.end(error as Error))
      .then(() => {
        this.#inFlight -= 1;
        if (this.#paused && this.#inFlight < MOST_IN_FLIGHT / 2) this.#holdBack();
      });
  }

  /** Reads on only while there is room for what would come. */
  #holdBack(): void {
    if (this.#inFlight >= MOST_IN_FLIGHT) {
      this.#pause();
      return;
    }
    if (!this.#options.full()) {
      this.#paused = false;
      this.#socket.resume();
      return;
    }
    this.#pause();
    this.#options.room().then(
      () => this.#holdBack(),
      (error: unknown) => this.end(error as Error),
    );
  }

  #pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  #send(packet: Packet): void {
    send(this.#socket, packet, this.#settings);
  }
}

function open({ url, tls }: SubscribeOptions): Socket {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'mqtt:') return connectPlain({ host, port: Number(port || 1883) });
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ host, port: Number(port || 8883), ...servername, ...tls });
}
