// A process of its own that takes a folder's lock, says how that went, and holds it until its
// standard input ends.
import { text } from 'node:stream/consumers';
import { claim } from '../../src/platform/db/claim.ts';

try {
  claim(process.argv[2] ?? '');
  process.stdout.write('mine\n');
} catch (error) {
  process.stdout.write(`${(error as Error).constructor.name}\n`);
}
await text(process.stdin);
