import type { Socket } from 'node:net';
import mqtt, { type IConnectPacket, type IPublishPacket, type Packet } from 'mqtt-packet';
import { MOST_BYTES, MOST_IN_FLIGHT, type MqttOptions, SIGN_IN_MS, type Taken } from './model.ts';
import { send } from './sending.ts';

/** Reason codes of MQTT 5, and the return codes of 3.1.1's CONNACK. */
const reason = { ok: 0, notAuthorized: 0x87, invalidPayload: 0x99, unsupported: 0x84, busy: 0x89 };
const refusedBefore5 = { version: 1, notAuthorized: 5 };
const TOPIC_ALIASES = 32;

/**
 * One client of MQTT 3.1.1 or 5. Messages are acknowledged in the order in which they came, each
 * only after `take` has stored it; a message that could not be stored ends the connection, so that the
 * client sends it again.
 */
export class MqttConnection<P> {
  readonly #socket: Socket;
  readonly #options: MqttOptions<P>;
  readonly #settings: { protocolVersion?: number } = {};
  readonly #aliases = new Map<number, string>();
  /** Of exactly-once delivery: taken, and not yet released by the client. */
  readonly #unreleased = new Set<number>();
  #who: P | null = null;
  #signingIn = false;
  #early: Packet[] = [];
  #inFlight = 0;
  #since = 0;
  #acks: Promise<void> = Promise.resolve();
  #paused = false;

