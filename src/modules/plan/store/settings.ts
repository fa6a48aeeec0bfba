import type { Queryable } from '../../../platform/db/index.ts';

/**
 * Common tables have no statistics, and the planner takes them for a few rows each: without this
 * it joins whole populations row by row.
 */
export async function forWholePopulations(db: Queryable): Promise<void> {
  await db.query(
    `set local enable_nestloop = off; set local work_mem = '64MB'; set local plan_cache_mode = auto`,
  );
}

/** The same over a few divisions: all that lies in them is hashed in memory, sorted it spills. */
export async function forDivisions(db: Queryable): Promise<void> {
  await forWholePopulations(db);
  await db.query(
    `set local enable_sort = off; set local enable_mergejoin = off; set local work_mem = '128MB'`,
  );
}

/**
 * The same queries over a few subjects: by index, and planned once a connection. There the plan
 * that suits a few suits always, and no table is worth reading through: a kept attribute of a
 * thousand enterprises has ten thousand rows in a province.
 */
export async function forFewSubjects(db: Queryable): Promise<void> {
  await db.query(
    `set local enable_nestloop = on; set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan; set local max_parallel_workers_per_gather = 0`,
  );
}

/** For the session. */
export async function lockBuilding(db: Queryable): Promise<void> {
  await db.query(`select pg_advisory_lock(hashtext('zhiben duties'))`);
}
