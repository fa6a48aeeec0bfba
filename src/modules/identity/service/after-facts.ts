import type { LiveCity } from './live-city.ts';

/** Many facts in a row are followed by one look. */
const SETTLE_MS = 1500;

/** Looks at once, and again after facts or parameters changed, until the answer is called. */
export function afterFacts(city: Pick<LiveCity, 'subscribe'>, look: () => void): () => void {
  let soon: NodeJS.Timeout | null = null;
  const again = (): void => {
    soon = null;
    look();
  };
  const leave = city.subscribe(({ topic }) => {
    if (topic === 'facts' || topic === 'parameters') soon ??= setTimeout(again, SETTLE_MS);
  });
  look();
  return () => {
    leave();
    if (soon) clearTimeout(soon);
  };
}