  constructor(socket: Socket, options: MqttOptions<P>) {
    this.#socket = socket;
    this.#options = options;
    const parser = mqtt.parser(this.#settings);
    parser.on('packet', (packet) => this.#packet(packet));
    parser.on('error', () => this.close());
    socket.setNoDelay(true);
    socket.setTimeout(SIGN_IN_MS, () => this.close());
    socket.on('error', () => this.close());
    socket.on('data', (bytes: Buffer) => {
      this.#since += bytes.length;
      parser.parse(bytes);
      if (this.#since > MOST_BYTES) this.close();
      else this.#holdBack();
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  get #version5(): boolean {
    return this.#settings.protocolVersion === 5;
  }

  #packet(packet: Packet): void {
    this.#since = 0;
    if (this.#socket.destroyed) return;
    if (packet.cmd === 'connect') {
      this.#connect(packet);
      return;
    }
    if (this.#signingIn) {
      // A client need not wait for the answer; no more comes in until it is given.
      this.#early.push(packet);
      return;
    }
    if (!this.#who) {
      this.close();
      return;
    }
    switch (packet.cmd) {
      case 'publish':
        this.#publish(packet);
        break;
      case 'pubrel':
        this.#unreleased.delete(packet.messageId ?? 0);
        this.#send({ cmd: 'pubcomp', ...idOf(packet) });
        break;
      case 'pingreq':
        this.#send({ cmd: 'pingresp' });
        break;
      case 'subscribe': {
        // Gateways send; there is nothing here to listen to.
        const denied = this.#version5 ? reason.notAuthorized : 0x80;
        const granted = packet.subscriptions.map(() => denied);
        this.#send({ cmd: 'suback', ...idOf(packet), granted });
        break;
      }
      case 'unsubscribe':
        this.#send({ cmd: 'unsuback', ...idOf(packet), granted: [0] });
        break;
      default:
        this.close();
    }
  }

  #connect(packet: IConnectPacket): void {
    if (this.#who || this.#signingIn) {
      this.close();
      return;
    }
    const version = packet.protocolVersion ?? 4;
    this.#settings.protocolVersion = version;
    if (version !== 4 && version !== 5) {
      this.#refuse(refusedBefore5.version);
      return;
    }
    this.#signingIn = true;
    this.#pause();
    const seconds = packet.keepalive ?? 0;
    const signIn = {
      clientId: packet.clientId,
      username: packet.username ?? '',
      password: packet.password?.toString() ?? '',
    };
    this.#options
      .authenticate(signIn)
      .then((who) => {
        this.#signingIn = false;
        if (!who) {
          this.#refuse(this.#version5 ? reason.notAuthorized : refusedBefore5.notAuthorized);
          return;
        }
        this.#who = who;
        // Half as long again as the client promised to be silent at most.
        this.#socket.setTimeout(seconds === 0 ? 0 : 1500 * seconds);
        this.#accept(packet);
        for (const early of this.#early.splice(0)) this.#packet(early);
        this.#holdBack();
      })
      .catch((error: unknown) => this.#fail(error, 'sign-in'));
  }

  #accept({ clientId }: IConnectPacket): void {
    const properties = {
      receiveMaximum: MOST_IN_FLIGHT,
      maximumPacketSize: MOST_BYTES,
      topicAliasMaximum: TOPIC_ALIASES,
      retainAvailable: false,
      ...(clientId === '' ? { assignedClientIdentifier: crypto.randomUUID() } : {}),
    };
    this.#send({
      cmd: 'connack',
      sessionPresent: false,
      ...(this.#version5 ? { reasonCode: 0, properties } : { returnCode: 0 }),
    });
  }

  #refuse(code: number): void {
    const how = this.#version5 ? { reasonCode: code } : { returnCode: code };
    this.#send({ cmd: 'connack', sessionPresent: false, ...how });
    this.#socket.end();
  }

  #publish(packet: IPublishPacket): void {
    const topic = this.#topicOf(packet);
    const who = this.#who;
    if (topic === null || !who) {
      this.close();
      return;
    }
    const { qos, messageId = 0 } = packet;
    if (qos === 2 && this.#unreleased.has(messageId)) {
      this.#send({ cmd: 'pubrec', messageId });
      return;
    }
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    this.#inFlight += 1;
    const taken = this.#options.take(who, topic, payload);
    // The answers go in the order of the messages, whichever is stored first.
    this.#acks = this.#acks
      .then(() => taken)
      .then((became) => this.#acknowledge(qos, messageId, became))
      .catch((error: unknown) => this.#fail(error, 'publish'))
      .then(() => {
        this.#inFlight -= 1;
        if (this.#paused && this.#inFlight < MOST_IN_FLIGHT / 2) this.#holdBack();
      });
  }

  #acknowledge(qos: number, messageId: number, became: Taken): void {
    // Before version 5 there is no word for no; what cannot be read is counted, and not sent again.
    if (became === 'signed-out' || (became === 'not-allowed' && !this.#version5)) {
      this.close();
      return;
    }
    if (qos === 0 || this.#socket.destroyed) return;
    if (qos === 2) this.#unreleased.add(messageId);
    const code = this.#version5 ? { reasonCode: codes[became] } : {};
    this.#send({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId, ...code });
  }

  #topicOf({ topic, properties }: IPublishPacket): string | null {
    const alias = properties?.topicAlias;
    if (alias === undefined) return topic;
    if (alias < 1 || alias > TOPIC_ALIASES) return null;
    if (topic === '') return this.#aliases.get(alias) ?? null;
    this.#aliases.set(alias, topic);
    return topic;
  }

  /** Reads on only while there is room for what would come. */
  #holdBack(): void {
    if (this.#signingIn || this.#inFlight >= MOST_IN_FLIGHT) {
      this.#pause();
      return;
    }
    if (!this.#options.full()) {
      this.#resume();
      return;
    }
    this.#pause();
    this.#options.room().then(
      () => this.#holdBack(),
      () => this.close(),
    );
  }

  #pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#socket.resume();
  }

  #send(packet: Packet): void {
    send(this.#socket, packet, this.#settings);
  }

  #fail(error: unknown, where: string): void {
    this.#options.onFault(error, `MQTT ${where}`);
    this.close();
  }
}

const codes: Readonly<Record<Exclude<Taken, 'signed-out'>, number>> = {
  taken: reason.ok,
  'not-allowed': reason.notAuthorized,
  unreadable: reason.invalidPayload,
};

const idOf = ({ messageId }: Packet): { messageId: number } => ({ messageId: messageId ?? 0 });
