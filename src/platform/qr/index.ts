import { create } from 'qrcode';

/** A QR code as a drawing: modules a side, and the dark ones as the path of an SVG. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** Free modules around the code, as readers ask for. */
const MARGIN = 4;

/** Level M: what is scratched or dirty by 15 % is still read. */
export function qrDrawing(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const parts: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (!modules.get(y, x)) continue;
      let long = 1;
      while (x + long < modules.size && modules.get(y, x + long)) long += 1;
      parts.push(`M${x + MARGIN} ${y + MARGIN}h${long}v1h-${long}z`);
      x += long;
    }
  }
  return { size: modules.size + 2 * MARGIN, path: parts.join('') };
}
