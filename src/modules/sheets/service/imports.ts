import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { FIRST_DAY } from '../../../law/plans/first-day.ts';
import type { Role } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import type { ImportDetail } from '../contract.ts';
import type { Mapping } from '../model.ts';
import type { Ledger } from '../rules/columns.ts';
import { ledgerFor, ledgersOf } from '../rules/columns.ts';
import { isMapping } from '../rules/headings.ts';
import type { KeptImport, Step } from '../store/imports.ts';
import * as store from '../store/imports.ts';
import { addRows } from '../store/rows.ts';
import { type Claim, definitionOf, type Importer, momentIn, rightsOf, validAt } from './common.ts';
import { ImportJobs, type Resuming } from './jobs.ts';
import type { UploadedFile } from './read-file.ts';
import { understand } from './read-file.ts';
import { detailOf, UNDO_MS, undoUntil } from './views.ts';

/** More rows are worked on in the background. */
const AT_ONCE = 5_000;
const KEPT_MS = 7 * UNDO_MS;
const ROWS_A_STATEMENT = 1_000;

const opened = new WeakMap<LiveCity, SheetImports>();

type Answer = Promise<Result<ImportDetail, Refusal>>;

/** Files of ledgers, from the upload to the undoing. */
export class SheetImports {
  readonly city: LiveCity;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly #jobs: ImportJobs;
  readonly #atOnce: number;

  constructor(city: LiveCity, atOnce = AT_ONCE) {
    this.city = city;
    this.ledgers = ledgersOf(city.dictionary);
    this.#jobs = new ImportJobs(city, this.ledgers);
    this.#atOnce = atOnce;
  }

  /** One for each city. */
  static of(city: LiveCity): SheetImports {
    const known = opened.get(city);
    if (known) return known;
    const made = new SheetImports(city);
    opened.set(city, made);
    return made;
  }

  /** Takes up what was cut short when the server stopped. */
  resume(resuming: Resuming): Promise<void> {
    return this.#jobs.resume(resuming);
  }

  /** Waits for work under way. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  ledger(type: string): Ledger {
    return must(this.ledgers.get(type), `the ledger '${type}' is in the contract`);
  }

  /** The ledger with the columns that roles may state; null: nothing of it is theirs. */
  ledgerFor(type: string, roles: readonly Role[]): Ledger | null {
    const ledger = this.ledger(type);
    const { begin, edit } = rightsOf(definitionOf(this.city, type), roles);
    const some = ledger.columns.some(({ attribute }) => edit(attribute));
    return begin || some ? ledgerFor(ledger, edit) : null;
  }

  async upload(caller: Importer, type: string, file: UploadedFile, sheet: string | null): Answer {
    const ledger = this.ledger(type);
    const understood = await understand(ledger, file, sheet);
    if (!understood.ok) return understood;
    const { id, hash, heading, rows, fromTemplate, sheet: read } = understood.value;
    const now = this.city.now();
    return withScope(this.city.web, caller, async (client) => {
      await store.dropOldImports(client, new Date(now - KEPT_MS));
      await store.addImport(client, {
        ...{ id, type, owner: caller.user, keys: caller.keys, writeKeys: caller.writeKeys },
        ...{ roles: caller.roles },
        ...{ fileName: file.name.slice(0, 200), fileHash: hash, fromTemplate },
        ...{ sheet: read.name, sheets: read.sheets, formulas: read.formulas },
        ...{ hiddenRows: read.hiddenRows, rowCount: rows.length, createdAt: new Date(now) },
        ...{ headings: heading.texts, mapping: heading.mapping },
      });
      for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
        await addRows(client, id, rows.slice(at, at + ROWS_A_STATEMENT));
      }
      return ok(await this.#detail(client, type, id));
    });
  }

  async one(caller: Claim, type: string, id: string): Answer {
    return reading(this.city.web, caller, async (client) => {
      const kept = await store.importWith(client, type, id);
      if (!kept) return refuse({ code: 'not-visible' });
      return ok(await detailOf(client, this.ledger(type), kept, this.city));
    });
  }

