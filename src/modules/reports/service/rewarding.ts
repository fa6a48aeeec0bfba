import { formatDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { divisionChain, entriesInForce } from '../../plan/index.ts';
import type { CaseGiven } from '../contract.ts';
import { publishedRules } from '../load.ts';
import { type Working, workOut } from '../rules/reward.ts';
import { type OpenReport, openReport } from './one.ts';

/** By how much a report outside one's duty is rewarded higher, where the parameter is set. */
async function outsideMultiplier(city: LiveCity, division: unknown): Promise<number | null> {
  const day = city.today();
  const chain =
    typeof division === 'string' ? await divisionChain(city.options.owner, division, day) : null;
  const entries = entriesInForce(city.parameters, day, chain?.ok ? chain.value : []);
  const value = Number(entries.get('reward.outsideDuty.multiplier')?.value ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** What the report earns by the rules, from what is on record and what was given. */
export async function workingOf(
  city: LiveCity,
  { report, found }: OpenReport,
  given: CaseGiven,
): Promise<Working> {
  const { values } = found.row;
  const scheme = report.internal
    ? { outsideMultiplier: await outsideMultiplier(city, values.jurisdiction) }
    : null;
  return workOut(
    {
      topic: report.topic ?? 'hazard',
      fine: given.fine ?? null,
      proposed: given.proposed ?? null,
      deaths: given.deaths ?? 0,
      accident: given.accident ?? null,
      insider: values.reporterRole === 'employee',
      withinDuty: typeof values.withinDuty === 'boolean' ? values.withinDuty : null,
      scheme,
      reporters: given.reporters ?? 1,
      date: report.date === null ? '' : formatDay(report.date),
    },
    publishedRules().rewards,
  );
}

/** The working as it goes out: the lists are the caller's to keep. */
export const shownWorking = (working: Working) => ({
  ...working,
  lines: working.lines.map((line) => ({ ...line })),
});

export function rewardWorking(
  city: LiveCity,
  caller: Caller,
  id: string,
  given: CaseGiven,
): Promise<Result<ReturnType<typeof shownWorking>, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const open = await openReport(client, city, caller, { id });
    return open.ok ? ok(shownWorking(await workingOf(city, open.value, given))) : open;
  });
}
