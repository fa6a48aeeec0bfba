import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { Role } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import { faultsOfLine } from '../../installations/index.ts';
import type { RowError } from '../model.ts';
import type { Checked, Draft, Existing, Lookup, Named, Rights } from '../rules/check-row.ts';
import { draftOf, judged, naturalKeyOf, resolved, sameRowKey } from '../rules/check-row.ts';
import type { Ledger } from '../rules/columns.ts';
import { isExample } from '../rules/template-mark.ts';
import { itemsOf, nameKey, nameVariants } from '../rules/texts.ts';
import type { KeptImport } from '../store/imports.ts';
import { noteDone } from '../store/imports.ts';
import { existingById, existingByName, findNamed, outsideScope } from '../store/records.ts';
import type { Judgement, NewRow } from '../store/rows.ts';
import { dropRows, noteJudgements, rowsAfter } from '../store/rows.ts';
import { claimOf, definitionOf, newRecordId, rightsOf, validAt } from './common.ts';

const CHUNK = 1000;

/** Checks every row, a transaction a thousand; begun anew, it comes to the same. */
export async function checkRows(city: LiveCity, ledger: Ledger, kept: KeptImport): Promise<void> {
  const seen = new Map<string, number>();
  let done = 0;
  for (let after = 0; ; ) {
    const last = await withScope(city.web, claimOf(kept), async (client) => {
      const rows = await rowsAfter(client, kept.id, after, CHUNK);
      const check = new ChunkCheck(city, ledger, kept, client);
      await check.run(rows, seen);
      done += rows.length;
      await noteDone(client, kept.id, done);
      return rows.at(-1)?.row ?? null;
    });
    if (last === null) return;
    after = last;
  }
}

class ChunkCheck {
  readonly #city: LiveCity;
  readonly #ledger: Ledger;
  readonly #kept: KeptImport;
  readonly #client: PoolClient;
  readonly #definition: RecordDefinition;
  readonly #rights: Rights;

  constructor(city: LiveCity, ledger: Ledger, kept: KeptImport, client: PoolClient) {
    this.#city = city;
    this.#ledger = ledger;
    this.#kept = kept;
    this.#client = client;
    this.#definition = definitionOf(city, ledger.type);
    this.#rights = rightsOf(this.#definition, kept.roles as readonly Role[]);
  }

