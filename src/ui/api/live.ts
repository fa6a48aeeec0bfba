import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';

const changeShape = z.object({ topic: z.string(), id: z.string().optional() });

/** Changes come in bursts; so often at most the shown queries are asked again. */
const GATHER_MS = 1500;

/** What must be seen at once (`prompt`) waits this long only. */
const PROMPT_MS = 200;

type Meta = Readonly<Record<string, unknown>> | undefined;

const isPrompt = (meta: Meta, topic: string): boolean =>
  meta?.prompt === true && Array.isArray(meta.topics) && meta.topics.includes(topic);

/** Gathers topics and renews, once a while, the queries that depend on one of them. */
export class Renewal {
  readonly #client: QueryClient;
  readonly #topics = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #urgent = new Set<string>();
  #prompt: ReturnType<typeof setTimeout> | null = null;
  #all = false;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  changed(topic: string): void {
    this.#topics.add(topic);
    const cache = this.#client.getQueryCache();
    if (cache.getAll().some((query) => isPrompt(query.meta, topic))) {
      this.#urgent.add(topic);
      this.#prompt ??= setTimeout(() => this.#atOnce(), PROMPT_MS);
    }
    this.#soon();
  }

  /** Something may have been missed: everything is asked again. */
  everything(): void {
    this.#all = true;
    this.#soon();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#prompt) clearTimeout(this.#prompt);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#now(), GATHER_MS);
  }

  /** Queries that somebody waits before; they are renewed with the others once more. */
  #atOnce(): void {
    this.#prompt = null;
    const topics = new Set(this.#urgent);
    this.#urgent.clear();
    void this.#client.invalidateQueries({
      predicate: ({ meta }) => [...topics].some((topic) => isPrompt(meta, topic)),
    });
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
