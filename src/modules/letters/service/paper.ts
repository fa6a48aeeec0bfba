import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { layoutFor, layoutSent, paperParts } from '../../templates/index.ts';
import type { LetterRow } from '../store/letters.ts';

/** The division whose bureau writes. */
export const issuerPlace = ({
  issuer,
  issuer_name,
}: Pick<LetterRow, 'issuer' | 'issuer_name'>) => ({
  division: issuer,
  name: issuer_name.replace(/应急管理局$/, ''),
});

type Sent = Pick<LetterRow, 'issuer' | 'issuer_name' | 'kind' | 'layout' | 'delivered_on'>;

/** What the paper carries: of a letter that was sent, for good; of a draft, as it is set today. */
export async function paperOf(client: PoolClient, city: Pick<LiveCity, 'today'>, letter: Sent) {
  const place = issuerPlace(letter);
  const { parts } =
    letter.delivered_on === null
      ? await layoutFor(client, place, city.today())
      : await layoutSent(client, place, letter.layout);
  return paperParts(letter.kind, parts);
}
