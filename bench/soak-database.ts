import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedServer, startEmbedded } from '../src/platform/db/embedded.ts';

/** The packaged PostgreSQL, durable, that can be started anew under the same address. */
export class SoakDatabase {
  readonly #dataDir: string;
  /** Stands for its socket's folder, which is another after each start. */
  readonly #link: string;
  #server: EmbeddedServer;

  private constructor(folder: string, server: EmbeddedServer) {
    this.#dataDir = join(folder, 'data');
    this.#link = join(folder, 'socket');
    this.#server = server;
    this.#point();
  }

  static async start(folder: string): Promise<SoakDatabase> {
    return new SoakDatabase(folder, await startEmbedded({ dataDir: join(folder, 'data') }));
  }

  get url(): string {
    const url = new URL(this.#server.url('zhiben', 'owner'));
    url.searchParams.set('host', this.#link);
    return url.href;
  }

  async restart(): Promise<void> {
    await this.#server.stop();
    this.#server = await startEmbedded({ dataDir: this.#dataDir });
    this.#point();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  #point(): void {
    const { host } = this.#server.connection('zhiben', 'owner');
    rmSync(this.#link, { force: true });
    symlinkSync(`${host}`, this.#link);
  }
}
