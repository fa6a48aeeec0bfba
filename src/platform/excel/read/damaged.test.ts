import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workbookFile } from '../../../../tests/support/workbook-files.ts';
import { zipOf } from '../../../../tests/support/zip.ts';
import { defaultLimits } from './model.ts';
import { parseWorkbook } from './parse-workbook.ts';
import { refusalTexts } from './refusals.ts';

const whole = workbookFile([
  ['企业名称', '人数'],
  ['甲', 1],
  ['乙', 2],
]);

async function isAnswered(bytes: Uint8Array): Promise<void> {
  const result = await parseWorkbook(bytes, defaultLimits, null);
  if (!result.ok) expect(Object.keys(refusalTexts)).toContain(result.error.reason);
}

test('property: a file with changed bytes is read or refused with a reason, nothing else', async () => {
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(changes, fc.nat(whole.length), async (each, end) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of each) bytes[at] = value;
      await isAnswered(bytes);
      await isAnswered(bytes.subarray(0, end));
    }),
    { numRuns: 200 },
  );
});

test('property: whatever the XML of a sheet says, it is read or refused', async () => {
  const pieces = [
    '<row>',
    '</row>',
    '<row r="3" hidden="1">',
    '<c r="A1" t="s">',
    '<c t="d">',
    '</c>',
  ];
  const more = ['<c r="ZZZ9999999">', '<v>', '</v>', '<f>', '</f>', '1', '1e999', '&amp;', '&x;'];
  const rest = [
    '<mergeCell ref="A1:XFD1048576"/>',
    '<is><t>x</t></is>',
    '<!--',
    '-->',
    '<![CDATA[',
  ];
  const xml = fc.array(fc.constantFrom(...pieces, ...more, ...rest), { maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(xml, async (parts) => {
      const bytes = `<worksheet><sheetData>${parts.join('')}</sheetData></worksheet>`;
      const sheet = { name: 'xl/worksheets/sheet1.xml', bytes };
      await isAnswered(workbookFile([['x']], { more: [sheet] }));
      await isAnswered(zipOf([sheet]));
    }),
    { numRuns: 200 },
  );
});
