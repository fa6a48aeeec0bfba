import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { doneOf, type Job, work } from './packing-job.ts';

// On Linux this is the priority of this thread alone: judging goes first.
setPriority(0, 10);

parentPort?.on('message', (job: Job) => {
  const done = doneOf(work(job));
  parentPort?.postMessage(done, [done.bytes.buffer]);
});
