import { crc32, deflateRawSync } from 'node:zlib';

/** What a zip file is made to say of one of its parts, against the truth. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly encrypted?: boolean;
  readonly declaredSize?: number;
}

/** A zip file, part by part: also one that lies. */
export function zipOf(parts: readonly Part[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { file, entry } = written(part, offset);
    local.push(file);
    central.push(entry);
    offset += file.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function written(part: Part, offset: number): { file: Buffer; entry: Buffer } {
  const bytes = Buffer.from(part.bytes);
  const packed = deflateRawSync(bytes, { level: 9 });
  const name = Buffer.from(part.name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(part.encrypted ? 1 : 0, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(part.declaredSize ?? bytes.length, 18);
  common.writeUInt16LE(name.length, 22);
  const head = Buffer.from('504b0304', 'hex');
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  common.copy(entry, 6);
  entry.writeUInt32LE(offset, 42);
  return {
    file: Buffer.concat([head, common, name, packed]),
    entry: Buffer.concat([entry, name]),
  };
}
