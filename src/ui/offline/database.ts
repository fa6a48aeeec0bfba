// The browser's own database, without a library: what there is weighs 30 kB, a seventh of the phone's
// first load (docs/decisions/0015-offline.md).
const NAME = 'zhiben';
const VERSION = 2;

/** Stores and the keys of their rows; every row names whose it is. */
const STORES = {
  records: 'id',
  photos: 'id',
  packages: ['account', 'key'],
  keys: 'account',
} as const;
export type StoreName = keyof typeof STORES;

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        if (request.result.objectStoreNames.contains(name)) continue;
        const path = typeof keyPath === 'string' ? keyPath : [...keyPath];
        request.result.createObjectStore(name, { keyPath: path }).createIndex('account', 'account');
      }
    };
    request.onsuccess = () => {
      const database = request.result;
      const forget = (): void => {
        opened = null;
      };
      database.onclose = forget;
      // A newer version of the page wants it: this one lets go, and opens it anew when it needs it.
      database.onversionchange = () => {
        forget();
        database.close();
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error ?? new Error('it cannot be opened'));
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

type Stores = (name: StoreName) => IDBObjectStore;

/**
 * One transaction, whole or not at all; when it resolves everything lies on the disk, not in a
 * buffer: a tab or a phone that dies takes nothing with it. The work asks and does not wait.
 */
async function transact<T>(
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (store: Stores) => () => T,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([...names], mode, { durability: 'strict' });
    const result = work((name) => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(result());
    transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept'));
  });
}

export const changing = (
  names: readonly StoreName[],
  work: (store: Stores) => void,
): Promise<void> =>
  transact(names, 'readwrite', (store) => {
    work(store);
    return () => undefined;
  });

/** Rows of an account; null: everybody's. */
export const rowsOf = <T>(name: StoreName, account: string | null): Promise<readonly T[]> =>
  transact([name], 'readonly', (store) => {
    const request =
      account === null ? store(name).getAll() : store(name).index('account').getAll(account);
    return () => request.result as T[];
  });

export const rowAt = <T>(name: StoreName, key: IDBValidKey): Promise<T | null> =>
  transact([name], 'readonly', (store) => {
    const request = store(name).get(key);
    return () => (request.result as T | undefined) ?? null;
  });

/** Every row of an account goes. */
export const clearing = (store: IDBObjectStore, account: string): void => {
  const request = store.index('account').getAllKeys(account);
  request.onsuccess = () => {
    for (const key of request.result) store.delete(key);
  };
};
