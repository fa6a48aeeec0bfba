import type { Day } from '../../../kernel/calendar.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Parts } from '../model.ts';
import { layered, nothingSet, readParts } from '../rules/parts.ts';
import { layoutById, layoutInForce } from '../store/layouts.ts';

/** What the papers of a division carry, and the version that says so (null: nothing was set). */
export interface PaperLayout {
  readonly version: string | null;
  readonly parts: Parts;
}

interface Issuer {
  readonly division: string;
  readonly name: string;
}

/** As set for a day. */
export async function layoutFor(
  client: PoolClient,
  { division, name }: Issuer,
  day: Day,
): Promise<PaperLayout> {
  const found = await layoutInForce(client, division, day);
  const set = found ? readParts(found.parts) : nothingSet;
  return { version: found?.id ?? null, parts: layered(name, set) };
}

/** As a paper was sent: the version that it carries. */
export async function layoutSent(
  client: PoolClient,
  { name }: Pick<Issuer, 'name'>,
  version: string | null,
): Promise<PaperLayout> {
  const found = version === null ? null : await layoutById(client, version);
  return { version, parts: layered(name, found ? readParts(found.parts) : nothingSet) };
}
