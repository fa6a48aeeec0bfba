import mqtt from 'mqtt';

export interface MqttTarget {
  /** `mqtt://host:1883`, `mqtts://…` */
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** A connection that sends; it does not come back by itself. */
export interface MqttLink {
  /** Resolves once the message is acknowledged (QoS 1); rejects when it was refused. */
  publish(topic: string, payload: Uint8Array): Promise<void>;
  /** Resolves when the connection is over. */
  readonly gone: Promise<void>;
  end(): void;
}

const KEEP_ALIVE_SECONDS = 60;
const CONNECT_MS = 10_000;

/** Signs in by MQTT 5, which says why it refuses; rejects where nobody answers or we are not known. */
export async function connectMqtt({ url, ...who }: MqttTarget): Promise<MqttLink> {
  const client = mqtt.connect(url, {
    ...who,
    ...{ protocolVersion: 5, clean: true, reconnectPeriod: 0 },
    ...{ keepalive: KEEP_ALIVE_SECONDS, connectTimeout: CONNECT_MS },
  });
  const gone = new Promise<void>((resolve) => client.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    gone.then(() => reject(new Error('the connection was closed')));
  }).catch((error: unknown) => {
    client.on('error', () => undefined);
    client.end(true);
    throw error;
  });
  client.on('error', () => undefined);
  return {
    gone,
    end: () => void client.end(true),
    publish: async (topic, payload) => {
      await client.publishAsync(topic, Buffer.from(payload), { qos: 1 });
    },
  };
}
