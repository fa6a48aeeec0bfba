// A process of its own that migrates: a modules folder, then the slices in order.
import { connect, migrate, readMigrations } from '../../src/platform/db/index.ts';

const [folder = '', ...slices] = process.argv.slice(2);
const pool = connect(JSON.parse(process.env.ZHIBEN_TEST_CONNECTION ?? '{}'));
const applied = await migrate(pool, readMigrations(folder, slices));
process.stdout.write(`${JSON.stringify(applied)}\n`);
await pool.end();
