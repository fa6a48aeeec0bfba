import type { ApiProblem } from './problem.ts';

type Listener = (problem: ApiProblem) => void;

const listeners = new Set<Listener>();

/** Problems that concern the whole page: signed out meanwhile, the server not ready. */
export const told = {
  tell(problem: ApiProblem): void {
    for (const listener of listeners) listener(problem);
  },
  listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
