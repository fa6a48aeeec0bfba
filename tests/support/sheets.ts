import ExcelJS from 'exceljs';
import { must } from '../../src/kernel/result.ts';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { TestApi } from './api.ts';
import { bureauOf, testApi } from './api.ts';

/** Somebody at the import of a ledger, by the API alone. */
export class Importing {
  readonly #api: TestApi;
  readonly #caller: Caller;
  readonly #base: string;

  constructor(api: TestApi, caller: Caller, type: string) {
    this.#api = api;
    this.#caller = caller;
    this.#base = `/api/sheets/${type}`;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; answer: Answer }> {
    const response = await this.#api.call(this.#caller, method, `${this.#base}${path}`, body);
    return { status: response.status, answer: (await response.json()) as Answer };
  }

  async file(path: string): Promise<ExcelJS.Workbook> {
    const response = await this.#api.call(this.#caller, 'GET', `${this.#base}${path}`);
    if (response.status !== 200) throw new Error(await response.text());
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    return book;
  }

  upload(bytes: Uint8Array, name = '台账.xlsx'): Promise<{ status: number; answer: Answer }> {
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(bytes)]), name);
    return this.ask('POST', '/imports', form);
  }

  /** Uploaded, mapped as proposed, checked. */
  async checked(bytes: Uint8Array, validFrom: string | null = null): Promise<Answer> {
    const { status, answer } = await this.upload(bytes);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    const mapping = answer.headings.map(({ attribute }) => attribute);
    const put = await this.ask('PUT', `/imports/${answer.id}/mapping`, { mapping, validFrom });
    if (put.status !== 200) throw new Error(JSON.stringify(put.answer));
    return put.answer;
  }

  async step(id: string, step: 'commit' | 'undo'): Promise<Answer> {
    const { status, answer } = await this.ask('POST', `/imports/${id}/${step}`);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    return answer;
  }

  async rows(id: string, query = ''): Promise<Answer['rows']> {
    return (await this.ask('GET', `/imports/${id}/rows?${query}`)).answer.rows;
  }

  /** The template as a person fills it in: below the example, by the headings. */
  async filled(
    ...rows: readonly Readonly<Record<string, ExcelJS.CellValue>>[]
  ): Promise<Uint8Array> {
    const book = await this.file('/template');
    const sheet = must(book.worksheets[0], 'the template has a sheet');
    const columns = new Map<string, number>();
    sheet.getRow(3).eachCell((cell, column) => {
      columns.set(cell.text.replace(' *', ''), column);
    });
    for (const [index, row] of rows.entries()) {
      for (const [heading, value] of Object.entries(row)) {
        sheet.getRow(5 + index).getCell(must(columns.get(heading), heading)).value = value;
      }
    }
    return new Uint8Array(await book.xlsx.writeBuffer());
  }
}

/** Of any answer, what the tests ask of it. */
export interface Answer {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly detail: { readonly zh: string; readonly en: string };
  readonly headings: readonly { text: string; attribute: string | null; samples: string[] }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly notices: readonly { zh: string }[];
  readonly missing: readonly { zh: string }[];
  readonly undoUntil: string | null;
  readonly validFrom: string | null;
  readonly next: string | null;
  readonly ledgers: readonly { type: string; title: { zh: string } }[];
  readonly rows: readonly {
    readonly id: string;
    readonly row: number;
    readonly cells: string[];
    readonly state: string;
    readonly outcome: string;
    readonly record: string;
    readonly errors: { column: number | null; message: { zh: string } }[];
    readonly changes: { title: { zh: string }; from: { zh: string }; to: { zh: string } }[];
  }[];
}

export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly county: string;
}

/** An enterprise of each of two counties. */
async function firms({ db }: TestApi): Promise<readonly [Firm, Firm]> {
  const { rows } = await db.owner.query<Firm>(
    `select distinct on (left(jurisdiction, 6)) id, name, left(jurisdiction, 6) county
     from rec.enterprise where vt = 'infinity' and live order by left(jurisdiction, 6), id`,
  );
  return [must(rows[0], 'an enterprise'), must(rows[1], 'one of another county')];
}

export const recordOf = async (api: TestApi, type: string, record: string) =>
  (
    await api.db.owner.query<Record<string, unknown>>(
      `select to_jsonb(r) - 'vf' - 'vt' as r, live from rec."${type}" r where id = $1 and vt = 'infinity'`,
      [record],
    )
  ).rows[0];

export interface World {
  readonly api: TestApi;
  readonly mine: Firm;
  readonly theirs: Firm;
  readonly bureau: Caller;
  readonly at: Importing;
}

/** The API, and the county's bureau at the import of a ledger. */
export async function begin(type: string): Promise<World> {
  const api = await testApi();
  const [mine, theirs] = await firms(api);
  const bureau = bureauOf(mine.county);
  return { api, mine, theirs, bureau, at: new Importing(api, bureau, type) };
}
