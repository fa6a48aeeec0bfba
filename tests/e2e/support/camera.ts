import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'qrcode';

const SIDE = 480;
const QUIET = 40;

/** A film of one picture that a browser takes for its camera: a QR code on white. */
export function filmOf(text: string): { readonly path: string; readonly drop: () => void } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const step = Math.floor((SIDE - 2 * QUIET) / modules.size);
  const luma = Buffer.alloc(SIDE * SIDE, 235);
  for (let y = 0; y < modules.size * step; y += 1) {
    for (let x = 0; x < modules.size * step; x += 1) {
      const dark = modules.get(Math.floor(y / step), Math.floor(x / step));
      if (dark) luma[(y + QUIET) * SIDE + x + QUIET] = 16;
    }
  }
  const chroma = Buffer.alloc((SIDE * SIDE) / 2, 128);
  const head = Buffer.from(`YUV4MPEG2 W${SIDE} H${SIDE} F10:1 Ip A1:1 C420jpeg\n`);
  const frame = [Buffer.from('FRAME\n'), luma, chroma];
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-camera-'));
  const path = join(folder, 'code.y4m');
  writeFileSync(path, Buffer.concat([head, ...frame, ...frame]));
  return { path, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A photograph as a phone's camera writes it, its position beside the picture. */
export function withPosition(jpeg: Buffer): Buffer {
  const exif = Buffer.from('Exif\0\0MM\0*GPSLatitude=35.2333,GPSLongitude=115.4800');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const start = jpeg.subarray(0, 2);
  return Buffer.concat([start, Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}
