import { hash } from 'node:crypto';
import type { PoolClient } from '../../../platform/db/index.ts';
import { together } from '../../../platform/db/index.ts';
import type { Marks } from '../marks.ts';
import { mark, markedIds, WHOLE } from '../marks.ts';
import type { Version } from '../rules/changes.ts';
import { changedColumns } from '../rules/changes.ts';
import { buildStatements, voidRows } from './build.ts';
import type { Watched } from './enforcement-leads.ts';
import { enforcementLeads } from './enforcement-leads.ts';
import type { Types } from './scope.ts';
import type { Lead, Step } from './steps.ts';
import { stepsOf } from './steps.ts';
import { Walk } from './walk.ts';

/** What a refresh changed, and the way to whatever that concerns. */
export interface Refreshed {
  readonly facts: number;
  readonly marks: Marks;
  readonly walk: Walk;
}

/** Above so many facts a whole build is faster. */
const MOST_FACTS = 5000;

/** Brings the projection in line with facts that the ledger took in since it was built. */
export class Refresh {
  readonly #types: Types;
  readonly #steps: ReturnType<typeof stepsOf>;
  readonly #watched: readonly Watched[];

  constructor(types: Types) {
    this.#types = types;
    this.#steps = stepsOf(types);
    this.#watched = enforcementLeads();
  }

