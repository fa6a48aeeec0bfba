import { askAndKeep } from '../../../ui/offline/use-kept-api.tsx';
import { hazardsContract } from '../contract.ts';

/** The form with its places, and what he reported. */
export async function fetchFor(account: string): Promise<void> {
  await askAndKeep(account, hazardsContract.newHazard, { query: {} });
  await askAndKeep(account, hazardsContract.myReports, {});
}
