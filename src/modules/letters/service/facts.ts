import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity, Statement } from '../../identity/index.ts';
import type { Outstanding } from '../store/deliveries.ts';
import { markStated, outstanding } from '../store/deliveries.ts';
import { bureauRecord } from '../store/list.ts';

/** Only reminders and circulars are kinds of `notice`. */
const KIND = { reminder: 'reminder-letter', circular: 'circular' } as const;

const ids = (nodes: readonly string[], kind: 'd' | 'e'): string[] =>
  nodes.filter((node) => node.startsWith(`${kind}:`)).map((node) => node.slice(2));

/** The fact `notice` of a letter as it stands; said again with every answer. */
function noticeOf(letter: Outstanding, bureau: string | null): Statement[] {
  const { id, kind, issuer, delivered_on: date, addressees, answered, answered_on: on } = letter;
  const enterprises = ids(addressees, 'e');
  const jurisdictions = ids(addressees, 'd');
  const record = `letter-${id}`;
  const delivered: Statement = {
    ...{ id: `notice-${id}`, type: 'notice', record, at: date },
    set: {
      ...{
        kind: KIND[kind],
        trigger: 'progress',
        jurisdiction: issuer,
        date,
        audience: ['listed'],
      },
      ...(enterprises.length > 0 ? { enterprises } : {}),
      ...(jurisdictions.length > 0 ? { jurisdictions } : {}),
      ...(bureau === null ? {} : { by: bureau }),
    },
  };
  if (on === null || answered.length === 0) return [delivered];
  const acknowledgedBy = [...ids(answered, 'e'), ...ids(answered, 'd')];
  const whole = answered.length === addressees.length;
  const answer: Statement = {
    ...{ id: `notice-${id}-${answered.length}`, type: 'notice', record, at: on },
    set: { acknowledgedBy, ...(whole ? { answeredOn: on } : {}) },
  };
  return [delivered, answer];
}

/**
 * States what letters made fact: in the name of the issuing division, whose leader approved it. A
 * failure leaves it outstanding; the next letter or start tries again, and repeating is harmless.
 */
export async function stateOutstanding(city: LiveCity): Promise<void> {
  const { owner } = city.options;
  const letters = await transaction(owner, async (client) => {
    const found: { letter: Outstanding; bureau: string | null }[] = [];
    for (const letter of await outstanding(client)) {
      found.push({ letter, bureau: await bureauRecord(client, letter.issuer) });
    }
    return found;
  });
  for (const { letter, bureau } of letters) {
    const { keys, approver: user } = letter;
    const stated = await city.state({ user, keys, writeKeys: keys }, noticeOf(letter, bureau));
    if (!stated.ok)
      throw new Error(`notice of letter ${letter.id}: ${JSON.stringify(stated.error)}`);
    await transaction(owner, (client) => markStated(client, letter.id, letter.answered.length));
  }
}
