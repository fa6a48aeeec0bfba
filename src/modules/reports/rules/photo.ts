const starts = (bytes: Uint8Array, at: number, signs: readonly number[]): boolean =>
  signs.every((sign, index) => bytes[at + index] === sign);

const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** What a picture is by its first bytes, whatever it is called; null: none that we take. */
export function photoType(bytes: Uint8Array): string | null {
  if (starts(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts(bytes, 0, RIFF) && starts(bytes, 8, WEBP)) return 'image/webp';
  return null;
}

export const MOST_PHOTO_BYTES = 10 * 1024 * 1024;

/** Segments of a JPEG that say who took it, where and with what (EXIF, XMP, comments). */
const TELLING = new Set([0xe1, 0xed, 0xfe]);
const SCAN = 0xda;

/** A JPEG without what it says of its maker; any other picture as it is. */
export function withoutMaker(bytes: Uint8Array): Uint8Array {
  if (photoType(bytes) !== 'image/jpeg') return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === SCAN) break;
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (end > bytes.length) break;
    if (!TELLING.has(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  const whole = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const part of kept) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
