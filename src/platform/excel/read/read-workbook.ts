import { Worker } from 'node:worker_threads';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { ReadLimits, ReadRow, ReadSheet } from './model.ts';
import { defaultLimits } from './model.ts';
import type { ThreadInput, ThreadOutput } from './reading-thread.ts';
import type { SheetReason, SheetRefusal } from './refusals.ts';

export interface ReadOptions {
  readonly limits?: Partial<ReadLimits>;
  /** By its name; the first visible one without it. */
  readonly sheet?: string | null;
}

let before: Promise<unknown> = Promise.resolve();

/**
 * Reads a sheet of a file from outside, in a thread of its own with limits of time and memory; one
 * file after the other, so that ten at once need no more memory than one.
 */
export function readWorkbook(
  bytes: Uint8Array,
  { limits = {}, sheet = null }: ReadOptions = {},
): Promise<Result<ReadSheet, SheetRefusal>> {
  const input = { bytes, limits: { ...defaultLimits, ...limits }, sheet };
  const read = before.then(() => inThread(input));
  before = read.catch(() => undefined);
  return read;
}

const refused = (reason: SheetReason): Result<ReadSheet, SheetRefusal> =>
  refuse({ reason, where: null });

async function inThread(input: ThreadInput): Promise<Result<ReadSheet, SheetRefusal>> {
  const { megabytes, milliseconds } = input.limits;
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
    env: {},
  });
  const { promise, resolve, reject } = Promise.withResolvers<Result<ReadSheet, SheetRefusal>>();
  const timer = setTimeout(() => resolve(refused('tooSlow')), milliseconds);
  const rows: ReadRow[] = [];
  thread.on('message', (output: ThreadOutput) => {
    if (output.kind === 'rows') for (const row of output.rows) rows.push(row);
    else if (output.kind === 'sheet') resolve(ok({ ...output.sheet, rows }));
    else resolve(refuse(output.refusal));
  });
  thread.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refused('tooMuchMemory'));
    else reject(error);
  });
  thread.on('exit', () => reject(new Error('the reading thread ended without an answer')));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
