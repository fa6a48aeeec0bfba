// A process of its own that imports a file through the command's own function and says, as JSON,
// what it took. Argument: the file; the connections as ZHIBEN_BENCH.
import { createReadStream } from 'node:fs';
import { importInto } from '../src/apps/cli/stores.ts';
import { loadDictionary } from '../src/modules/plan/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { peakMemory, serverCpu, timed } from './machine.ts';

const MB = 1 << 20;
const EVERY_MS = 100;

const [app, owner] = JSON.parse(process.env.ZHIBEN_BENCH ?? '[]').map((options: object) =>
  connect(options),
);
const db = {
  app,
  owner,
  renewing: owner,
  web: app,
  close: async () => void (await Promise.all([app.end(), owner.end()])),
};
let peakHeap = 0;
let peakOutside = 0;
const watch = setInterval(() => {
  const { heapUsed, external } = process.memoryUsage();
  peakHeap = Math.max(peakHeap, heapUsed);
  peakOutside = Math.max(peakOutside, external);
}, EVERY_MS);
const before = process.cpuUsage();
const serverBefore = await serverCpu(owner);
const source = createReadStream(process.argv[2] ?? '');
const { seconds, value } = await timed(() => importInto(db, loadDictionary(), source));
const { user, system } = process.cpuUsage(before);
const serverCpuSeconds = (await serverCpu(owner)) - serverBefore;
clearInterval(watch);
await db.close();
process.stdout.write(
  JSON.stringify({
    accepted: value.accepted,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    serverCpuSeconds,
    peakRss: peakMemory(),
    peakHeap: Math.round(peakHeap / MB),
    peakOutside: Math.round(peakOutside / MB),
  }),
);
