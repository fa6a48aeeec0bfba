import { expect } from 'vitest';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { TestApi } from './api.ts';
import { callerWith } from './api.ts';

/** Somebody who works for an enterprise. */
export const who = (
  role: 'principal' | 'safetyManager' | 'teamLeader' | 'worker',
  node: string,
): Caller => callerWith(`${role}-${node}`, { role, nodeKind: 'enterprise', node });

/** Calls that are to succeed, and the status of those that may not. */
export function callsOf(api: () => TestApi) {
  return {
    async call<T>(caller: Caller, method: string, path: string, body?: unknown): Promise<T> {
      const response = await api().call(caller, method, path, body);
      const text = await response.text();
      expect(response.status, `${method} ${path}: ${text.slice(0, 300)}`).toBe(200);
      return JSON.parse(text) as T;
    },
    async status(caller: Caller, method: string, path: string, body?: unknown): Promise<number> {
      const response = await api().call(caller, method, path, body);
      await response.arrayBuffer();
      return response.status;
    },
  };
}
