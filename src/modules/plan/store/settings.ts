import type { Queryable } from '../../../platform/db/index.ts';

/**
 * Common tables have no statistics, and the planner takes them for a few rows each: without this
 * it joins whole populations row by row.
 */
export async function forWholePopulations(db: Queryable): Promise<void> {
  await db.query(`set local enable_nestloop = off; set local work_mem = '64MB'`);
}
