import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const READY_MS = 120_000;

/** Our server in a process of its own (bench/soak-server.ts), to be killed and started again. */
export class SoakServer {
  readonly #log: string;
  readonly #url: string;
  readonly #broker: string;
  #child: ChildProcess | null = null;
  mqttPort = 0;

  constructor(folder: string, url: string, broker: string) {
    this.#log = join(folder, 'server.log');
    this.#url = url;
    this.#broker = broker;
  }

  /** Resolves when it takes readings in. */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'soak-server.ts'), `${this.mqttPort}`, this.#broker],
      {
        env: { ...process.env, DATABASE_URL: this.#url },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    this.#child = child;
    const ready = new Promise<number>((resolve, reject) => {
      let text = '';
      child.stderr?.on('data', (bytes: Buffer) => {
        appendFileSync(this.#log, bytes);
        text = (text + bytes.toString()).slice(-5000);
        const [, port] = /mqtt:\/\/127\.0\.0\.1:(\d+), HTTP/.exec(text) ?? [];
        if (port) resolve(Number(port));
      });
      const late = setTimeout(() => reject(new Error(`not ready: ${text}`)), READY_MS);
      late.unref();
      child.once('exit', (code, signal) =>
        reject(new Error(`the server ended with ${code ?? signal}: ${text}`)),
      );
    });
    this.mqttPort = await ready;
  }

  /** kill -9, and another in its place at once. */
  async killed(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** What it holds now, in MB; `-` while there is none. */
  memory(): string {
    try {
      const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
      return `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)}`;
    } catch {
      return '-';
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
