import { onTestFinished } from 'vitest';
import { demoOptions, loadDemo } from '../../src/apps/server/demo-city.ts';
import { LiveCity } from '../../src/modules/identity/index.ts';
import type { TestDatabase } from './database.ts';
import { createTestDatabase, sharedTemplate } from './database.ts';

const SCALE = 0.004;

/** A small made-up city, loaded and built, in a database of its own; gone when the test ends. */
export async function demoCity(): Promise<{ db: TestDatabase; city: LiveCity }> {
  const { db, city, close } = await openDemoCity();
  onTestFinished(close);
  return { db, city };
}

/** A city into which nothing was stated yet. */
export async function openEmptyCity(): Promise<{
  readonly db: TestDatabase;
  readonly city: LiveCity;
  close(): Promise<void>;
}> {
  const db = await createTestDatabase();
  const city = await LiveCity.open(demoOptions(db));
  return { db, city, close: () => city.settled().then(() => db.close()) };
}

/** The same for all the tests of a file that only read: whoever opened it closes it. */
export async function openDemoCity(): Promise<{
  readonly db: TestDatabase;
  readonly city: LiveCity;
  close(): Promise<void>;
}> {
  const template = await sharedTemplate('zhiben_demo', async (db) => {
    await loadDemo(db, { scale: SCALE, stopping: () => false });
    await LiveCity.open(demoOptions(db));
  });
  const db = await createTestDatabase(template);
  const city = await LiveCity.open(demoOptions(db));
  const close = async (): Promise<void> => {
    await city.settled();
    await db.close();
  };
  return { db, city, close };
}
