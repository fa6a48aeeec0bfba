import { useCallback, useEffect, useRef, useState } from 'react';
import { callApi } from '../../../ui/api/call.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import type { Values } from '../../../ui/form/state.ts';
import { hazardsContract } from '../contract.ts';

/** So long after the last key what was written is kept on the server. */
const KEEP_MS = 1500;

export interface AccountDraft {
  /** Asked for already; the form waits for it. */
  readonly ready: boolean;
  readonly values: Values | null;
  readonly savedAt: string | null;
  readonly keep: (values: Values) => void;
  /** It is being sent: nothing is kept behind its back. */
  readonly hold: () => void;
}

/** What somebody wrote and did not send, kept with his account: on another machine it is there. */
export function useAccountDraft(key: string): AccountDraft {
  const params = { key };
  const asked = useApi(hazardsContract.readDraft, { params }, { topics: [] });
  const [saved, setSaved] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = useCallback(
    (values: Values): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        callApi(hazardsContract.saveDraft, { params: { key }, body: { body: { ...values } } })
          .then(({ savedAt }) => setSaved(savedAt))
          // The draft of the tab stands in while the server cannot be reached.
          .catch(() => undefined);
      }, KEEP_MS);
    },
    [key],
  );
  const hold = useCallback(() => clearTimeout(timer.current), []);
  const draft = asked.data?.draft ?? null;
  return {
    ready: asked.data !== undefined || asked.error !== null,
    values: draft ? (draft.body as Values) : null,
    savedAt: saved ?? draft?.savedAt ?? null,
    keep,
    hold,
  };
}
