import type { Kind } from '../model.ts';

const starts = (bytes: Uint8Array, at: number, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string): readonly number[] => [...text].map((c) => c.charCodeAt(0));

const JPG = [0xff, 0xd8, 0xff];
const PNG = [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a];
const ZIP = [...ascii('PK'), 3, 4];
const LISTED = [...ascii('PK'), 1, 2];
const END = [...ascii('PK'), 5, 6];
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 5000;

/** What a file is, by its bytes; null: nothing that is taken. */
export function kindOf(bytes: Uint8Array): Kind | null {
  if (starts(bytes, 0, JPG)) return 'jpg';
  if (starts(bytes, 0, PNG)) return 'png';
  if (starts(bytes, 0, ascii('RIFF')) && starts(bytes, 8, ascii('WEBP'))) return 'webp';
  if (starts(bytes, 0, ascii('%PDF-'))) return 'pdf';
  const voice = voiceKind(bytes);
  if (voice !== null) return voice;
  return starts(bytes, 0, ZIP) ? officeKind(namesIn(bytes)) : null;
}

const EBML = [0x1a, 0x45, 0xdf, 0xa3];
/** So far in lie the tracks of what a phone recorded. */
const HEAD_BYTES = 16_384;
const PICTURES = /V_(VP8|VP9|AV1|MPEG|MS)|theora|vide|hvc1|avc1/;

/** Sound as browsers record it; a film in the same wrapping is none. */
function voiceKind(bytes: Uint8Array): Kind | null {
  const wrapped = {
    webm: starts(bytes, 0, EBML) && latin(bytes.subarray(0, 64)).includes('webm'),
    m4a: starts(bytes, 4, ascii('ftyp')),
    ogg: starts(bytes, 0, ascii('OggS')),
  };
  const kind = (['webm', 'm4a', 'ogg'] as const).find((each) => wrapped[each]);
  if (kind === undefined) return null;
  // What describes an m4a may stand at its end.
  const ends = [bytes.subarray(0, HEAD_BYTES), bytes.subarray(-HEAD_BYTES)];
  return ends.some((part) => PICTURES.test(latin(part))) ? null : kind;
}

const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** Papers of an office suite, without what would run in them. */
function officeKind(names: readonly string[]): Kind | null {
  if (!names.includes('[Content_Types].xml')) return null;
  if (names.some((name) => /vbaproject|activex/i.test(name))) return null;
  if (names.includes('word/document.xml')) return 'docx';
  return names.includes('xl/workbook.xml') ? 'xlsx' : null;
}

/** The names that the directory of an archive lists; none where it is broken. */
function namesIn(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  let end = bytes.length - END_BYTES;
  while (end >= first && !starts(bytes, end, END)) end -= 1;
  if (end < first) return [];
  const names: string[] = [];
  let at = view.getUint32(end + 16, true);
  while (names.length < MOST_ENTRIES && at + 46 <= end && starts(bytes, at, LISTED)) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const from = at + 46;
    names.push(new TextDecoder().decode(bytes.subarray(from, from + (name ?? 0))));
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

const LONGEST_NAME = 100;

/** The name that a file came with, without its folders, and with the ending of what it is. */
export function nameFor(given: string, kind: Kind): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{C}<>:"|?*]/gu, '').replace(/\.[^.]*$/, '');
  const stem = [...plain.trim()].slice(0, LONGEST_NAME).join('');
  return `${stem === '' ? 'file' : stem}.${kind}`;
}
