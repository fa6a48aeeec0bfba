import { clock } from './clock.ts';
import { changing, clearing, rowAt, rowsOf } from './database.ts';
import type { Attachment, OutboxRecord, Package, RecordState } from './model.ts';
import type { OutboxStore } from './outbox.ts';
import { isStale, isUnsent } from './rules.ts';
import { type Sealed, seal, sealJson, unseal, unsealJson } from './seal.ts';

/** What stands open in a row: whose it is and how far; the rest is sealed. */
interface RecordRow extends Pick<OutboxRecord, 'id' | 'account' | 'photos'> {
  readonly state: RecordState;
  readonly sealed?: Sealed;
}
interface PhotoRow extends Pick<Attachment, 'id' | 'account' | 'draft' | 'stored'> {
  readonly type?: string;
  readonly about?: Sealed;
  readonly sealed?: Sealed;
}
interface PackageRow extends Pick<Package, 'account' | 'key' | 'at'> {
  readonly sealed?: Sealed;
}

async function closed(record: OutboxRecord): Promise<RecordRow> {
  const { id, account, state, photos } = record;
  const sealed = await sealJson(account, `records/${id}`, record);
  return sealed ? { id, account, state, photos, sealed } : record;
}

/** A row of an earlier version, or of a device that cannot seal, stands open. */
async function open(row: RecordRow): Promise<OutboxRecord | null> {
  if (!row.sealed) return row as OutboxRecord;
  return unsealJson<OutboxRecord>(row.account, `records/${row.id}`, row.sealed);
}

async function closedPhoto(photo: Attachment): Promise<PhotoRow> {
  const { id, account, draft, stored, blob, name, takenAt } = photo;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const sealed = await seal(account, `photos/${id}`, bytes);
  const about = await sealJson(account, `about/${id}`, { name, takenAt });
  if (!sealed || !about) return photo;
  return { id, account, draft, stored, type: blob.type, about, sealed };
}

async function openPhoto(row: PhotoRow): Promise<Attachment | null> {
  const { id, account, draft, stored, type = '', about, sealed } = row;
  if (!sealed || !about) return row as Attachment;
  const bytes = await unseal(account, `photos/${id}`, sealed);
  const said = await unsealJson<Pick<Attachment, 'name' | 'takenAt'>>(
    account,
    `about/${id}`,
    about,
  );
  if (!bytes || !said) return null;
  return { id, account, draft, stored, ...said, blob: new Blob([bytes], { type }) };
}

const known = <T>(value: T | null): value is T => value !== null;

export const outboxStore: OutboxStore = {
  list: async (account) => {
    const rows = await rowsOf<RecordRow>('records', account);
    return (await Promise.all(rows.map(open))).filter(known);
  },
  put: async (record) => {
    const row = await closed(record);
    await changing(['records', 'photos'], (store) => {
      store('records').put(row);
      // Received: the server has its photographs.
      if (!isUnsent(record)) for (const photo of record.photos) store('photos').delete(photo);
    });
  },
  add: async (record, photos) => {
    const row = await closed(record);
    const all = await Promise.all(photos.map((photo) => closedPhoto({ ...photo, draft: null })));
    await changing(['records', 'photos'], (store) => {
      for (const photo of all) store('photos').put(photo);
      store('records').put(row);
    });
  },
  drop: ({ id, photos }) =>
    changing(['records', 'photos'], (store) => {
      store('records').delete(id);
      for (const photo of photos) store('photos').delete(photo);
    }),
  photo: async (id) => {
    const row = await rowAt<PhotoRow>('photos', id);
    return row && openPhoto(row);
  },
  putPhoto: async (photo) => {
    const row = await closedPhoto(photo);
    await changing(['photos'], (store) => store('photos').put(row));
  },
};

/** What was taken for a form and is not submitted yet: it outlives the tab. */
export const taken = {
  list: async (account: string, draft: string): Promise<readonly Attachment[]> => {
    const rows = await rowsOf<PhotoRow>('photos', account);
    const mine = rows.filter((row) => row.draft === draft);
    const all = (await Promise.all(mine.map(openPhoto))).filter(known);
    return all.sort((a, b) => a.takenAt - b.takenAt);
  },
  keep: (photo: Attachment): Promise<void> => outboxStore.putPhoto(photo),
  drop: (ids: readonly string[]): Promise<void> =>
    changing(['photos'], (store) => {
      for (const id of ids) store('photos').delete(id);
    }),
  any: async (account: string): Promise<boolean> =>
    (await rowsOf<PhotoRow>('photos', account)).some(({ draft }) => draft !== null),
};

const placeOf = (key: string): string => `packages/${key}`;

export const packages = {
  read: async (account: string, key: string): Promise<Package | null> => {
    const row = await rowAt<PackageRow>('packages', [account, key]);
    if (!row || isStale(row.at, clock.now())) return null;
    if (!row.sealed) return row as Package;
    const answer = await unsealJson<unknown>(account, placeOf(key), row.sealed);
    return answer === null ? null : { account, key, at: row.at, answer };
  },
  keep: async (one: Package): Promise<void> => {
    const { account, key, at, answer } = one;
    const sealed = await sealJson(account, placeOf(key), answer);
    await changing(['packages'], (store) =>
      store('packages').put(sealed ? { account, key, at, sealed } : one),
    );
  },
  /** What is too old goes, whosever it is; when the newest of the account's was fetched. */
  tidy: async (account: string): Promise<number | null> => {
    const rows = await rowsOf<PackageRow>('packages', null);
    const stale = rows.filter(({ at }) => isStale(at, clock.now()));
    await changing(['packages'], (store) => {
      for (const row of stale) store('packages').delete([row.account, row.key]);
    });
    const fresh = rows.filter((row) => row.account === account && !stale.includes(row));
    return fresh.length === 0 ? null : Math.max(...fresh.map(({ at }) => at));
  },
};

/** Nothing of an account stays but what it has not sent, and the key to that. */
export async function wipe(account: string): Promise<void> {
  const rows = await rowsOf<RecordRow>('records', account);
  const unsent = rows.filter(({ state }) => state !== 'sent');
  const needed = new Set(unsent.flatMap(({ photos }) => photos));
  const photos = await rowsOf<PhotoRow>('photos', account);
  await changing(['records', 'photos', 'packages', 'keys'], (store) => {
    for (const row of rows) if (!unsent.includes(row)) store('records').delete(row.id);
    for (const { id } of photos) if (!needed.has(id)) store('photos').delete(id);
    clearing(store('packages'), account);
    if (unsent.length === 0) store('keys').delete(account);
  });
}

/** Records on this device that wait, whosever they are: how many, and nothing else. */
export async function unsentHere(): Promise<number> {
  return (await rowsOf<RecordRow>('records', null)).filter(({ state }) => state !== 'sent').length;
}
