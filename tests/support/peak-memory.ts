import { readFileSync } from 'node:fs';

/**
 * Largest resident memory of this process so far, in megabytes. Not `resourceUsage().maxRSS`: Linux
 * counts in it what the process was before it became this program, that is its parent.
 */
export function peakMemory(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
}
