import { resolve } from 'node:path';
import { defaultDataDir, openCity } from './stores.ts';
import type { Command } from './usage.ts';
import { message, options, portOf } from './usage.ts';

export const serveCommand: Command = {
  usage: '[--data DIR] [--port N] [--mqtt-port N] [--demo | --empty]',
  async run(args) {
    const { values } = options(args, {
      data: { type: 'string' },
      port: { type: 'string' },
      'mqtt-port': { type: 'string' },
      demo: { type: 'boolean' },
      // `npm start -- --empty`: the start's own --demo gives way.
      empty: { type: 'boolean' },
    });
    const port = portOf(values.port, '--port') ?? 8080;
    const mqttPort = portOf(values['mqtt-port'], '--mqtt-port');
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    // Only here: the other commands need no web server.
    const { serve } = await import('../server/main.ts');
    const db = await openCity(values.data, { join: false });
    try {
      const dataDir = resolve(values.data ?? defaultDataDir);
      const demo = (values.demo ?? false) && !values.empty;
      await serve(db, { port, mqttPort, demo, dataDir, stopped });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      message(
        `端口 ${port} 已被占用，用 --port 另选一个 / port ${port} is in use; choose another with --port`,
      );
      return 1;
    } finally {
      await db.close();
    }
    return 0;
  },
};
