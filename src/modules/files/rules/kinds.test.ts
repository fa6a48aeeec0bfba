import { expect, test } from 'vitest';
import { kindOf, nameFor } from './kinds.ts';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : [...part].map((c) => c.charCodeAt(0)),
    ),
  );

/** An archive with empty entries of these names. */
function archive(...names: string[]): Uint8Array {
  const u16 = (n: number): number[] => [n & 255, n >> 8];
  const zeros = (n: number): number[] => Array.from({ length: n }, () => 0);
  const body = [...bytes('PK', 3, 4), ...zeros(26)];
  const listed = names.flatMap((name) => [
    ...[...bytes('PK', 1, 2), ...zeros(24), ...u16(name.length), ...zeros(16), ...bytes(name)],
  ]);
  const end = [...bytes('PK', 5, 6), ...zeros(12), ...u16(body.length), 0, 0, 0, 0];
  return Uint8Array.from([...body, ...listed, ...end]);
}

test.each([
  ['a photograph', bytes(0xff, 0xd8, 0xff, 0xe0), 'jpg'],
  ['a picture', bytes(0x89, 'PNG', 0x0d, 0x0a, 0x1a, 0x0a), 'png'],
  ['another', bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8 '), 'webp'],
  ['a paper', bytes('%PDF-1.7'), 'pdf'],
  ['a text', archive('[Content_Types].xml', 'word/document.xml'), 'docx'],
  ['a sheet', archive('_rels/.rels', '[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
  ['any archive', archive('word/document.xml'), null],
  [
    'a text with macros',
    archive('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'),
    null,
  ],
  ['an archive cut short', archive('[Content_Types].xml', 'xl/workbook.xml').slice(0, 60), null],
  ['a drawing with script', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), null],
  ['a page', bytes('<!doctype html>'), null],
  ['sound in the same wrapping', bytes('RIFF', 0, 0, 0, 0, 'WAVE'), null],
  ['a voice note of Chromium', bytes(0x1a, 0x45, 0xdf, 0xa3, 0, 'webm', 0, 'A_OPUS'), 'webm'],
  ['one of Safari', bytes(0, 0, 0, 32, 'ftypM4A ', 0, 'soun', 'mp4a'), 'm4a'],
  ['one of Firefox', bytes('OggS', 0, 2, 'OpusHead'), 'ogg'],
  ['a film', bytes(0x1a, 0x45, 0xdf, 0xa3, 0, 'webm', 0, 'V_VP8', 'A_OPUS'), null],
  ['another film', bytes(0, 0, 0, 32, 'ftypisom', 0, 'vide', 'avc1', 'soun'), null],
  ['some other matter of the same form', bytes(0x1a, 0x45, 0xdf, 0xa3, 0, 'matroska'), null],
  ['nothing', bytes(), null],
] as const)('%s is told by its bytes', (_, given, kind) => {
  expect(kindOf(given)).toBe(kind);
});

test.each([
  ['泵房.jpg', '泵房.jpg'],
  ['C:\\photos\\a.html', 'a.jpg'],
  ['../../etc/passwd', 'passwd.jpg'],
  ['\u202egpj.exe', 'gpj.jpg'],
  ['<b>.png', 'b.jpg'],
  ['', 'file.jpg'],
  ['.jpg', 'file.jpg'],
  [`${'长'.repeat(300)}.jpg`, `${'长'.repeat(100)}.jpg`],
])('the name %s becomes %s', (given, name) => {
  expect(nameFor(given, 'jpg')).toBe(name);
});
