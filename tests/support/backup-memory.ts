// A process of its own that backs up (`out`) or restores (`in`) and says its largest resident
// memory in megabytes. Arguments: direction, file; the database as ZHIBEN_TEST_CONNECTION.
import { connect, writeBackup } from '../../src/platform/db/index.ts';
import { inspectBackup, restoreInto } from '../../src/platform/db/restore.ts';
import { peakMemory } from './peak-memory.ts';

const [direction = '', file = ''] = process.argv.slice(2);
const owner = connect(JSON.parse(process.env.ZHIBEN_TEST_CONNECTION ?? '{}'));
const create = {
  slice: 'city',
  name: '0001_create.sql',
  sql: 'create schema city; create table city.page (id int, body text)',
};
if (direction === 'out') await writeBackup({ owner, file, derivedSchemas: [] });
else {
  const contents = await inspectBackup(file);
  await restoreInto({ owner, file, contents, migrations: [create] });
}
await owner.end();
process.stdout.write(`${peakMemory()}\n`);
