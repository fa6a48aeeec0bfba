import type { TestProject } from 'vitest/node';
import { startCity } from './city-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
    password: string;
  }
}

/** One server for all files: `ZHIBEN_E2E` (`http://127.0.0.1:8080 PASSWORD`) names one that runs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [origin, password] = process.env.ZHIBEN_E2E?.split(' ') ?? [];
  const given = origin && password ? { origin, password, close: async () => undefined } : null;
  const city = given ?? (await startCity());
  project.provide('origin', city.origin);
  project.provide('password', city.password);
  return () => city.close();
}
