import type { PoolClient } from '../../../platform/db/index.ts';
import type { Marks } from '../marks.ts';
import { mark, markedIds, WHOLE } from '../marks.ts';
import type { Version } from '../rules/changes.ts';
import { changedColumns } from '../rules/changes.ts';
import { buildStatements, voidRows } from './build.ts';
import { enforcementSteps } from './enforcement-steps.ts';
import type { Read, Types } from './scope.ts';
import type { Lead, Step } from './steps.ts';
import { stepsOf } from './steps.ts';
import { Walk } from './walk.ts';

/** What a refresh changed, and the way to whatever that concerns. */
export interface Refreshed {
  readonly facts: number;
  readonly marks: Marks;
  readonly walk: Walk;
}

/** Above so many changed records a whole build is faster. */
const MOST_RECORDS = 5000;

/** Brings the projection in line with facts that the ledger took in since it was built. */
export class Refresh {
  readonly #types: Types;
  readonly #steps: ReturnType<typeof stepsOf>;
  readonly #watched: readonly Step[];

  constructor(types: Types) {
    this.#types = types;
    this.#steps = stepsOf(types);
    this.#watched = enforcementSteps();
  }

  /** What the projection is built by. */
  statements(): readonly string[] {
    return buildStatements(this.#types);
  }

  /** Inside a transaction of the caller; null: too much has changed, build it anew. */
  async run(client: PoolClient): Promise<Refreshed | null> {
    const { facts, records } = await newFacts(client);
    const count = [...records.values()].reduce((sum, ids) => sum + ids.length, 0);
    if (count > MOST_RECORDS) return null;
    const run = new Run(client, this.#types);
    for (const step of this.#steps.stated) {
      await run.renew(step, records.get(step.type) ?? []);
    }
    // Who lies under whom reaches everything.
    if (movedDivisions(run.stated)) return null;
    for (const step of [...this.#steps.rows, ...this.#steps.facets]) {
      await run.renew(step, await run.candidates(step));
    }
    for (const { type, attr, leads } of this.#watched) {
      for (const lead of leads)
        mark(run.marks, type, (await run.follow(lead, run.marks)) ?? [], [attr ?? WHOLE]);
    }
    await client.query(MOVE_STATE);
    return { facts, marks: run.marks, walk: run.walk };
  }
}

function movedDivisions(stated: Marks): boolean {
  const moved = (attrs: Set<string>): boolean => attrs.has(WHOLE) || attrs.has('parent');
  return [...(stated.get('jurisdiction')?.values() ?? [])].some(moved);
}

/** One refresh under way. */
class Run {
  readonly stated: Marks = new Map();
  readonly marks: Marks = new Map();
  readonly walk: Walk;
  readonly #client: PoolClient;

  constructor(client: PoolClient, types: Types) {
    this.#client = client;
    this.walk = new Walk(client, types);
  }

  /** Ids of rows that may have to change; null: any. */
  async candidates(step: Step): Promise<readonly string[] | null> {
    const found = new Set<string>();
    if (step.fromStated && step.attr === null) {
      for (const id of this.stated.get(step.type)?.keys() ?? []) found.add(id);
    }
    for (const lead of step.leads) {
      const own = step.fromStated && lead.read.via.length === 0;
      for (const marks of own ? [this.stated, this.marks] : [this.marks]) {
        const ids = await this.follow(lead, marks);
        if (ids === null) return null;
        for (const id of ids) found.add(id);
      }
    }
    return [...found];
  }

  async follow(lead: Lead, marks: Marks): Promise<readonly string[] | null> {
    const { read } = lead;
    const ids = markedIds(marks, read.type, read.attr);
    if (ids.length === 0) return [];
    const rows = await this.#rows(read, ids);
    switch (lead.kind) {
      case 'row':
        return rows;
      case 'all':
        return rows.length === 0 ? [] : null;
      case 'circle':
        return this.#around(lead, read.via[0]?.type ?? read.type, rows);
      case 'tied':
        return this.#tied(lead, rows);
    }
  }

  #rows(read: Read, ids: readonly string[]): Promise<readonly string[]> {
    return this.walk.back(read.via, ids);
  }

  async #tied(
    { record, ties, below }: Extract<Lead, { kind: 'tied' }>,
    rows: readonly string[],
  ): Promise<readonly string[]> {
    const owners = await Promise.all(ties.map((tie) => this.walk.forward(record, tie, rows)));
    const named = owners.flat();
    return below ? this.walk.above(named) : named;
  }

  /** Every record of the circle from which references lead to one of the rows, and these. */
  async #around(
    { hops }: Extract<Lead, { kind: 'circle' }>,
    type: string,
    rows: readonly string[],
  ): Promise<readonly string[]> {
    const found = new Map<string, Set<string>>([[type, new Set(rows)]]);
    let fresh: { type: string; ids: readonly string[] }[] = [{ type, ids: rows }];
    while (fresh.length > 0) {
      const next: typeof fresh = [];
      for (const { ids } of fresh) {
        for (const hop of hops) {
          const known = found.get(hop.type) ?? new Set<string>();
          found.set(hop.type, known);
          const more = (await this.walk.back([hop], ids)).filter((id) => !known.has(id));
          for (const id of more) known.add(id);
          if (more.length > 0) next.push({ type: hop.type, ids: more });
        }
      }
      fresh = next;
    }
    return [...new Set([...found.values()].flatMap((ids) => [...ids]))];
  }

