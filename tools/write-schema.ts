// `npm run schema`: writes db/schema.sql, the golden copy of what the migrations make.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { slices } from '../src/modules/slices.ts';
import { describeSchema, migrate, openDatabase, readMigrations } from '../src/platform/db/index.ts';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'zhiben-schema-'));
try {
  const db = await openDatabase({ dataDir: folder });
  try {
    await migrate(db.owner, readMigrations(join(root, 'src', 'modules'), slices));
    mkdirSync(join(root, 'db'), { recursive: true });
    writeFileSync(join(root, 'db', 'schema.sql'), await describeSchema(db.owner));
  } finally {
    await db.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stderr.write('wrote db/schema.sql\n');
