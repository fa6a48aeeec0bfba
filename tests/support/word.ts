import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

function opened(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) =>
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) =>
      zip ? resolve(zip) : reject(error),
    ),
  );
}

/** The parts of a .docx by name. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await opened(bytes);
  const parts = new Map<string, string>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(parts));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, async (error, stream) => {
        if (error || !stream) return reject(error);
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
        zip.readEntry();
      });
    });
    zip.readEntry();
  });
}

/** What a .docx says, without its marks. */
export async function wordTextOf(bytes: Uint8Array): Promise<string> {
  const parts = await partsOf(bytes);
  return (parts.get('word/document.xml') ?? '').replaceAll(/<[^>]+>/g, '');
}
