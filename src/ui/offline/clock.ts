/** The server's clock beside the device's: whatever the device shows, records carry both. */
const KEY = 'zhiben.clock';
/** The header counts whole seconds: on the average half of one has gone by. */
const HALF_MS = 500;

let offset: number | null = read();

function read(): number | null {
  try {
    const kept = Number.parseInt(localStorage.getItem(KEY) ?? '', 10);
    return Number.isFinite(kept) ? kept : null;
  } catch {
    return null;
  }
}

const listeners = new Set<() => void>();

export const clock = {
  /** A `Date` header as it came in. */
  heard(date: string | null): void {
    for (const listener of listeners) listener();
    const server = Date.parse(date ?? '');
    if (Number.isNaN(server)) return;
    offset = server + HALF_MS - Date.now();
    try {
      localStorage.setItem(KEY, String(offset));
    } catch {
      // Measured again with the next answer.
    }
  },
  /** Told of every answer that comes in. */
  listen(listener: () => void): void {
    listeners.add(listener);
  },
  /** Milliseconds to add to the device's clock; null: never measured. */
  offset: (): number | null => offset,
  /** Now, as the server's clock shows it. */
  now: (): number => Date.now() + (offset ?? 0),
};
