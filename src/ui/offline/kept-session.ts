import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';
import { ApiProblem } from '../api/problem.ts';
import type { ServerStatus } from '../application.ts';
import type { Session, SessionSource } from '../session.tsx';
import { dropDrafts } from './drafts.ts';
import { wipe } from './store.ts';

const SESSION = 'zhiben.session';
const STATUS = 'zhiben.status';
/** Signed out without a network: the server learns it with the next one. */
const LEAVING = 'zhiben.leaving';

const sessionShape = z.object({
  user: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  roleWords: z.array(wordsShape),
  scopeWords: wordsShape,
});
const statusShape = z.object({
  ...{ ready: z.literal(true), phase: z.literal('ready'), demo: z.boolean() },
  ...{ done: z.number(), all: z.number(), facts: z.number() },
  ...{ today: z.string(), firstDay: z.string() },
  counting: z.null().catch(null).default(null),
});

function read<T>(key: string, shape: z.ZodType<T>): T | null {
  try {
    const found = shape.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  if (value === null) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(value));
}

const isOffline = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === 'offline' || error.status >= 500);

/** What the server said last stands in while it cannot be asked. */
export async function keptStatus(load: () => Promise<ServerStatus>): Promise<ServerStatus> {
  try {
    const status = await load();
    if (status.ready) write(STATUS, status);
    return status;
  } catch (error) {
    const last = isOffline(error) ? read(STATUS, statusShape) : null;
    if (last) return last;
    throw error;
  }
}

/**
 * Whoever signed in last on this device goes on without a network; what the server says counts as
 * soon as it can be asked. Signing out ends it at once, with or without a network.
 */
export function keptSession(source: SessionSource): SessionSource {
  const leave = async (): Promise<void> => {
    try {
      await source.signOut();
    } catch (error) {
      // Signed out already is signed out; without a network it is still to be done.
      if (isOffline(error)) throw error;
    }
    write(LEAVING, null);
  };
  return {
    after: '/m',
    async load() {
      try {
        if (read(LEAVING, z.literal(true))) await leave();
        const session = await source.load();
        write(SESSION, session);
        return session;
      } catch (error) {
        if (!isOffline(error)) throw error;
        return read(SESSION, sessionShape) as Session | null;
      }
    },
    async signOut() {
      const session = read(SESSION, sessionShape);
      write(SESSION, null);
      write(LEAVING, true);
      if (session) {
        await wipe(session.user);
        dropDrafts(session.user);
      }
      await leave().catch(() => undefined);
    },
  };
}
