// Holds a throw-away database in the cache folder given, until it is killed.
import { withThrowaway } from '../../src/platform/db/index.ts';
import { preparation } from './throwaway.ts';

await withThrowaway(preparation(process.argv[2] ?? ''), async ({ owner }) => {
  await owner.query(`insert into kept values ('left by a killed process')`);
  process.stdout.write('holding\n');
  await new Promise((resolve) => process.stdin.on('end', resolve).resume());
});
