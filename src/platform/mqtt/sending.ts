import type { Socket } from 'node:net';
import mqtt, { type Packet } from 'mqtt-packet';

/** Packets of one turn go out together; to a connection that is over nothing is sent. */
export function send(
  socket: Socket,
  packet: Packet,
  settings: { readonly protocolVersion?: number },
): void {
  if (socket.destroyed) return;
  if (socket.writableCorked === 0) {
    socket.cork();
    setImmediate(() => socket.uncork());
  }
  socket.write(mqtt.generate(packet, settings));
}
