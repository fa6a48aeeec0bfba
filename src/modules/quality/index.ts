export { qualityRoutes } from './routes.ts';
export { RefusedLines } from './service/import-refused.ts';
export { LedgerChecks } from './service/ledger-checks.ts';
