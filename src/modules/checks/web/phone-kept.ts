import { readDraft, writeDraft } from '../../../ui/offline/drafts.ts';
import type { Attachment, OutboxRecord } from '../../../ui/offline/model.ts';
import { KEPT_MS } from '../../../ui/offline/rules.ts';
import { outboxStore, taken } from '../../../ui/offline/store.ts';
import { resultNames } from '../model.ts';
import type { Chosen } from './phone-records.ts';

/** Choices that are not submitted yet outlive the tab: words as drafts, photographs sealed. */

const DRAFT = 'checks.choices';

/** A choice as it is kept: its photographs by their ids. */
export type KeptChoice = Omit<Chosen, 'photos'> & { readonly photos: readonly string[] };

function readChoice(text: string): KeptChoice | null {
  try {
    const kept = JSON.parse(text) as Partial<KeptChoice>;
    const result = resultNames.find((each) => each === kept.result);
    if (result === undefined || typeof kept.at !== 'number') return null;
    const photos = (kept.photos ?? []).filter((id) => typeof id === 'string');
    const [note, seconds] = [String(kept.note ?? ''), Number(kept.seconds ?? 0)];
    return { result, note, photos, at: kept.at, seconds };
  } catch {
    return null;
  }
}

/** What was chosen of tasks, by their keys; a task that is over is forgotten in time. */
export function keptChoices(account: string, now: number): ReadonlyMap<string, KeptChoice> {
  const read = Object.entries(readDraft(account, DRAFT)).flatMap(([key, text]) => {
    const kept = readChoice(text);
    return kept && now - kept.at <= KEPT_MS ? [[key, kept] as const] : [];
  });
  return new Map(read);
}

/** Null: it was submitted, or taken back. */
export function keepChoice(account: string, key: string, chosen: Chosen | null): void {
  const all = new Map(keptChoices(account, Date.now()));
  if (chosen === null) all.delete(key);
  else all.set(key, { ...chosen, photos: chosen.photos.map(({ id }) => id) });
  const texts = [...all].map(([each, kept]) => [each, JSON.stringify(kept)] as const);
  writeDraft(account, DRAFT, Object.fromEntries(texts));
}

/** A full device has it as long as the page is open. */
export const keepTaken = (one: Attachment): void =>
  void taken.keep({ ...one, draft: DRAFT }).catch(() => undefined);

export const dropTaken = (ids: readonly string[]): void =>
  void taken.drop(ids).catch(() => undefined);

export async function photosOf(ids: readonly string[]): Promise<readonly Attachment[]> {
  const all = await Promise.all(ids.map((id) => outboxStore.photo(id).catch(() => null)));
  return all.filter((one) => one !== null);
}

/**
 * The checks of a refused record, by their tasks, to be mended; none: it holds nothing that can be
 * read. Several came as the rest that is normal (其余正常): without photographs.
 */
export function refusedChoices(record: OutboxRecord): ReadonlyMap<string, KeptChoice> {
  const items = Array.isArray(record.body.items)
    ? (record.body.items as Record<string, unknown>[])
    : [];
  if (items.length > 1 && record.photos.length > 0) return new Map();
  const read = items.flatMap(({ measure, period, result, note, secondsTaken }) => {
    const kept = readChoice(
      JSON.stringify({ result, note: note ?? '', seconds: secondsTaken, at: record.writtenAt }),
    );
    return kept ? [[`${measure} ${period}`, { ...kept, photos: record.photos }] as const] : [];
  });
  return new Map(read);
}
