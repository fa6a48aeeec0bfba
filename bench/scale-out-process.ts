// One process of the scale-out bench: `intake` or `evaluate`, on the database whose folder is given,
// with the servers of NATS that the environment names. Answers what it did, and ends, when told to.

import { streamOfEnvironment } from '../src/apps/server/stream.ts';
import { openEvaluator, openIntake } from '../src/apps/server/stream-processes.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { peakMemory } from './machine.ts';

export interface Told {
  /** Where gateways send by MQTT; 0 of an evaluator. */
  readonly port: number;
  readonly readings: number;
  /** Seconds of the processor. */
  readonly cpu: number;
  readonly memory: number;
}

const [role = '', dataDir = ''] = process.argv.slice(2);
const stream = await streamOfEnvironment();
if (!stream) throw new Error('ZHIBEN_NATS is not set');
const db = await openDatabase({ dataDir, join: true });
const intake = role === 'intake' ? await openIntake(db, stream, { http: 0, mqtt: 0 }) : null;
const evaluator = intake ? null : openEvaluator(db, stream, () => undefined);

const told = (): Told => {
  const { user, system } = process.cpuUsage();
  const readings = intake ? intake.readings() : (evaluator?.readings ?? 0);
  const port = intake?.mqttPort ?? 0;
  return { port, readings, cpu: (user + system) / 1e6, memory: peakMemory() };
};
process.send?.(told());
process.on('message', (word) => {
  if (word === 'figures') process.send?.(told());
  else
    void Promise.resolve(intake?.close() ?? evaluator?.close()).then(async () => {
      await stream.close();
      await db.close();
      process.exit(0);
    });
});
process.on('disconnect', () => process.exit(1));
