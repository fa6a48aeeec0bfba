export { derivedId, factHash } from './chain.ts';
export type {
  AttributeValue,
  Digest,
  Entry,
  Fact,
  FactDraft,
  Reference,
  Refusal,
  RefusalCode,
  Reject,
  Text,
} from './model.ts';
export { canonicalContent, canonicalSet, refusalCodes } from './model.ts';
export type { FactValidator } from './rules/validate-fact.ts';
export { compileValidator } from './rules/validate-fact.ts';
export { ledgerDigest, parseDigest } from './service/digest.ts';
export type { ExportOptions } from './service/export-facts.ts';
export { exportFacts } from './service/export-facts.ts';
export { importFacts, isDivisionCode } from './service/import-facts.ts';
export type {
  Acknowledgement,
  ImportOptions,
  ImportProgress,
  ImportResult,
} from './service/import-options.ts';
export type { LedgerProblem, Verification, VerifyOptions } from './service/verify-ledger.ts';
export { verifyLedger } from './service/verify-ledger.ts';
export { countFacts, countRecords, heldFacts } from './store/read.ts';
