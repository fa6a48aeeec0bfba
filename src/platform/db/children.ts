import type { ChildProcess } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const running = new Set<ChildProcess>();

/** Ends the server with this process, however it ends short of SIGKILL. */
export function endWithUs(child: ChildProcess): void {
  if (running.size === 0) {
    process.on('exit', endAll);
    // First in line: a listener for one time is no longer counted once it was called.
    for (const name of SIGNALS) process.prependListener(name, onSignal);
  }
  running.add(child);
  child.once('exit', () => forget(child));
}

function forget(child: ChildProcess): void {
  if (!running.delete(child) || running.size > 0) return;
  process.removeListener('exit', endAll);
  for (const name of SIGNALS) process.removeListener(name, onSignal);
}

function endAll(): void {
  for (const child of running) child.kill('SIGINT');
}

/** Whoever else listens decides what the signal means; with nobody else it still ends us. */
function onSignal(name: NodeJS.Signals): void {
  if (process.listenerCount(name) > 1) return;
  endAll();
  process.removeListener(name, onSignal);
  process.kill(process.pid, name);
}
