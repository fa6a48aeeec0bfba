const PREFIX = 'zhiben.written.';
const keyOf = (account: string, name: string): string => `${PREFIX}${account}.${name}`;

/** What somebody wrote on the phone and did not submit: it outlives the tab, and is his alone. */
export function readDraft(account: string, name: string): Readonly<Record<string, string>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(account, name)) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return {};
  }
}

/** Empty values are none. */
export function writeDraft(
  account: string,
  name: string,
  values: Readonly<Record<string, string>>,
): void {
  const filled = Object.entries(values).filter(([, value]) => value.trim() !== '');
  try {
    if (filled.length === 0) localStorage.removeItem(keyOf(account, name));
    else localStorage.setItem(keyOf(account, name), JSON.stringify(Object.fromEntries(filled)));
  } catch {
    // Without a place to keep it the draft lives as long as the page.
  }
}

const mine = (account: string): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${account}.`));

export const hasDrafts = (account: string): boolean => mine(account).length > 0;

export function dropDrafts(account: string): void {
  for (const key of mine(account)) localStorage.removeItem(key);
}
