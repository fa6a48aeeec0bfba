// A process of its own that joins the server of a folder and says as whom it speaks.
import { openDatabase } from '../../src/platform/db/index.ts';

try {
  const db = await openDatabase({ dataDir: process.argv[2] ?? '', join: true });
  const { rows } = await db.app.query<{ me: string }>('select current_user::text as me');
  process.stdout.write(`${rows[0]?.me}\n`);
  await db.close();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
