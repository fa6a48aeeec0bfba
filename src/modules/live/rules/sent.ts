import type { UnknownTags } from './outcomes.ts';

/** A batch on its way from the process that took it in to the one that judges it. */
export interface Sent {
  readonly gateway: number;
  readonly receivedAt: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly digest: Uint8Array;
  readonly readings: Uint8Array;
  /** JSON of what was refused; null: nothing was. */
  readonly refused: string | null;
  readonly unknown: UnknownTags | null;
}

const VERSION = 1;
/** Gateway, three times, lengths of the four parts that follow. */
const HEAD = 4 + 3 * 8 + 4 * 4;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NOTHING = new Uint8Array(0);

/** Batches as one message, in their order: little end first, a version before them. */
export function writeSent(batches: readonly Sent[]): Uint8Array {
  const parts = batches.map(({ digest, readings, refused, unknown }) => [
    ...[digest, readings],
    refused === null ? NOTHING : encoder.encode(refused),
    unknown === null ? NOTHING : encoder.encode(JSON.stringify([...unknown])),
  ]);
  const bytes = parts.flat().reduce((sum, { length }) => sum + length, 0);
  const out = new Uint8Array(1 + HEAD * batches.length + bytes);
  const view = new DataView(out.buffer);
  out[0] = VERSION;
  let at = 1;
  for (const [n, { gateway, receivedAt, firstMs, lastMs }] of batches.entries()) {
    view.setUint32(at, gateway, true);
    for (const [k, time] of [receivedAt, firstMs, lastMs].entries()) {
      view.setFloat64(at + 4 + 8 * k, time, true);
    }
    const own = parts[n] ?? [];
    for (const [k, part] of own.entries()) view.setUint32(at + 28 + 4 * k, part.length, true);
    at += HEAD;
    for (const part of own) {
      out.set(part, at);
      at += part.length;
    }
  }
  return out;
}

export function readSent(message: Uint8Array): Sent[] {
  if (message[0] !== VERSION) throw new Error(`batches of version ${message[0]}`);
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  const all: Sent[] = [];
  for (let at = 1; at < message.length; ) {
    const time = (k: number): number => view.getFloat64(at + 4 + 8 * k, true);
    let from = at + HEAD;
    const [digest, readings, refused, unknown] = [0, 1, 2, 3].map((k) => {
      const part = message.slice(from, from + view.getUint32(at + 28 + 4 * k, true));
      from += part.length;
      return part;
    }) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    all.push({
      ...{ gateway: view.getUint32(at, true), digest, readings },
      ...{ receivedAt: time(0), firstMs: time(1), lastMs: time(2) },
      refused: refused.length === 0 ? null : decoder.decode(refused),
      unknown: unknown.length === 0 ? null : new Map(JSON.parse(decoder.decode(unknown))),
    });
    at = from;
  }
  return all;
}
