import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import mqtt, { type Packet } from 'mqtt-packet';
import { expect, onTestFinished, test } from 'vitest';
import { subscribeMqtt } from './subscriber.ts';

/** A broker that knows 3.1.1 alone; it sends two messages and keeps what it is sent. */
async function oldBroker() {
  const got: string[] = [];
  const server = createServer((socket) => {
    const settings = { protocolVersion: 4 };
    const parser = mqtt.parser(settings);
    const send = (packet: Packet): void => void socket.write(mqtt.generate(packet, settings));
    parser.on('packet', (packet) => {
      got.push(packet.cmd === 'connect' ? `connect ${packet.protocolVersion}` : packet.cmd);
      if (packet.cmd === 'connect') {
        const known = packet.protocolVersion === 4;
        send({ cmd: 'connack', returnCode: known ? 0 : 1, sessionPresent: false });
        if (!known) socket.end();
      }
      if (packet.cmd !== 'subscribe') return;
      send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [1] });
      for (const messageId of [7, 8]) {
        const more = { qos: 1, dup: false, retain: false, payload: `${messageId}` } as const;
        send({ cmd: 'publish', topic: 'a/b', messageId, ...more });
      }
    });
    socket.on('data', (bytes) => parser.parse(bytes));
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { got, url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a broker of 3.1.1 is met by 3.1.1; many are on their way, answered in order when stored', async () => {
  const broker = await oldBroker();
  const taken: string[] = [];
  const ends = new Map<string, () => void>();
  const subscriber = subscribeMqtt({
    ...{ url: broker.url, clientId: 'c', filters: ['a/+'], full: () => false },
    room: async () => undefined,
    take: (_, payload) =>
      new Promise((resolve) => {
        taken.push(payload.toString());
        ends.set(payload.toString(), resolve);
      }),
    onUp: () => undefined,
    onDown: () => undefined,
  });
  onTestFinished(() => subscriber.close());
  await expect.poll(() => taken).toEqual(['7', '8']);
  ends.get('8')?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(broker.got).toEqual(['connect 5', 'connect 4', 'subscribe']);
  ends.get('7')?.();
  await expect
    .poll(() => broker.got)
    .toEqual(['connect 5', 'connect 4', 'subscribe', 'puback', 'puback']);
});
