import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';

const changeShape = z.object({ topic: z.string(), id: z.string().optional() });

/** Changes come in bursts; so often at most the shown queries are asked again. */
const GATHER_MS = 1500;

/** Gathers topics and renews, once a while, the queries that depend on one of them. */
export class Renewal {
  readonly #client: QueryClient;
  readonly #topics = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #all = false;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  changed(topic: string): void {
    this.#topics.add(topic);
    this.#soon();
  }

  /** Something may have been missed: everything is asked again. */
  everything(): void {
    this.#all = true;
    this.#soon();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#now(), GATHER_MS);
  }

  #now(): void {
    this.#timer = null;
    const all = this.#all;
    const topics = new Set(this.#topics);
    this.#all = false;
    this.#topics.clear();
    void this.#client.invalidateQueries({
      predicate: ({ meta }) => {
        const wanted = meta?.topics as readonly string[] | undefined;
        return all || !wanted || wanted.some((topic) => topics.has(topic));
      },
    });
  }
}

/** Listens to the server's live changes while `on`; the browser reconnects by itself. */
export function useLiveChanges(on: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!on) return;
    const renewal = new Renewal(client);
    const source = new EventSource('/api/events');
    let greeted = false;
    source.addEventListener('hello', () => {
      if (greeted) renewal.everything();
      greeted = true;
    });
    source.addEventListener('change', ({ data }) => {
      const change = changeShape.safeParse(JSON.parse(String(data)));
      if (change.success) renewal.changed(change.data.topic);
    });
    return () => {
      source.close();
      renewal.stop();
    };
  }, [client, on]);
}
