// A process of its own that runs the embedded server on a folder until its standard input ends.
// Arguments: the folder, and optionally `throw` to fail as soon as the server is up.
import { text } from 'node:stream/consumers';
import { connect, startEmbedded } from '../../src/platform/db/index.ts';

const [folder = '', mode = ''] = process.argv.slice(2);
try {
  const server = await startEmbedded({
    dataDir: folder,
    onMessage: (line) => process.stderr.write(`${line}\n`),
  });
  const client = connect(server.connection('zhiben', 'owner'));
  await client.query('create table if not exists held (by int)');
  await client.query('insert into held values ($1)', [process.pid]);
  process.stdout.write('acknowledged\n');
  if (mode === 'throw') throw new Error('thrown on purpose');
  await text(process.stdin);
  await client.end();
  await server.stop();
} catch (error) {
  process.stderr.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  // The server is not stopped here: a process that ends takes it along.
  process.exit(1);
}
