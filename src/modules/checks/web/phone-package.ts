import { askAndKeep } from '../../../ui/offline/use-kept-api.tsx';
import { checksContract } from '../contract.ts';

/** So many places' codes at most. */
const MOST_PLACES = 60;

/** The tasks of the day, and what the code at each of their places opens. */
export async function fetchFor(account: string): Promise<void> {
  const { answer } = await askAndKeep(account, checksContract.tasks, {});
  const codes = answer.rows.map(({ riskItem, measure }) => riskItem?.id ?? measure);
  for (const code of [...new Set(codes)].slice(0, MOST_PLACES)) {
    await askAndKeep(account, checksContract.placeTasks, { params: { code } });
  }
}