  async run(rows: readonly NewRow[], seen: Map<string, number>): Promise<void> {
    const { mapping, fromTemplate, id } = this.#kept;
    const examples = rows.filter(
      ({ cells }) => fromTemplate && isExample(this.#ledger, mapping, cells),
    );
    await dropRows(
      this.#client,
      id,
      examples.map(({ row }) => row),
    );
    const written = rows
      .filter((row) => !examples.includes(row))
      .map(({ row, cells }) => draftOf(this.#ledger, mapping, row, cells));
    const drafts = await this.#resolve(written);
    const existing = await this.#existing(drafts);
    const judgements = drafts.map((draft) => this.#judge(draft, existing, seen));
    await noteJudgements(this.#client, id, await this.#withinScope(judgements));
  }

  /** Enterprises, divisions and parks first: they tell which facilities and people are meant. */
  async #resolve(drafts: readonly Draft[]): Promise<readonly Draft[]> {
    const named = new Map<string, Named[]>();
    const lookup: Lookup = (type, text) => {
      const found = nameVariants(text).flatMap(
        (name) => named.get(`${type} ${nameKey(name)}`) ?? [],
      );
      return [...new Map(found.map((each) => [each.id, each])).values()];
    };
    await this.#load(named, drafts, true, []);
    const first = drafts.map((draft) => resolved(this.#ledger, draft, lookup));
    const enterprises = first.flatMap(({ values }) => textOf(values.enterprise));
    await this.#load(named, drafts, false, enterprises);
    return drafts.map((draft) => resolved(this.#ledger, draft, lookup));
  }

  async #load(
    named: Map<string, Named[]>,
    drafts: readonly Draft[],
    free: boolean,
    enterprises: readonly string[],
  ): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    for (const { attribute, targets } of this.#ledger.columns) {
      for (const type of targets) {
        if (FREE.has(type) !== free) continue;
        const texts = wanted.get(type) ?? new Set();
        for (const text of drafts.flatMap(({ values }) => textOf(values[attribute]))) {
          for (const name of nameVariants(text)) texts.add(name);
        }
        wanted.set(type, texts);
      }
    }
    for (const [type, texts] of wanted) {
      if (texts.size === 0) continue;
      const definition = definitionOf(this.#city, type);
      for (const each of await findNamed(this.#client, definition, [...texts], enterprises)) {
        for (const key of new Set([each.id, each.name ?? each.id].map(nameKey))) {
          const place = `${type} ${key}`;
          named.set(place, [...(named.get(place) ?? []), each]);
        }
      }
    }
  }

  /** Records that rows may mean, by id and by natural key. */
  async #existing(drafts: readonly Draft[]): Promise<ReadonlyMap<string, readonly Existing[]>> {
    const attributes = this.#ledger.columns.flatMap(({ definition }) => definition ?? []);
    const found = await this.#standing(drafts, attributes);
    const at = validAt(this.#kept);
    if (at === null) return found;
    const ids = [...found.values()].flatMap((some) => some.map(({ id }) => id));
    const then = await existingById(this.#client, this.#definition, attributes, ids, at);
    const stood = new Map(then.map(({ id, values }) => [id, { id, values }]));
    const before = ({ id }: Existing): Existing =>
      stood.get(id) ?? { id, values: {}, there: false };
    return new Map([...found].map(([key, some]) => [key, some.map(before)]));
  }

  async #standing(
    drafts: readonly Draft[],
    attributes: readonly AttributeDefinition[],
  ): Promise<Map<string, Existing[]>> {
    const found = new Map<string, Existing[]>();
    const put = (key: string, each: Existing): void => {
      found.set(key, [...(found.get(key) ?? []), each]);
    };
    const ids = drafts.flatMap(({ id }) => id ?? []);
    for (const each of await existingById(this.#client, this.#definition, attributes, ids)) {
      put(`id ${each.id}`, each);
    }
    if (this.#ledger.naturalKey.length === 0) return found;
    const names = drafts.flatMap(({ values }) => textOf(values.name).flatMap(nameVariants));
    const enterprises = drafts.flatMap(({ values }) => textOf(values.enterprise));
    const near = await existingByName(
      ...([this.#client, this.#definition, attributes, names, enterprises] as const),
    );
    for (const each of near) {
      const key = naturalKeyOf(this.#ledger, each.values);
      if (key !== null) put(key, each);
    }
    return found;
  }

  #judge(
    draft: Draft,
    existing: ReadonlyMap<string, readonly Existing[]>,
    seen: Map<string, number>,
  ): Judgement {
    const key = sameRowKey(this.#ledger, draft);
    const repeats = seen.get(key) ?? null;
    if (repeats === null) seen.set(key, draft.row);
    const near =
      draft.id === null
        ? (existing.get(naturalKeyOf(this.#ledger, draft.values) ?? '') ?? [])
        : (existing.get(`id ${draft.id}`) ?? []);
    const standing = {
      existing: near,
      repeats,
      newId: newRecordId(this.#kept.id, draft.row),
      rights: this.#rights,
    };
    const checked = judged(this.#ledger, draft, standing);
    const values = near[0]?.values ?? {};
    const names = Object.keys(checked.set);
    const current = Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
    return { ...this.#weighed(draft, checked, values), current };
  }

  /** A substance is one that GB 18218 can judge, in a quantity that can be held. */
  #weighed(draft: Draft, checked: Checked, stands: Existing['values']): Checked {
    const stated = checked.state === 'new' || checked.state === 'change';
    if (this.#ledger.type !== 'substance' || !stated) return checked;
    const faults = faultsOfLine({ ...stands, ...checked.set }, [], this.#city.today());
    if (faults.length === 0) return checked;
    const errors = faults.map(({ attribute, message }) => ({
      column: draft.places[attribute] ?? null,
      attribute,
      message,
    }));
    return { ...checked, state: 'error', errors };
  }

  async #withinScope(judgements: readonly Judgement[]): Promise<readonly Judgement[]> {
    const stated = judgements.flatMap(({ row, state, record, set }) =>
      (state === 'new' || state === 'change') && record !== null
        ? [{ row, subject: `${this.#ledger.type}/${record}`, set }]
        : [],
    );
    const outside = await outsideScope(this.#client, stated);
    return judgements.map((each) =>
      outside.has(each.row) ? { ...each, state: 'error', errors: [...each.errors, OUTSIDE] } : each,
    );
  }
}

/** Types whose records are few, and named alike everywhere. */
const FREE = new Set(['enterprise', 'jurisdiction', 'park', 'organisation']);

const textOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap((each) => itemsOf(String(each))) : [];
};

/** One answer for what is not there and for what is not the caller's. */
export const OUTSIDE: RowError = {
  column: null,
  attribute: null,
  message: {
    zh: '没有这条记录，或不在您的数据范围内（不能写入）',
    en: 'No such record, or it is outside your scope (you cannot state it)',
  },
};
