import { expect, test } from 'vitest';
import { photoType, withoutMaker } from './photo.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((sign) => sign.charCodeAt(0)) : [...part],
    ),
  );

test('a picture is what its first bytes say, whatever it is called', () => {
  expect(photoType(bytes([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  expect(photoType(bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]))).toBe('image/png');
  expect(photoType(bytes('RIFF', [1, 2, 3, 4], 'WEBP'))).toBe('image/webp');
  expect(photoType(bytes('RIFF', [1, 2, 3, 4], 'WAVE'))).toBeNull();
  expect(photoType(bytes('<svg onload=alert(1)>'))).toBeNull();
  expect(photoType(bytes())).toBeNull();
});

test('a JPEG loses what says who took it, where and with what, and nothing else', () => {
  const start = [0xff, 0xd8];
  const frame = [0xff, 0xe0, 0, 4, 1, 1];
  const exif = bytes([0xff, 0xe1, 0, 12], 'GPS 35.2,1');
  const comment = bytes([0xff, 0xfe, 0, 6], 'Zhao');
  const scan = bytes([0xff, 0xda, 0, 3, 9], 'GPS');
  const whole = bytes(start, frame, [...exif], [...comment], [...scan]);
  expect([...withoutMaker(whole)]).toEqual([...start, ...frame, ...scan]);
  const broken = bytes(start, [0xff, 0xe1, 0xff, 0xff, 1]);
  expect([...withoutMaker(broken)]).toEqual([...broken]);
  const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]);
  expect(withoutMaker(png)).toBe(png);
});
