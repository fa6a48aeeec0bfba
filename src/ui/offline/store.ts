import { changing, clearing, rowAt, rowsOf } from './database.ts';
import type { OutboxRecord, Package } from './model.ts';
import type { OutboxStore } from './outbox.ts';
import { isUnsent } from './rules.ts';

export const outboxStore: OutboxStore = {
  list: (account) => rowsOf<OutboxRecord>('records', account),
  put: (record) => changing(['records'], (store) => store('records').put(record)),
  add: (record, photos) =>
    changing(['records', 'photos'], (store) => {
      for (const photo of photos) store('photos').put(photo);
      store('records').put(record);
    }),
  drop: ({ id, photos }) =>
    changing(['records', 'photos'], (store) => {
      store('records').delete(id);
      for (const photo of photos) store('photos').delete(photo);
    }),
};

export const packages = {
  read: (account: string, key: string): Promise<Package | null> =>
    rowAt<Package>('packages', [account, key]),
  keep: (one: Package): Promise<void> =>
    changing(['packages'], (store) => store('packages').put(one)),
};

/** Nothing of an account stays but what it has not sent. */
export async function wipe(account: string): Promise<void> {
  const mine = await rowsOf<OutboxRecord>('records', account);
  await changing(['records', 'photos', 'packages'], (store) => {
    for (const { id, photos } of mine.filter((record) => !isUnsent(record))) {
      store('records').delete(id);
      for (const photo of photos) store('photos').delete(photo);
    }
    clearing(store('packages'), account);
  });
}

/** Records on this device that wait, whosever they are: how many, and nothing else. */
export async function unsentHere(): Promise<number> {
  return (await rowsOf<OutboxRecord>('records', null)).filter(isUnsent).length;
}
