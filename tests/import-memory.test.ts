import { expect, test } from 'vitest';
import { migrate } from '../src/platform/db/index.ts';
import { migrations } from './support/backup.ts';
import { createEmptyDatabase } from './support/database.ts';
import { runScript } from './support/scratch.ts';

const LIMIT_MB = 300;
/** Larger files, in the same memory. */
const factor = Number(process.env.ZHIBEN_MEMORY_FACTOR ?? 1);

test.each([
  ['plain', 15],
  ['late', 8],
  ['long', 100],
  ['bad', 100],
])(
  'an import of %s lines stays below 300 MB',
  async (kind, megabytes) => {
    const database = await createEmptyDatabase();
    try {
      await migrate(database.owner, migrations);
      const script = runScript('tests/support/import-memory.ts', [kind, `${megabytes * factor}`], {
        env: { ZHIBEN_TEST_CONNECTION: JSON.stringify(database.config) },
      });
      const line = await script.firstLine;
      if (line === null) throw new Error(await script.messages);
      const { peak, accepted, rejected } = JSON.parse(line);
      expect({ small: peak < LIMIT_MB, peak }).toEqual({ small: true, peak });
      expect(kind === 'bad' ? rejected : accepted).toBeGreaterThan(100);
      expect(kind === 'bad' ? accepted : rejected).toBe(kind === 'bad' ? 1 : 0);
    } finally {
      await database.close();
    }
  },
  600_000,
);
