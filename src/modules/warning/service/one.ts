import type { Moment } from '../../../kernel/calendar.ts';
import { formatDay, startOfDay } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { ruleWords } from '../../alarms/index.ts';
import { type LiveCity, reading } from '../../identity/index.ts';
import type { WarningOne } from '../contract.ts';
import { type Kind, type Ref, reasons } from '../model.ts';
import { worst } from '../rules/grade.ts';
import { gradesOf, hazardTexts, type Stretch, stretchesOf } from '../store/one.ts';
import { daysUpTo, knownOf, type On, told } from './list.ts';

/** Changes that a page shows. */
const SHOWN = 50;

/** One object: its grade, why, and how it stood from day to day. */
export async function warningOf(
  { warnings, caller, day }: On,
  { kind, id, days: count }: { readonly kind: Kind; readonly id: string; readonly days: number },
): Promise<Result<WarningOne, Refusal>> {
  const moment = new Date(warnings.momentOf(day));
  const { first, told: known } = await knownOf(warnings);
  const days = daysUpTo(day, count).filter((each) => first !== null && each >= first);
  const from = new Date(startOfDay(days[0] ?? day));
  const found = await reading(warnings.city.web, caller, async (client) => {
    const object = await gradesOf(client, moment, kind, id);
    if (!object) return null;
    const hazards = (object.working ?? [])
      .flatMap(({ rows }) => rows)
      .flatMap((row) => (row.type === 'hazard' ? [row.id] : []));
    return {
      ...{ object, stretches: await stretchesOf(client, kind, id, from, moment) },
      texts: hazards.length > 0 ? await hazardTexts(client, moment, hazards) : new Map(),
    };
  });
  if (!found) return refuse({ code: 'not-visible' });
  const { object, stretches, texts } = found;
  const { enterprise, division } = object;
  return ok({
    ...{ kind, id, name: object.name ?? id, alarms: object.alarms ?? 0, grade: object.grade },
    enterprise: enterprise === null ? null : { id: enterprise, name: object.enterprise_name },
    division: division === null ? null : { id: division, name: object.division_name },
    since: object.graded_since && told(object.graded_since),
    working: (object.working ?? []).map((line) => ({
      ...{ ...line, text: reasons[line.reason] },
      rows: line.rows.map((row) => ({ ...row, text: wordsOf(warnings.city, row, texts) })),
    })),
    days: days.map((each) => ({
      day: formatDay(each),
      grade: worstOf(stretches, startOfDay(each), warnings.momentOf(each)),
    })),
    changes: changesOf(stretches, moment).slice(0, SHOWN),
    ...known,
    asOf: formatDay(day),
  });
}

/** What shows which row it is: the rule of an alarm, the kind of a permit, a hazard's words. */
function wordsOf(
  { dictionary }: LiveCity,
  { type, id, what: known }: Ref,
  texts: ReadonlyMap<string, string>,
): Bilingual | null {
  const what = type === 'hazard' ? (texts.get(id) ?? null) : known;
  if (what === null) return null;
  const same = { zh: what, en: what };
  if (type === 'alarm')
    return Object.entries(ruleWords).find(([rule]) => rule === what)?.[1] ?? same;
  const { attributes = [] } = dictionary.records.find((each) => each.type === type) ?? {};
  const kind = attributes.find(({ name }) => name === 'kind');
  const code = kind && 'codes' in kind ? kind.codes?.find((each) => each.code === what) : undefined;
  return code ? { zh: code.zh, en: code.en } : same;
}

/** The worst grade at which it stood at any moment of a day, today until now. */
function worstOf(stretches: readonly Stretch[], from: Moment, to: Moment) {
  return worst(
    stretches
      .filter(
        ({ since, until }) => since.getTime() <= to && (until === null || until.getTime() > from),
      )
      .map(({ grade }) => grade),
  );
}

/** When it came to another grade, or to none: stretches of one grade are one. */
function changesOf(stretches: readonly Stretch[], moment: Date): WarningOne['changes'] {
  const changes: WarningOne['changes'] = [];
  for (const [index, { grade, since, until, working }] of stretches.entries()) {
    const next = stretches[index - 1];
    const ended = until && until.getTime() <= moment.getTime() ? until : null;
    if (ended && ended.getTime() !== next?.since.getTime()) {
      changes.push({ at: told(ended), grade: null, why: [] });
    }
    const before = stretches[index + 1];
    const same = before?.grade === grade && before.until?.getTime() === since.getTime();
    if (!same) {
      changes.push({ at: told(since), grade, why: working.map(({ reason }) => reasons[reason]) });
    }
  }
  return changes;
}
