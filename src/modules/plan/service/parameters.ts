import type { Day, Moment } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { ParameterEntry, ParameterProfile } from '../../../law/plans/model.ts';
import { divisionCode } from '../../../law/plans/parameter.ts';
import type { Pool, Queryable } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { RecordedEntry, Words } from '../model.ts';
import type { ProfileChanges } from '../rules/parameter-table.ts';
import { profileChanges } from '../rules/parameter-table.ts';
import { knowsDivision, statedChain } from '../store/divisions.ts';
import type { EntryFilter } from '../store/parameters.ts';
import { appendEntries, lockParameter, readEntries } from '../store/parameters.ts';

/** Values of the parameters with their history; `knownOn`: as the table stood at that day's end. */
export async function parameterEntries(
  db: Pool,
  filter: { readonly name?: string; readonly knownOn?: Day | undefined } = {},
): Promise<RecordedEntry[]> {
  const { name, knownOn } = filter;
  const known: EntryFilter = knownOn === undefined ? {} : { recordedBy: endOfDay(knownOn) };
  return readEntries(db, { name, ...known });
}

export interface Recording {
  readonly db: Queryable;
  readonly clock: () => Moment;
}

/** Writes one entry; a value of null takes back what the same place said before. */
export async function recordParameter(
  { db, clock }: Recording,
  entry: ParameterEntry,
): Promise<Result<RecordedEntry, Words>> {
  const { name, jurisdiction } = entry;
  if (jurisdiction !== null) {
    const refusal = await unknownDivision(db, jurisdiction);
    if (refusal) return refuse(refusal);
  }
  const before = await readEntries(db, { name });
  const here = before.filter((each) => each.jurisdiction === jurisdiction && each.value !== null);
  if (entry.value === null && here.length === 0) {
    const where = jurisdiction ?? '全市 / everywhere';
    return refuse({
      zh: `${name} 在${where}没有设定过，无需收回`,
      en: `${name} has no value for ${where}: nothing to take back`,
    });
  }
  await appendEntries(db, [entry], clock(), null);
  const after = await readEntries(db, { name });
  const last = after.at(-1);
  if (!last) throw new Error(`the entry of ${name} was not kept`);
  return ok(last);
}

/** As `recordParameter`, where nobody has written meanwhile: `newest` is the entry last seen. */
export function recordAfter(
  db: Pool,
  clock: Recording['clock'],
  entry: ParameterEntry,
  newest: number | null,
): Promise<Result<RecordedEntry, Words | 'conflict'>> {
  return transaction(db, async (client) => {
    await lockParameter(client, entry.name);
    const entries = await readEntries(client, { name: entry.name });
    if ((entries.at(-1)?.seq ?? null) !== newest) return refuse('conflict' as const);
    return recordParameter({ db: client, clock }, entry);
  });
}

/** A profile that somebody chose: fills what is unset. `dryRun` writes nothing. */
export async function applyProfile(
  { db, clock }: Recording,
  profile: ParameterProfile,
  chosen: { readonly by: string; readonly from: string | null; readonly dryRun: boolean },
): Promise<ProfileChanges> {
  const changes = profileChanges(profile, await readEntries(db, {}), chosen);
  if (!chosen.dryRun && changes.added.length > 0) {
    await appendEntries(db, changes.added, clock(), profile.id);
  }
  return changes;
}

/** Has the ledger ever spoken of the division, as a record or as where something lies? */
export async function isRecordedDivision(db: Queryable, code: string): Promise<boolean> {
  return divisionCode.test(code) && (await knowsDivision(db, code));
}

/** A division by its code, or a functional zone by its id. */
export function isRecordedArea(db: Pool, id: string): Promise<boolean> {
  return knowsDivision(db, id);
}

/** Null when the ledger knows the division. */
async function unknownDivision(db: Queryable, code: string): Promise<Words | null> {
  if (await isRecordedDivision(db, code)) return null;
  return {
    zh: `账本中没有区划“${code}”；请检查代码（如 371728），或先导入该区划`,
    en: `the ledger knows no division '${code}'; check the code (such as 371728), or import it first`,
  };
}

/** The division with those above it on a day, nearest first: whose values it takes. */
export async function divisionChain(
  db: Pool,
  code: string,
  at: Day,
): Promise<Result<readonly string[], Words>> {
  const refusal = await unknownDivision(db, code);
  return refusal ? refuse(refusal) : ok(await statedChain(db, code, endOfDay(at)));
}
