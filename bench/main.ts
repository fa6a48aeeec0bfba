import { parseArgs } from 'node:util';
import { apiBench } from './api.ts';
import { checksBench } from './checks.ts';
import { dutiesBench } from './duties.ts';
import { evaluationBench } from './evaluation.ts';
import { hazardsBench } from './hazards.ts';
import { historyBench } from './history.ts';
import { importBench } from './import.ts';
import { liveBench } from './live.ts';
import { plansBench } from './plans.ts';
import { scaleOutBench } from './scale-out.ts';
import { sheetsBench } from './sheets.ts';
import { soakBench } from './soak.ts';
import { startBench } from './start.ts';

/** npm run bench -- api|checks|duties|evaluation|hazards|history|import|live|measures|plans|sheets|start [SCALE], soak [MINUTES], scale-out [SECONDS] */
const benches: Readonly<Record<string, (scale: number) => Promise<string[]>>> = {
  api: apiBench,
  checks: checksBench,
  duties: dutiesBench,
  evaluation: evaluationBench,
  hazards: hazardsBench,
  // Readings: bytes of each, and a year of them drawn.
  history: historyBench,
  import: importBench,
  live: liveBench,
  // A day's tasks of every control measure.
  measures: checksBench,
  plans: plansBench,
  // For seconds, not at a scale.
  'scale-out': scaleOutBench,
  sheets: sheetsBench,
  // For minutes, not at a scale.
  soak: soakBench,
  // As `npm start` loads it where no scale is given.
  start: startBench,
};

const usual: Readonly<Record<string, string>> = {
  soak: '10',
  'scale-out': '30',
  start: '0.05',
};
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    encoding: { type: 'string' },
    // Of `live`: Node-RED beside it, installed for it or from the folder that is named.
    'node-red': { type: 'boolean' },
    'node-red-in': { type: 'string' },
  },
});
const [name = 'evaluation', scale = usual[name] ?? '0.1'] = positionals;
if (values.seconds) process.env.ZHIBEN_BENCH_SECONDS = values.seconds;
if (values.encoding) process.env.ZHIBEN_BENCH_ENCODING = values.encoding;
if (values['node-red']) process.env.ZHIBEN_BENCH_NODE_RED ??= 'install';
if (values['node-red-in']) process.env.ZHIBEN_BENCH_NODE_RED = values['node-red-in'];
const bench = benches[name];
if (!bench || !(Number(scale) > 0)) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(benches).join('|')} [SCALE]\n`);
  process.exit(2);
}
for (const line of await bench(Number(scale))) process.stdout.write(`${line}\n`);