  /** `validFrom`: the day from which the values hold; null: from the import on. */
  async check(
    caller: Importer,
    type: string,
    id: string,
    { mapping, validFrom }: { readonly mapping: Mapping; readonly validFrom: string | null },
  ): Answer {
    const from = validDay(this.city, validFrom);
    if (!from.ok) return from;
    return this.#step(caller, type, id, (kept) => {
      if (kept.at !== null) return refuse(NOT_NOW);
      if (!isMapping(this.ledger(type), mapping, kept.headings.length)) return refuse(ODD_MAPPING);
      const width = kept.headings.length;
      const whole = Array.from({ length: width }, (_, index) => mapping[index] ?? null);
      const since = { mapping: whole, validFrom: from.value };
      return ok({ from: ['read', 'checked', 'failed'], to: 'checking', ...since });
    });
  }

  async commit(caller: Importer, type: string, id: string): Answer {
    return this.#step(caller, type, id, (kept) =>
      ok({
        from: kept.at === null ? ['checked'] : ['checked', 'failed'],
        to: 'importing',
        // Facts of one import have one moment, also when it is taken up again.
        at: kept.at ?? validAt(kept) ?? new Date(momentIn(this.city)),
        committedAt: new Date(this.city.now()),
      }),
    );
  }

  async undo(caller: Importer, type: string, id: string): Answer {
    return this.#step(caller, type, id, (kept) => {
      if (undoUntil(kept, this.city.now()) === null) return refuse(NO_UNDO);
      const at = must(kept.at, 'an import that is done has its moment').getTime();
      // What holds from an earlier day is taken back from that day on.
      const undoAt =
        kept.undoAt ?? validAt(kept) ?? new Date(Math.max(momentIn(this.city), at + 1));
      return ok({ from: ['imported'], to: 'undoing', undoAt });
    });
  }

  async discard(caller: Claim, type: string, id: string): Promise<Result<true, Refusal>> {
    return withScope(this.city.web, caller, async (client) => {
      const kept = await store.importWith(client, type, id);
      if (!kept) return refuse({ code: 'not-visible' });
      const open = kept.at === null && kept.state !== 'checking';
      if (!open) return refuse(NOT_NOW);
      await store.dropImport(client, id);
      return ok(true);
    });
  }

  /** One step on, and the work that it means: at once, or in the background. */
  async #step(
    caller: Importer,
    type: string,
    id: string,
    plan: (kept: KeptImport) => Result<Step, Refusal>,
  ): Answer {
    const taken = await withScope<Result<KeptImport, Refusal>>(
      this.city.web,
      caller,
      async (client) => {
        const kept = await store.importWith(client, type, id);
        if (!kept) return refuse({ code: 'not-visible' });
        const step = plan(kept);
        if (!step.ok) return step;
        const went = await store.takeStep(client, id, {
          ...step.value,
          claim: caller,
        });
        if (!went) return refuse(NOT_NOW);
        return ok(must(await store.importWith(client, type, id), 'it was there'));
      },
    );
    if (!taken.ok) return taken;
    const work = this.#jobs.start(taken.value);
    if (taken.value.rowCount <= this.#atOnce) await work;
    return this.one(caller, type, id);
  }

  async #detail(client: PoolClient, type: string, id: string): Promise<ImportDetail> {
    const kept = must(await store.importWith(client, type, id), 'it was just added');
    return detailOf(client, this.ledger(type), kept, this.city);
  }
}

/** Before today, or null: what holds from today on holds from the import on. */
function validDay(city: LiveCity, day: string | null): Result<string | null, Refusal> {
  if (day === null || day === formatDay(city.today())) return ok(null);
  const parsed = parseDay(day);
  if (parsed.ok && FIRST_DAY <= parsed.value && parsed.value < city.today()) return ok(day);
  const span = `${formatDay(FIRST_DAY)} – ${formatDay(city.today())}`;
  const message = { zh: `生效日期须在 ${span} 之间`, en: `The day must lie in ${span}` };
  return refuse({ code: 'bad-request', fields: [{ path: 'validFrom', message }] });
}

const NOT_NOW: Refusal = {
  code: 'not-now',
  detail: {
    zh: '导入已进行到其他步骤，请刷新后再试',
    en: 'The import is at another step by now; load it again',
  },
};
const NO_UNDO: Refusal = {
  code: 'not-now',
  detail: {
    zh: '只能在导入完成后 24 小时内撤销',
    en: 'An import can be undone within 24 hours after it is done',
  },
};
const ODD_MAPPING: Refusal = {
  code: 'bad-request',
  fields: [
    {
      path: 'body.mapping',
      message: {
        zh: '每个台账列只能对应一次，且至少对应一列',
        en: 'Name columns of the ledger, each once and at least one',
      },
    },
  ],
};
