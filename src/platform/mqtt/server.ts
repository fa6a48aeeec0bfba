import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { MqttConnection } from './connection.ts';
import { MOST_CONNECTIONS, type MqttOptions } from './model.ts';

export interface RunningMqtt {
  readonly port: number;
  /** Connections that stand now. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Listens for clients of MQTT 3.1.1 and 5 that send; nobody is sent anything but answers. */
export async function serveMqtt<P>(options: MqttOptions<P>): Promise<RunningMqtt> {
  const open = new Set<MqttConnection<P>>();
  const meet = (socket: Socket): void => {
    if (open.size >= MOST_CONNECTIONS) return void socket.destroy();
    const connection = new MqttConnection(socket, options);
    open.add(connection);
    socket.on('close', () => open.delete(connection));
  };
  const server: Server = options.tls ? createTlsServer(options.tls, meet) : createServer(meet);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    connections: () => open.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of open) connection.close();
      }),
  };
}
