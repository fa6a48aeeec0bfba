import type { PoolClient } from '../../../platform/db/transaction.ts';
import { bindingOn, concerns, criteria } from '../../criteria/index.ts';
import type { LiveCity } from '../../identity/index.ts';
import { opened } from '../../registry/index.ts';
import type { HazardField } from '../contract.ts';
import type { Hazard } from '../model.ts';

/**
 * Items of the published criteria that bind the enterprise on the day the hazard was found; none:
 * its register does not say what it is, and the criterion is written by hand.
 */
export async function criterionChoices(
  client: PoolClient,
  city: LiveCity,
  { values }: Hazard,
): Promise<HazardField['options']> {
  const { enterprise, foundOn } = values;
  if (typeof enterprise !== 'string' || typeof foundOn !== 'string') return null;
  const found = await opened(client, city, { type: 'enterprise', id: enterprise });
  if (!found.ok) return null;
  const firm = { ...found.value.row.values, id: enterprise };
  const items = bindingOn(criteria().editions, firm, foundOn)
    .filter(({ edition }) => edition.kind === 'statutory')
    .flatMap(({ edition }) =>
      edition.items
        .filter((item) => concerns(item, firm) !== false)
        .map(({ id, clause, title }) => {
          const text = `${edition.number} ${clause} ${title}`;
          return { value: id, label: { zh: text, en: text } };
        }),
    );
  return items.length > 0 ? items : null;
}
