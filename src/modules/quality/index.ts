export { qualityRoutes } from './routes.ts';
export { LedgerChecks } from './service/ledger-checks.ts';
