import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import { must } from '../../../src/kernel/result.ts';
import { rowsOf } from './answers.ts';
import type { WatchedPage } from './watched-page.ts';

export interface Detector {
  readonly id: string;
  readonly code: string;
  readonly quantity: string;
  readonly gateway: { readonly id: string };
  readonly facility: { readonly id: string } | null;
  readonly limits: { readonly high: number | null; readonly highHigh: number | null };
}

/** Tag, ms from now, value. */
export type Row = readonly [code: string, from: number, value: number];
export type Send = (rows: readonly Row[]) => Promise<void>;

const tagsOf = (bureau: WatchedPage, query: string): Promise<readonly Detector[]> =>
  rowsOf<Detector>(bureau, `/api/live/tags?limit=200${query}`);

/** Tags of the made-up city that have a second limit. */
export async function twoLimits(bureau: WatchedPage): Promise<readonly Detector[]> {
  const all = await tagsOf(bureau, '');
  return all.filter(({ limits }) => limits.high !== null && limits.highHigh !== null);
}

/** Sends by HTTP as a gateway of the city does, with a key of its own. */
export async function senderOf(bureau: WatchedPage, gateway: string): Promise<Send> {
  const path = `/api/live/gateways/${encodeURIComponent(gateway)}/key`;
  const given = await bureau.context.request.put(`${inject('origin')}${path}`, {
    headers: { 'X-Zhiben': '1', 'Idempotency-Key': randomUUID() },
  });
  expect(given.status(), await given.text()).toBe(200);
  const { key, username } = (await given.json()) as { key: string; username: string };
  const basic = Buffer.from(`${username}:${key}`).toString('base64');
  return async (rows) => {
    const stored = await fetch(`${inject('origin')}/api/telemetry/batches`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: JSON.stringify({ t: Date.now(), rows }),
    });
    expect(await stored.json()).toMatchObject({ accepted: rows.length, refused: [] });
  };
}

/** One of them alone, by its gateway. */
export async function oneDetector(bureau: WatchedPage): Promise<(value: number) => Promise<void>> {
  const { code, gateway } = must(
    (await tagsOf(bureau, '&quantity=gasCombustible'))[0],
    'a detector',
  );
  const send = await senderOf(bureau, gateway.id);
  return (value) => send([[code, 0, value]]);
}
