import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session.tsx';
import { shrunk } from '../shrink.ts';
import type { Attachment } from './model.ts';
import { outboxStore, taken } from './store.ts';

/** Drawn anew and small; null: it is no photograph that this browser can draw. */
export async function photographFrom(
  file: File,
  account: string,
  draft: string | null,
): Promise<Attachment | null> {
  // What is not drawn anew would go with what the camera wrote into it, its position too.
  const blob = await shrunk(file);
  return blob === file ? null : made(blob, blob.name, account, draft);
}

export const voiceFrom = (blob: Blob, account: string, draft: string | null): Attachment =>
  made(blob, `voice.${blob.type.split('/')[1] ?? 'webm'}`, account, draft);

const made = (blob: Blob, name: string, account: string, draft: string | null): Attachment => ({
  ...{ id: crypto.randomUUID(), account, draft, stored: null, name, takenAt: Date.now(), blob },
});

export interface Taking {
  readonly items: readonly Attachment[];
  /** False: it is no photograph. */
  readonly addPhoto: (file: File) => Promise<boolean>;
  readonly addVoice: (blob: Blob) => Promise<Attachment>;
  readonly remove: (id: string) => void;
  /** They belong to a record from now on. */
  readonly clear: () => void;
}

/**
 * What is taken for a form: kept on the device at once, there again after the tab died. `of`: the
 * attachments of a record that is mended, which stay with it until then.
 */
export function useTaking(draft: string, of: readonly string[] | null): Taking {
  const { user } = useSession();
  const [items, setItems] = useState<readonly Attachment[]>([]);
  const seed = useRef(of).current;
  useEffect(() => {
    let gone = false;
    const known = seed
      ? Promise.all(seed.map((id) => outboxStore.photo(id)))
      : taken.list(user, draft);
    void known
      .then((all) => {
        const found = all.filter((one) => one !== null);
        if (!gone) setItems((now) => (now.length > 0 ? now : found));
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [user, draft, seed]);
  const add = async (one: Attachment): Promise<void> => {
    setItems((all) => [...all, one]);
    // A full device has it as long as the page is open, and says so when it is submitted.
    if (!seed) await taken.keep(one).catch(() => undefined);
  };
  return {
    items,
    addPhoto: async (file) => {
      const one = await photographFrom(file, user, seed ? null : draft);
      if (one) await add(one);
      return one !== null;
    },
    addVoice: async (blob) => {
      const one = voiceFrom(blob, user, seed ? null : draft);
      await add(one);
      return one;
    },
    remove: (id) => {
      setItems((all) => all.filter((one) => one.id !== id));
      if (!seed) void taken.drop([id]).catch(() => undefined);
    },
    clear: () => setItems([]),
  };
}
