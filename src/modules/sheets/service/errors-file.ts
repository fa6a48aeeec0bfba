import type { FileAnswer } from '../../../kernel/endpoint.ts';
import type { MarkedRow } from '../../../platform/excel/index.ts';
import { writeMarked, XLSX } from '../../../platform/excel/index.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { KeptImport } from '../store/imports.ts';
import type { ImportRow } from '../store/rows.ts';
import { importRows } from '../store/rows.ts';
import type { Claim } from './common.ts';

const CHUNK = 1000;
const words = {
  zh: { title: '错误说明', file: '错误', between: '；', colon: '：' },
  en: { title: 'What is wrong', file: 'errors', between: '; ', colon: ': ' },
} as const;

/** The file back, with comments and a column 错误说明; once imported, the rows that were not. */
export function errorsFile(
  city: LiveCity,
  claim: Claim,
  kept: KeptImport,
  language: 'zh' | 'en',
): FileAnswer {
  const say = words[language];
  async function* rows(): AsyncGenerator<MarkedRow> {
    for (let after = 0; ; ) {
      const some = await reading(city.web, claim, (client) =>
        importRows(client, kept.id, { after, limit: CHUNK, outcomes: OPEN }),
      );
      for (const row of some) yield marked(kept, row, language);
      const last = some.at(-1);
      if (!last) return;
      after = last.row;
    }
  }
  const name = kept.fileName.replace(/\.xlsx$/i, '');
  return {
    name: `${name}_${say.file}.xlsx`,
    type: XLSX,
    bytes: writeMarked({
      name: kept.sheet,
      headings: kept.headings,
      noteTitle: say.title,
      rows: rows(),
    }),
  };
}

/** Nothing became of them, or nothing good. */
const OPEN = ['none', 'refused', 'kept'] as const;

function marked(
  { headings }: KeptImport,
  { cells, errors }: ImportRow,
  language: 'zh' | 'en',
): MarkedRow {
  const say = words[language];
  const texts = errors.map(({ column, message }) => {
    const heading = column === null ? '' : (headings[column] ?? '');
    return heading === '' ? message[language] : `${heading}${say.colon}${message[language]}`;
  });
  return {
    cells,
    marks: errors.flatMap(({ column, message }) =>
      column === null ? [] : [{ column, text: message[language] }],
    ),
    note: texts.join(say.between),
  };
}
