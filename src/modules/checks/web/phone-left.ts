import { useEffect } from 'react';
import { useOutbox } from '../../../ui/offline/use-outbox.tsx';
import { CHECKS, recordedHere } from './phone-records.ts';

/** What this device has recorded counts, received or not; once received, the tasks are asked anew. */
export function useRecordedHere(refetch: () => unknown): ReadonlySet<string> {
  const { records } = useOutbox();
  const received = records.filter(({ kind, state }) => kind === CHECKS && state === 'sent').length;
  useEffect(() => {
    if (received > 0) void refetch();
  }, [received, refetch]);
  return recordedHere(records);
}
