import type { Day } from '../../kernel/calendar.ts';
import type { Edition, Series } from '../../law/standards/catalogue.ts';
import { standardOn } from '../../law/standards/catalogue.ts';
import { entriesOf } from '../../law/standards/entries.ts';
import type { StandardsLibrary } from '../../modules/plan/index.ts';
import { faultText, readStandards } from '../../modules/plan/index.ts';
import type { Command } from './usage.ts';
import { dateOption, message, options, print } from './usage.ts';

interface Row {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly number: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly dates: Edition['dates'];
  readonly file: string | null;
  /** Of the file: verified, mixed or recalled; null where the text is not on file. */
  readonly confidence: string | null;
  readonly articles: number;
  readonly recalled: number;
  readonly note: Edition['note'] | null;
}

function rowOf({ id, zh, en }: Series, edition: Edition, files: StandardsLibrary['files']): Row {
  const { number, from, until, dates, file, note = null } = edition;
  const data = file === null ? null : (files.get(file) as { confidence: string });
  const { count, recalled } = entriesOf(data);
  const confidence = data?.confidence ?? null;
  return {
    id,
    zh,
    en,
    number,
    from,
    until,
    dates,
    file,
    confidence,
    articles: count,
    recalled,
    note,
  };
}

function rowsOf({ series, files }: StandardsLibrary, on: Day | null): Row[] {
  return series.flatMap((each) => {
    const held = on === null ? each.editions : [standardOn(each, on)];
    return held.flatMap((edition) => (edition ? [rowOf(each, edition, files)] : []));
  });
}

const words: Readonly<Record<string, string>> = {
  verified: '已核实 verified',
  mixed: '部分未核实 partly recalled',
  recalled: '未核实 recalled',
};

const dateWords: Readonly<Record<Row['dates'], string>> = {
  verified: '',
  recalled: '（日期未核实 dates recalled）',
  unknown: '（日期未知 dates unknown）',
};

function line(row: Row): string {
  const span = `${row.from ?? '…'} – ${row.until ?? '…'}`;
  const grade = row.confidence === 'verified' && row.recalled > 0 ? 'mixed' : row.confidence;
  const state = grade === null ? '正文未取得 not on file' : words[grade];
  const count = row.articles > 0 ? `，${row.articles} 条 entries` : '';
  const unchecked = row.recalled > 0 ? `，未核实 ${row.recalled}` : '';
  const note = row.note ? `\n    ${row.note.zh}\n    ${row.note.en}` : '';
  return `${row.id}  ${row.number}  ${row.zh} / ${row.en}\n    ${span}${dateWords[row.dates]}  ${state}${count}${unchecked}${note}\n`;
}

const list: Command = {
  usage: '[--as-of DATE] [--json]',
  async run(args) {
    const { values } = options(args, { 'as-of': { type: 'string' }, json: { type: 'boolean' } });
    const on = values['as-of'] === undefined ? null : dateOption('--as-of', values['as-of']);
    const read = readStandards();
    if (!read.ok) {
      message(read.error.map(faultText).join('\n'));
      return 1;
    }
    const rows = rowsOf(read.value, on);
    await print(values.json ? `${JSON.stringify(rows)}\n` : rows.map(line).join(''));
    return 0;
  },
};

export const standardsCommands: Readonly<Record<string, Command>> = { 'standards list': list };
