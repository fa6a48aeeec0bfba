/** Reads a QR code out of a picture; null: there is none in it. */
export type Decode = (picture: HTMLCanvasElement) => Promise<string | null>;

interface Detector {
  detect(picture: HTMLCanvasElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The browser's own, where it has one (Android); else a library, loaded when it is needed. */
export async function decoder(): Promise<Decode> {
  const { BarcodeDetector: own } = globalThis as { BarcodeDetector?: DetectorClass };
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  if (own && formats.includes('qr_code')) {
    const detector = new own({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import('qr/decode.js');
  return async (picture) => {
    const pen = picture.getContext('2d', { willReadFrequently: true });
    if (!pen) return null;
    try {
      return decodeQR(pen.getImageData(0, 0, picture.width, picture.height));
    } catch {
      // It throws where there is no code.
      return null;
    }
  };
}