  /** What the projection is built by. */
  statements(): readonly string[] {
    return buildStatements(this.#types);
  }

  steps(): readonly Step[] {
    return [...this.#steps.stated, ...this.#steps.rows, ...this.#steps.facets];
  }

  /** Has the connection plan a step's statements: they are asked of no record. */
  async plan(client: PoolClient, step: Step): Promise<void> {
    for (const named of [dropping(step), refilling(step)]) {
      await client.query({ ...named, values: [[]] });
    }
  }

  /** Inside a transaction of the caller; null: too much has changed, build it anew. */
  async run(client: PoolClient): Promise<Refreshed | null> {
    const fresh = await newFacts(client);
    if (fresh === null) return null;
    const { facts, records } = fresh;
    const run = new Run(client, this.#types, records);
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
        mark(run.marks, type, (await run.follow(lead, run.marks)) ?? [], [attr]);
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
  readonly #fresh: ReadonlyMap<string, readonly string[]>;

  /** `fresh`: records of which facts came in, by type. */
  constructor(client: PoolClient, types: Types, fresh: ReadonlyMap<string, readonly string[]>) {
    this.#client = client;
    this.#fresh = fresh;
    this.walk = new Walk(client, types);
  }

  /** Ids of rows that may have to change; null: any. */
  async candidates(step: Step): Promise<readonly string[] | null> {
    const found = new Set<string>();
    if (step.fromStated && step.attr === null) {
      // Also where a fact says what stood: a version begins with it.
      for (const id of this.#fresh.get(step.type) ?? []) found.add(id);
    }
    const ways = step.leads.flatMap((lead) => {
      const own = step.fromStated && lead.read.via.length === 0;
      return (own ? [this.stated, this.marks] : [this.marks]).map((marks) => ({ lead, marks }));
    });
    const reached = await this.walk.each(ways, ({ lead, marks }) => this.follow(lead, marks));
    for (const ids of reached) {
      if (ids === null) return null;
      for (const id of ids) found.add(id);
    }
    return [...found];
  }

  async follow(lead: Lead, marks: Marks): Promise<readonly string[] | null> {
    const { read } = lead;
    const ids = markedIds(marks, read.type, read.attr);
    if (ids.length === 0) return [];
    const rows = await this.walk.back(read.via, ids);
    switch (lead.kind) {
      case 'row':
        return rows;
      case 'alike':
        return this.walk.alike(lead.likeness, rows);
      case 'all':
        return rows.length === 0 ? [] : null;
      case 'circle':
        return this.#around(lead, read.via[0]?.type ?? read.type, rows);
      case 'tied':
        return this.#tied(lead, rows);
    }
  }

  async #tied(
    { record, ties, below }: Extract<Lead, { kind: 'tied' }>,
    rows: readonly string[],
  ): Promise<readonly string[]> {
    const named = await this.walk.each(ties, (tie) => this.walk.forward(record, tie, rows));
    return below ? this.walk.above(named.flat()) : named.flat();
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
    const [before, after] = await together(
      this.#client,
      [dropping(step), refilling(step)],
      (named) => this.#versions(named, ids),
    );
    for (const id of ids) this.#note(step, id, before?.get(id) ?? [], after?.get(id) ?? []);
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
    await this.#client.query(voidRows(void_, 'anew'));
    const { rows } = await this.#client.query<{ id: string }>(
      `select distinct id from ((table anew except table ${table}) union all (table ${table} except table anew)) d`,
    );
    await this.#client.query('drop table anew');
    await this.renew(
      step,
      rows.map(({ id }) => id),
    );
  }

  async #versions(named: Named, ids: readonly string[]): Promise<Map<string, Version[]>> {
    const query = { ...named, values: [ids] };
    const { rows } = await this.#client.query<Version & { id: string }>(query);
    const versions = new Map<string, Version[]>();
    for (const row of rows.toSorted((a, b) => Number(a.vf) - Number(b.vf))) {
      const list = versions.get(row.id) ?? [];
      list.push(row);
      versions.set(row.id, list);
    }
    return versions;
  }
}

/** A statement that its connection plans once. */
interface Named {
  readonly name: string;
  readonly text: string;
}

const dropping = ({ table }: Step): Named => ({
  name: `drop ${table}`,
  text: `delete from ${table} where id = any($1::text[]) returning *`,
});

/** Named by its text too: two stores that share a connection call their aliases differently. */
function refilling(step: Step): Named {
  const text = refill(step);
  return { name: `fill ${step.table} ${hash('md5', text).slice(0, 12)}`, text };
}

/** Fills the rows of the ids that $1 lists, with the time before them, and gives them back. */
function refill(step: Step): string {
  const filled = `filled as (${step.some} returning *)`;
  if (isStated(step)) return `with ${filled} select * from filled`;
  return `with ${filled}, before as (${voidRows(step, 'filled')} returning *)
select * from filled union all select * from before`;
}

function isStated(step: Step): boolean {
  return step.table.startsWith('rec_stated.');
}

/** Positions named one by one: an index knows them, whatever the planner thinks of a range. */
const NEW_FACTS = `select record as id from ledger.published_fact
where section = $1 and pos = any(array(select generate_series($2::bigint + 1, $3::bigint)))`;

/** Records of which facts came in, by type; null: too many. */
async function newFacts(
  client: PoolClient,
): Promise<{ facts: number; records: Map<string, string[]> } | null> {
  const { rows: grown } = await client.query<Grown>(GROWN);
  const facts = grown.reduce((sum, { pos, head }) => sum + head - pos, 0);
  if (facts > MOST_FACTS) return null;
  const records = new Map<string, string[]>();
  await together(client, grown, async ({ type, section, pos, head }) => {
    const { rows } = await client.query<{ id: string }>({
      name: 'new facts',
      text: NEW_FACTS,
      values: [section, pos, head],
    });
    records.set(type, [...new Set(rows.map(({ id }) => id))]);
  });
  return { facts, records };
}

interface Grown {
  readonly type: string;
  readonly section: number;
  readonly pos: number;
  readonly head: number;
}

const GROWN = `select t.type, t.section, coalesce(s.pos, 0) as pos, t.facts as head
from ledger.published_type t left join rec.state s on s.section = t.section
where t.facts > coalesce(s.pos, 0)`;

/** By the same snapshot as `newFacts`: the transaction is repeatable. */
const MOVE_STATE = `insert into rec.state
select t.section, t.facts from ledger.published_type t left join rec.state s on s.section = t.section where t.facts > coalesce(s.pos, 0)
on conflict (section) do update set pos = excluded.pos`;
