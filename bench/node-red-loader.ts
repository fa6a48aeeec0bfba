// Sends JSON rows to a flow by a broker, from a process of its own: as many as it stores, and so
// many batches ahead at most. Tells how many readings a second were stored.
import mqtt from 'mqtt';
import { BATCH, stamped, TICK_MS, templatesOf } from './live-loader.ts';

export interface FlowLoad {
  readonly port: number;
  /** Where the flow tells how many readings it has stored. */
  readonly count: string;
  readonly seconds: number;
  /** Batches. */
  readonly ahead: number;
}

const GATEWAYS = 50;
/** It runs up to speed first. */
const WARM_MS = 2000;

async function run({ port, count, seconds, ahead }: FlowLoad): Promise<number> {
  const templates = templatesOf({ tags: 2000, encoding: 'rows' }).flat();
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
  const stored = async (): Promise<number> => Number(await (await fetch(count)).text());
  const start = performance.now();
  let [sent, from, begun] = [0, 0, 0];
  for (;;) {
    const done = await stored();
    const now = performance.now();
    if (begun === 0 && now - start >= WARM_MS) [begun, from] = [now, done];
    if (begun > 0 && now - begun >= 1000 * seconds) {
      await client.endAsync(true);
      return (1000 * (done - from)) / (now - begun);
    }
    for (; sent < done / BATCH + ahead; sent += 1) {
      const payload = stamped(templates[sent % templates.length] as Buffer, Date.now(), 'rows');
      const gateway = 1 + (sent % GATEWAYS);
      const topic = `zhiben/v1/E${gateway}/G${gateway}/readings`;
      client.publish(topic, payload, { qos: 1 });
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

process.once('message', (load: FlowLoad) => {
  run(load).then(
    (rate) => process.send?.(rate, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    },
  );
});
