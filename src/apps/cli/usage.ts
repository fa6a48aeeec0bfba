import { readFileSync } from 'node:fs';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Day } from '../../kernel/calendar.ts';
import { parseDay } from '../../kernel/calendar.ts';

/** Wrong words on the command line: exit 2. */
export class UsageError extends Error {}

/** What is wrong, where and how to mend it: Chinese first. */
export function badUsage(zh: string, en: string): UsageError {
  return new UsageError(`${zh}\n  ${en}`);
}

export interface Command {
  readonly usage: string;
  /** What it does and what its options mean, Chinese first; shown by --help. */
  readonly help?: string;
  run(args: readonly string[]): Promise<number>;
}

export function options<T extends ParseArgsOptionsConfig>(args: readonly string[], config: T) {
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    const { message: what } = error as Error;
    throw badUsage(
      `命令行选项有误：${what}；用 --help 查看用法`,
      `bad option: ${what}; see --help`,
    );
  }
}

export function dateOption(name: string, text: string): Day {
  const day = parseDay(text);
  if (!day.ok) {
    throw badUsage(`${name}：“${text}”不是日期，应写作 2024-12-31`, `${name}: ${day.error}`);
  }
  return day.value;
}

/** Today in Shanghai: the only clock that commands read. */
export function today(): Day {
  return Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000) as Day;
}

/** A file that an option names. */
export function textFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { message: why } = error as Error;
    throw badUsage(`${name}：无法读取 ${file}：${why}`, `${name}: can't read ${file}: ${why}`);
  }
}

export function jsonFile(name: string, file: string): unknown {
  const text = textFile(name, file);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message: why } = error as Error;
    throw badUsage(`${name}：${file} 不是 JSON：${why}`, `${name}: ${file} is not JSON: ${why}`);
  }
}

/** Progress and messages go to standard error, and progress only to a person. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

const BAR = 24;

/** `[=====>    ]  42%` */
export function bar(share: number): string {
  const part = Math.min(1, Math.max(0, share));
  const done = Math.round(part * BAR);
  const head = done < BAR ? '>' : '';
  const percent = String(Math.floor(part * 100)).padStart(3);
  return `[${('='.repeat(done) + head).padEnd(BAR)}] ${percent}%`;
}

export function message(text: string): void {
  process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}${text}\n`);
}

/** Writes and waits: a large document is not cut off when the process ends. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Null: none was given. */
export function portOf(given: string | undefined, name: string): number | null {
  if (given === undefined) return null;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw badUsage(`${name}：应为 0 到 65535`, `${name} must be 0 to 65535`);
}
