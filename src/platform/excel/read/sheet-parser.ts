import { dateOfSerial } from './formats.ts';
import type { BadCell, ReadCell, ReadLimits, ReadRow } from './model.ts';
import { plainText } from './parts.ts';
import { Unreadable } from './refusals.ts';
import type { Attributes, XmlHandler } from './xml.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly date1904: boolean;
  readonly limits: ReadLimits;
}

/** First and last row and column, from 1. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const REFERENCE = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;
const SIXTEEN_DIGITS = /^\d{16,}$/;
const OUTSIDE =
  /\b(WEBSERVICE|FILTERXML|RTD|CALL|REGISTER|REGISTER\.ID|EXEC|DDE|DDEAUTO|SQL\.REQUEST)\s*\(/i;
const DDE = /\|\s*[^!]*!/;
const OTHER_BOOK = /\[[^\]]*\.(xls|ods|et)/i;
const MAX_MERGES = 20_000;

/** Collects the rows of a sheet. Formulas are never worked out: what was saved with them is taken. */
export class SheetParser implements XmlHandler {
  readonly rows: ReadRow[] = [];
  readonly merges: Merge[] = [];
  formulas = 0;
  readonly #context: SheetContext;
  #row = 0;
  #hidden = false;
  #cells: ReadCell[] = [];
  #column = 0;
  #type = 'n';
  #style = 0;
  #value = '';
  #inline = '';
  #formula: string | null = null;
  #taking: 'value' | 'inline' | 'formula' | null = null;
  #aloud = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.#openRow(attributes);
        break;
      case 'c':
        this.#openCell(attributes);
        break;
      case 'v':
        this.#taking = 'value';
        break;
      case 'f':
        this.#formula = '';
        this.#taking = 'formula';
        break;
      case 'rPh':
        this.#aloud = true;
        break;
      case 't':
        this.#taking = this.#aloud ? null : 'inline';
        break;
      case 'mergeCell':
        this.#merge(attributes.ref ?? '');
        break;
    }
  }

  text(text: string): void {
    const { cellChars } = this.#context.limits;
    if (this.#taking === 'value') this.#value += text;
    else if (this.#taking === 'inline') this.#inline += text;
    else if (this.#taking === 'formula') this.#formula += text;
    if (Math.max(this.#value.length, this.#inline.length) > cellChars) {
      throw new Unreadable('hugeCell', this.#place());
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 'f' || name === 't') this.#taking = null;
    else if (name === 'rPh') this.#aloud = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
  }

  #openRow(attributes: Attributes): void {
    const stated = attributes.r;
    const number = stated === undefined ? this.#row + 1 : Number(stated);
    // Rows that go back would write over others.
    if (!Number.isInteger(number) || number <= this.#row || number > 1_048_576) {
      throw new Unreadable('malformed', `row ${stated ?? ''}`);
    }
    this.#row = number;
    this.#hidden = /^(1|true)$/.test(attributes.hidden ?? '');
    this.#cells = [];
    this.#column = 0;
  }

  #openCell(attributes: Attributes): void {
    const reference = attributes.r;
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference, this.#row);
    this.#type = attributes.t ?? 'n';
    this.#style = Number(attributes.s ?? 0);
    this.#value = '';
    this.#inline = '';
    this.#formula = null;
  }

  #closeCell(): void {
    if (this.#formula !== null) this.#judgeFormula(this.#formula);
    const cell = this.#cell();
    if (cell === null) return;
    const { columns } = this.#context.limits;
    if (this.#column > columns) throw new Unreadable('tooManyColumns', `> ${columns}`);
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column - 1] = cell;
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return;
    const { rows } = this.#context.limits;
    if (this.rows.length >= rows) throw new Unreadable('tooManyRows', `> ${rows}`);
    this.rows.push({ number: this.#row, hidden: this.#hidden, cells: this.#cells });
  }

  #judgeFormula(formula: string): void {
    this.formulas += 1;
    const said = formula.replaceAll(/"[^"]*"/g, '""');
    if (DDE.test(said)) throw new Unreadable('dde', this.#place());
    if (OTHER_BOOK.test(said)) throw new Unreadable('externalLinks', this.#place());
    if (OUTSIDE.test(said)) throw new Unreadable('dangerousFormula', this.#place());
  }

  #cell(): ReadCell {
    if (this.#type === 'inlineStr') return textOf(plainText(this.#inline));
    if (this.#value === '') return this.#formula === null ? null : UNWORKED;
    switch (this.#type) {
      case 's':
        return textOf(this.#shared());
      case 'str':
        return textOf(plainText(this.#value));
      case 'b':
        return this.#value === '1' || this.#value === 'true';
      case 'e':
        return { bad: 'error', shown: this.#value.slice(0, 40) };
      case 'd':
        return { date: this.#value.slice(0, 19) };
      default:
        return this.#number();
    }
  }

  #shared(): string {
    const text = this.#context.strings[Number(this.#value)];
    if (text === undefined) throw new Unreadable('malformed', this.#place());
    return text;
  }

  #number(): ReadCell {
    const number = Number(this.#value);
    if (Number.isNaN(number)) throw new Unreadable('malformed', this.#place());
    if (this.#context.dateStyles[this.#style]) {
      const date = dateOfSerial(number, this.#context.date1904);
      if (date !== null) return { date };
    }
    // Digits beyond what a number can hold are kept as they were written.
    return SIXTEEN_DIGITS.test(this.#value) ? this.#value : number;
  }

  #merge(reference: string): void {
    const [from = '', to = ''] = reference.split(':');
    const [first, last] = [REFERENCE.exec(from), REFERENCE.exec(to)];
    if (!first || !last || this.merges.length >= MAX_MERGES) return;
    this.merges.push({
      top: Number(first[2]),
      left: letters(first[1] ?? ''),
      bottom: Number(last[2]),
      right: letters(last[1] ?? ''),
    });
  }

  #place(): string {
    return `${columnName(this.#column)}${this.#row}`;
  }
}

const UNWORKED: BadCell = { bad: 'formulaWithoutValue', shown: '' };

const textOf = (text: string): string | null => (text.trim() === '' ? null : text);

function columnOf(reference: string, row: number): number {
  const parts = REFERENCE.exec(reference);
  if (!parts || Number(parts[2]) !== row) throw new Unreadable('malformed', reference.slice(0, 20));
  return letters(parts[1] ?? '');
}

function letters(name: string): number {
  let number = 0;
  for (const letter of name.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** 1 is A, 27 is AA. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}
