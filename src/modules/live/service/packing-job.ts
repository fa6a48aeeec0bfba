import { type Chunk, chunksOf, mergedOf, type Pieces } from '../rules/packed.ts';

/** What a packer is given: batches of the journal, or chunks of some tags, one tag a piece. */
export type Job =
  | { readonly kind: 'pack'; readonly batches: Pieces }
  | { readonly kind: 'merge'; readonly tags: readonly number[]; readonly chunks: Pieces };

/** Chunks on their way between threads: their bytes one behind the other. */
export interface Done {
  readonly chunks: readonly (Omit<Chunk, 'packed' | 'parts'> & { readonly lengths: Lengths })[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}
type Lengths = readonly [packed: number, parts: number];

export const work = (job: Job): Chunk[] =>
  job.kind === 'pack' ? chunksOf(job.batches) : mergedOf(job.tags, job.chunks);

export function doneOf(all: readonly Chunk[]): Done {
  const lengthOf = ({ packed, parts }: Chunk): Lengths => [packed.length, parts?.length ?? 0];
  const bytes = new Uint8Array(all.reduce((sum, c) => sum + lengthOf(c)[0] + lengthOf(c)[1], 0));
  let at = 0;
  const chunks = all.map(({ packed, parts, ...rest }) => {
    const lengths: Lengths = [packed.length, parts?.length ?? 0];
    bytes.set(packed, at);
    if (parts) bytes.set(parts, at + packed.length);
    at += lengths[0] + lengths[1];
    return { ...rest, lengths };
  });
  return { chunks, bytes };
}

export function chunksFrom({ chunks, bytes }: Done): Chunk[] {
  let at = 0;
  return chunks.map(({ lengths: [packed, parts], ...rest }) => {
    const middle = at + packed;
    const chunk = {
      ...rest,
      packed: bytes.subarray(at, middle),
      parts: parts === 0 ? null : bytes.subarray(middle, middle + parts),
    };
    at = middle + parts;
    return chunk;
  });
}
