import { routes } from '../../kernel/handling.ts';
import type { Caller } from '../identity/index.ts';
import { boardContract } from './contract.ts';
import type { BoardDeps } from './service/asked.ts';
import { attest } from './service/attest.ts';
import { boardOf } from './service/board.ts';
import { clauseOf } from './service/clause.ts';
import { dutiesOf } from './service/duties.ts';
import { dutyOf } from './service/duty.ts';
import { boardSheet, dutiesSheet } from './service/exports.ts';
import { trendOfClause } from './service/trend.ts';

export const boardRoutes = (deps: BoardDeps) =>
  routes<typeof boardContract, Caller>('board', boardContract, {
    board: ({ caller, query }) => boardOf(deps, caller, query),
    boardExport: ({ caller, query }) => boardSheet(deps, caller, query),
    clause: ({ caller, params, query }) => clauseOf(deps, caller, { params, query }),
    trend: ({ caller, params, query }) => trendOfClause(deps, caller, { params, query }),
    duties: ({ caller, params, query }) => dutiesOf(deps, caller, { params, query }),
    dutiesExport: ({ caller, params, query }) => dutiesSheet(deps, caller, { params, query }),
    attest: ({ caller, params, body }) => attest(deps, caller, { params, body }),
    duty: ({ caller, params, query }) => dutyOf(deps, caller, { params, query }),
  });
