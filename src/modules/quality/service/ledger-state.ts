import type { AnswerOf } from '../../../kernel/endpoint.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { qualityContract } from '../contract.ts';
import { sectionsOfLedger } from '../store/verifications.ts';
import type { LedgerChecks } from './ledger-checks.ts';

type State = AnswerOf<typeof qualityContract.ledgerState>;

/** How large the ledger is and when its chains were verified: no fact is read. */
export async function ledgerState(
  city: LiveCity,
  checks: LedgerChecks,
  caller: Caller,
): Promise<State> {
  const { app } = city.options;
  const found = await transaction(app, sectionsOfLedger, { readOnly: true });
  const types = new Map(city.dictionary.records.map((each) => [each.type, each]));
  const sections = found.map(({ type, facts }) => {
    const named = types.get(type);
    return { type, words: { zh: named?.zh ?? type, en: named?.en ?? type }, facts };
  });
  return {
    facts: sections.reduce((sum, { facts }) => sum + facts, 0),
    sections,
    runs: await checks.runs(),
    mayStart: caller.roles.includes('systemAdmin'),
  };
}
