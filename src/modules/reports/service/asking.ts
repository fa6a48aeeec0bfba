import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import { verifyPassword } from '../../../platform/secrets/index.ts';
import type { Act, Stage } from '../model.ts';
import { actNames, stageNames } from '../model.ts';
import { addSealed, entryOf, sealedOf, setMisses } from '../store/sealed.ts';
import { addStep, stepsOf } from '../store/steps.ts';
import { codeHash } from './codes.ts';
import { latest, openedJson, ownerOf, type Reports, sealedJson } from './context.ts';

const MOST_MISSES = 5;
const LOCKED_MS = 30 * 60_000;
const MOST_NOTES = 10;

/** What a reporter is told who asks by code and PIN. */
export interface Told {
  readonly stage: Stage;
  readonly due: string | null;
  readonly steps: readonly {
    readonly act: Act;
    readonly day: string;
    readonly told: string | null;
    readonly amount: number | null;
  }[];
  /** His own further notes. */
  readonly notes: readonly string[];
  readonly mayNote: boolean;
}

/**
 * The report of a code and a PIN. Null: no such code, another PIN, or too many tries; which of them
 * is not told, and each takes as long.
 */
export async function reportBy(
  reports: Reports,
  code: string,
  pin: string,
): Promise<string | null> {
  const owner = ownerOf(reports);
  const now = reports.city.now();
  const entry = await entryOf(owner, codeHash(code));
  const right = await verifyPassword(pin, entry?.pinHash ?? null);
  if (!entry || (entry.lockedUntil && entry.lockedUntil.getTime() > now)) return null;
  if (right) {
    if (entry.misses > 0) await setMisses(owner, entry.report, 0, null);
    return entry.report;
  }
  const misses = entry.misses + 1;
  const locked = misses >= MOST_MISSES ? new Date(now + LOCKED_MS) : null;
  await setMisses(owner, entry.report, locked ? 0 : misses, locked);
  return null;
}

/** How far a report is, in the words that are meant for its reporter. */
export async function told(reports: Reports, report: string): Promise<Told> {
  const owner = ownerOf(reports);
  const steps = await stepsOf(owner, report, new Date(latest(reports.city)));
  const notes = await sealedOf(owner, report, 'note');
  const last = steps.at(-1);
  return {
    stage: stageNames.find((stage) => stage === last?.stage) ?? 'received',
    due: last?.due ?? null,
    steps: steps.flatMap((step) => {
      const act = actNames.find((each) => each === step.act);
      const amount = step.detail.amount;
      if (!act || act === 'note') return [];
      const day = formatMoment(step.at.getTime() as Moment).slice(0, 10);
      return [{ act, day, told: step.told, amount: typeof amount === 'number' ? amount : null }];
    }),
    notes: notes.flatMap(({ body }) => openedJson<{ text: string }>(reports, body)?.text ?? []),
    mayNote: notes.length < MOST_NOTES,
  };
}

/** A further note of the reporter; false: there are as many as may be. */
export async function addNote(reports: Reports, report: string, text: string): Promise<boolean> {
  const owner = ownerOf(reports);
  const at = new Date(latest(reports.city));
  const notes = await sealedOf(owner, report, 'note');
  if (notes.some(({ body }) => openedJson<{ text: string }>(reports, body)?.text === text)) {
    return true;
  }
  if (notes.length >= MOST_NOTES) return false;
  const no = notes.length + 1;
  await addSealed(owner, report, 'note', { no, at, body: sealedJson(reports, { text }) });
  const steps = await stepsOf(owner, report, at);
  const last = steps.at(-1);
  if (last) {
    await addStep(owner, report, {
      ...{ no: last.no + 1, act: 'note', stage: last.stage, due: last.due, at, told: null },
      ...{ byAccount: null, byName: null, byRole: null, detail: {} },
    });
  }
  reports.city.announce({ topic: 'report' });
  return true;
}
