import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

const STALE_MS = 20_000;
const MOST_RETRIES = 2;

/** Keeps answers while they are fresh; both applications ask through one of these. */
export function queryClient(networkMode: 'online' | 'always' = 'online'): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The phone asks without a network too: what is kept answers.
        networkMode,
        staleTime: STALE_MS,
        refetchOnWindowFocus: false,
        // A refusal stays one; only what may have been an accident is tried again.
        retry: (count, error) =>
          count < MOST_RETRIES &&
          (!(error instanceof ApiProblem) || error.code === 'offline' || error.status >= 500),
      },
    },
  });
}