  /** Computes rows anew and marks what differs; ids null: all of them. */
  async renew(step: Step, ids: readonly string[] | null): Promise<void> {
    if (ids === null) return this.#compareAll(step);
    if (ids.length === 0) return;
    const before = await this.#versions(step, ids);
    await this.#query(
      `drop ${step.table}`,
      `delete from ${step.table} where id = any($1::text[])`,
      ids,
    );
    await this.#query(`fill ${step.table}`, step.some, ids);
    if (!isStated(step)) await this.#query(`void ${step.table}`, voidRows(step, true), ids);
    const after = await this.#versions(step, ids);
    for (const id of ids) this.#note(step, id, before.get(id) ?? [], after.get(id) ?? []);
  }

  #note(step: Step, id: string, before: readonly Version[], after: readonly Version[]): void {
    const changed = changedColumns(before, after);
    if (changed.length === 0) return;
    const whole = changed.includes('live') || changed.includes('born');
    const attrs = step.attr === null ? (whole ? [WHOLE] : changed) : [step.attr];
    mark(isStated(step) ? this.stated : this.marks, step.type, [id], attrs);
    if (step.attr === null && !isStated(step)) this.walk.remember(step.type, id, before);
  }

  /** For tables of which it cannot be told what a change reaches: the difference is looked up. */
  async #compareAll(step: Step): Promise<void> {
    const { table } = step;
    await this.#client.query(`create temp table anew (like ${table}) on commit drop`);
    await this.#client.query(step.whole.replace(`insert into ${table}`, 'insert into anew'));
    const void_ = { ...step, table: 'anew' };
    await this.#client.query(voidRows(void_, false));
    const { rows } = await this.#client.query<{ id: string }>(
      `select distinct id from ((table anew except table ${table}) union all (table ${table} except table anew)) d`,
    );
    await this.#client.query('drop table anew');
    await this.renew(
      step,
      rows.map(({ id }) => id),
    );
  }

  async #versions(step: Step, ids: readonly string[]): Promise<Map<string, Version[]>> {
    const { rows } = await this.#query<Version & { id: string }>(
      `see ${step.table}`,
      `select * from ${step.table} where id = any($1::text[]) order by id, vf`,
      ids,
    );
    const versions = new Map<string, Version[]>();
    for (const row of rows) {
      const list = versions.get(row.id) ?? [];
      list.push(row);
      versions.set(row.id, list);
    }
    return versions;
  }

  #query<R extends Record<string, unknown>>(
    name: string,
    text: string,
    ids: readonly string[],
  ): Promise<{ rows: R[] }> {
    return this.#client.query<R>({ name, text, values: [ids] });
  }
}

function isStated(step: Step): boolean {
  return step.table.startsWith('rec_stated.');
}

/** Records of which facts came in, by type. */
async function newFacts(
  client: PoolClient,
): Promise<{ facts: number; records: Map<string, string[]> }> {
  const { rows } = await client.query<{ type: string; ids: string[]; facts: number }>(
    `select f.type, array_agg(distinct f.record) as ids, count(*)::int as facts
     from rec.state s join ledger.published_fact f on f.section = s.section and f.pos > s.pos
     group by f.type`,
  );
  return {
    facts: rows.reduce((sum, row) => sum + row.facts, 0),
    records: new Map(rows.map(({ type, ids }) => [type, ids])),
  };
}

/** By the same snapshot as `newFacts`: the transaction is repeatable. */
const MOVE_STATE = `update rec.state s set pos = h.pos
from (select s.section, f.pos from rec.state s cross join lateral (select pos from ledger.published_fact f where f.section = s.section order by pos desc limit 1) f) h
where h.section = s.section and h.pos > s.pos`;
