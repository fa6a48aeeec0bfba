import type { Preparation } from '../../src/platform/db/template.ts';

/** A throw-away database with one empty table. */
export function preparation(cache: string): Preparation {
  return {
    key: 'one table',
    caches: [cache],
    prepare: async ({ owner }) => void (await owner.query('create table kept (text text)')),
  };
}
