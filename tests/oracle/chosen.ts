import { clausesIn } from './adapter.ts';
import { syntheticClauses, workingClauses } from './synthetic.ts';
import type { ClauseInput } from './types.ts';

/** The clauses of both plans and those of every form; ZHIBEN_CLAUSE chooses among them by id. */
export const chosenClauses: readonly ClauseInput[] = [
  ...syntheticClauses,
  ...clausesIn('heze-chem-2024-2026'),
  ...clausesIn('heze-trade-2024-2026'),
  ...workingClauses,
].filter((c) => !process.env.ZHIBEN_CLAUSE || new RegExp(process.env.ZHIBEN_CLAUSE).test(c.id));
