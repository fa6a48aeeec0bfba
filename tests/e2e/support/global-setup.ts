import type { TestProject } from 'vitest/node';
import type { CityServer } from './city-server.ts';
import { startCity } from './city-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
    password: string;
  }
}

/** Both projects that use the city set it up, each in a copy of this module: they share one. */
const shared = globalThis as { zhibenCity?: { city: Promise<CityServer>; users: number } };

/** One server for all files: `ZHIBEN_E2E` (`http://127.0.0.1:8080 PASSWORD`) names one that runs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [origin, password] = process.env.ZHIBEN_E2E?.split(' ') ?? [];
  const given = origin && password ? { origin, password, close: async () => undefined } : null;
  shared.zhibenCity ??= { city: given ? Promise.resolve(given) : startCity(), users: 0 };
  const kept = shared.zhibenCity;
  kept.users += 1;
  const city = await kept.city;
  project.provide('origin', city.origin);
  project.provide('password', city.password);
  return async () => {
    kept.users -= 1;
    if (kept.users === 0) await city.close();
  };
}
