// A process of its own that imports made-up facts and says its largest resident memory in
// megabytes. Arguments: what kind of file, how many megabytes of it. The database as
// ZHIBEN_TEST_CONNECTION.
import { importInto } from '../../src/apps/cli/stores.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import { connect } from '../../src/platform/db/index.ts';
import { peakMemory } from './peak-memory.ts';

type Lines = (index: number) => object | string;

const at = '2024-01-01';
const enterprise = (record: string, set: object) => ({ type: 'enterprise', record, at, set });

const kinds: Readonly<Record<string, Lines>> = {
  plain: (n) => ({ id: `企业-${n}`, ...enterprise(`E${n % 400_000}`, { name: `企业${n}` }) }),
  // Every fact names a record that only the last line brings.
  late: (n) => ({ id: `late-${n}`, ...enterprise(`E${n}`, { park: 'P', name: `企业${n}` }) }),
  long: (n) => {
    const documents = Array.from({ length: 9000 }, (_, item) => `${n}-${item}-${'证'.repeat(20)}`);
    return enterprise(`E${n}`, { documents });
  },
  bad: (n) => {
    const junk = 'x'.repeat(n % 2 === 0 ? 100 : 450_000);
    return n % 3 === 0 ? `{"broken ${junk}` : enterprise(`E${n}`, { name: junk, [junk]: junk });
  },
};

async function* source(lines: Lines, bytes: number): AsyncGenerator<Buffer> {
  let sent = 0;
  let piece = '';
  for (let index = 0; sent < bytes; index++) {
    const line = lines(index);
    piece += `${typeof line === 'string' ? line : JSON.stringify(line)}\n`;
    if (piece.length < 1 << 16) continue;
    const next = Buffer.from(piece);
    sent += next.length;
    piece = '';
    yield next;
  }
  yield Buffer.from(`${JSON.stringify({ type: 'park', record: 'P', at })}\n`);
}

const [kind = '', megabytes = ''] = process.argv.slice(2);
const lines = kinds[kind];
if (!lines) throw new Error(`no kind ${kind}`);
const app = connect(JSON.parse(process.env.ZHIBEN_TEST_CONNECTION ?? '{}'), 'zhiben_app');
const db = { app, owner: app, renewing: app, web: app, close: () => app.end() };
const { accepted, rejected } = await importInto(
  db,
  loadDictionary(),
  source(lines, Number(megabytes) * 1e6),
);
await app.end();
const peak = peakMemory();
process.stdout.write(`${JSON.stringify({ peak, accepted, rejected })}\n`);
