import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { reading } from '../../identity/index.ts';
import type { Likeness } from '../model.ts';
import { citedBy } from '../rules/citing.ts';
import { aspects, likeness } from '../rules/likeness.ts';
import { candidatesFor, citingOf, hazardOn, profileOf, suspectedOf } from '../store/look-alikes.ts';
import type { Judging, Reader } from './context.ts';
import { areasOn } from './context.ts';
import { itemAnswer } from './judgement.ts';
import { valueIn } from './words.ts';

/** Looked at one by one; the database chooses them by what their own rows have in common. */
const CANDIDATES = 300;

/** Enterprises of the caller's scope that are like the one with the hazard, the likest first. */
export async function lookAlikes(
  judging: Judging,
  caller: Reader,
  id: string,
  day: Day,
  limit: number,
) {
  const { city, criteria, kept } = judging;
  const areas = await areasOn(judging, caller, day);
  await kept.suspicions(day);
  const seen = await reading(city.web, caller, async (client) => {
    const hazard = await hazardOn(client, id, day);
    const firm = hazard?.enterprise ? await profileOf(client, hazard.enterprise, day) : null;
    if (!hazard || !firm) return null;
    const item = citedBy(criteria.editions, hazard.criterion, hazard.foundOn)?.item ?? null;
    const likened = (await candidatesFor(client, firm, day, CANDIDATES))
      .map((other) => ({ other, ...likeness(firm, other) }))
      .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1))
      .slice(0, limit);
    const ids = likened.map(({ other }) => other.id);
    const words = item ? [item.id, ...item.parts.map((part) => part.id)] : [];
    const citing = await citingOf(client, ids, words, day);
    const suspected = item ? await suspectedOf(client, ids, item.id, day) : new Set<string>();
    return { hazard, firm, item, likened, citing, suspected };
  });
  if (!seen) return refuse({ code: 'not-visible' });
  const { hazard, firm, item, likened, citing, suspected } = seen;
  return ok({
    asOf: formatDay(day),
    hazard: { id: hazard.id, criterion: hazard.criterion, open: hazard.open },
    enterprise: { id: firm.id, name: firm.name },
    item: item && itemAnswer(item),
    rows: likened.map(({ other, score, working }): Likeness => {
      const area = areas.get(other.division);
      const cited = citing.get(other.id);
      return {
        enterprise: { id: other.id, name: other.name },
        division: area && { id: area.id, name: area.name },
        score,
        working: working.map(({ aspect, weight, common, different, points }) => {
          const { name, codes } = must(
            aspects.find((each) => each.aspect === aspect) ?? null,
            aspect,
          );
          const worded = (code: string) => valueIn(city, codes[0], codes[1], code);
          return {
            ...{ aspect: name, weight, points },
            ...{ common: common.map(worded), different: different.map(worded) },
          };
        }),
        suspected: suspected.has(other.id),
        open: cited?.open ?? 0,
        closed: cited?.closed ?? 0,
      };
    }),
  });
}
