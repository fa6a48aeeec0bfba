import { formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { tagDefaultsSource } from '../../../law/standards/tag-defaults.ts';
import { type Caller, reading } from '../../identity/index.ts';
import { opened, versionOf } from '../../registry/index.ts';
import {
  effective,
  faultsOfRule,
  historyOf,
  type RuleChange,
  type RuleValues,
} from '../rules/rule.ts';
import type { NewRule, RuleAnswer, RuleWhole } from '../rules-contract.ts';
import { listRules, type RuleRow, type RulesAsked } from '../store/rules.ts';
import type { Live } from './live.ts';
import { faulty, stated } from './stating.ts';
import { linked, turns } from './windows.ts';

type Answer<T> = Promise<Result<T, Refusal>>;

const dates = (live: Live) => ({
  at: new Date(live.now()).toISOString(),
  today: formatDay(live.city.today()),
});

export async function rulesPage(
  live: Live,
  caller: Caller,
  { cursor, limit, ...asked }: RulesAsked & { cursor?: string | undefined; limit: number },
): Answer<{ rows: RuleAnswer[]; next: string | null }> {
  const after = cursor === undefined ? [''] : partsOfCursor(cursor, 1);
  if (!after) return refuse(notACursor);
  const { today } = dates(live);
  const rows = await reading(live.city.web, caller, (client) =>
    listRules(client, dates(live), asked, after[0] ?? '', limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return ok({
    rows: shown.map((row) => answerOf(live, row, today)),
    next: last ? cursorOf([last.id]) : null,
  });
}

interface Open {
  readonly row: RuleRow;
  readonly version: number;
  readonly history: readonly RuleChange[];
}

function open(live: Live, caller: Caller, id: string): Answer<Open> {
  return reading(live.city.web, caller, async (client) => {
    const [row] = await listRules(client, dates(live), { id }, '', 1);
    const found = await opened(client, live.city, { type: 'tag', id });
    if (!(row && found.ok)) return refuse<Refusal>({ code: 'not-visible' });
    const { facts } = found.value;
    return ok({ row, version: versionOf(facts), history: historyOf(facts) });
  });
}

export async function ruleOf(live: Live, caller: Caller, id: string): Answer<RuleWhole> {
  const found = await open(live, caller, id);
  if (!found.ok) return found;
  const { row, version, history } = found.value;
  return ok({
    row: answerOf(live, row, dates(live).today),
    version,
    history: history.map(({ at, recordedAt, changed, ...rest }) => ({
      ...rest,
      ...{ at: at.toISOString(), recordedAt: recordedAt.toISOString(), changed: [...changed] },
    })),
    source: tagDefaultsSource.text,
  });
}

const PAST: Bilingual = {
  zh: '复核日期应在今天以后',
  en: 'the day of review lies after today',
};

/** Switches limits on, from now: a fact like any other, with who, why and until when it is looked at again. */
export function changeRule(
  live: Live,
  caller: Caller,
  { id, ip, ...given }: NewRule & { readonly id: string; readonly ip: string },
): Answer<RuleWhole> {
  return onRule(live, caller, { id, version: given.version }, async ({ row }) => {
    const { values, owner, reviewOn, reason } = given;
    const past = reviewOn !== null && reviewOn <= dates(live).today;
    const faults = { ...faultsOfRule({ ...row, ...values }), ...(past ? { reviewOn: PAST } : {}) };
    if (Object.keys(faults).length > 0) return refuse(faulty(faults));
    const set = { ...values, ruleOwner: owner, ruleReviewOn: reviewOn, ruleReason: reason };
    return say(live, caller, { action: 'rule-change', id, ip, row, set });
  });
}

const NOT_THERE: Bilingual = { zh: '没有这个版本', en: 'no such version' };

/** Brings the limits of an earlier version back, as a change of its own. */
export function ruleBack(
  live: Live,
  caller: Caller,
  given: {
    readonly id: string;
    readonly version: number;
    readonly to: number;
    readonly reason: string;
    readonly ip: string;
  },
): Answer<RuleWhole> {
  const { id, ip, to, reason } = given;
  return onRule(live, caller, given, async ({ row, history }) => {
    const earlier = history.find(({ version }) => version === to);
    if (!earlier) return refuse(faulty({ to: NOT_THERE }));
    // What holds of its range may have changed since.
    const faults = faultsOfRule({ ...row, ...earlier.values });
    if (Object.keys(faults).length > 0) return refuse(faulty(faults));
    const set = { ...earlier.values, ruleReason: reason };
    return say(live, caller, { action: 'rule-back', id, ip, row, set });
  });
}

/** One change at a time, on the version that was looked at. */
function onRule(
  live: Live,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: number },
  work: (found: Open) => Promise<Result<unknown, Refusal>>,
): Answer<RuleWhole> {
  return turns.take(`rule/${id}`, async () => {
    const found = await open(live, caller, id);
    if (!found.ok) return found;
    if (found.value.version !== version) {
      const now = await ruleOf(live, caller, id);
      return refuse({ code: 'conflict', ...(now.ok ? { current: now.value } : {}) });
    }
    const done = await work(found.value);
    return done.ok ? ruleOf(live, caller, id) : done;
  });
}

function say(
  live: Live,
  caller: Caller,
  what: {
    readonly action: 'rule-change' | 'rule-back';
    readonly id: string;
    readonly ip: string;
    readonly row: RuleRow;
    readonly set: RuleValues & Readonly<Record<string, unknown>>;
  },
) {
  const { action, id, ip, row, set } = what;
  const { highHigh, high, low, lowLow, deadband, onDelay, ratePerMinute } = row;
  const before = { highHigh, high, low, lowLow, deadband, onDelay, ratePerMinute };
  const said = { ...set, ruleChangedBy: caller.name };
  const statement = { type: 'tag', record: id, set: said };
  return stated(live, caller, { action, ip, statement, detail: { before, after: set } });
}

function answerOf(live: Live, row: RuleRow, today: string): RuleAnswer {
  const { id, name, code, quantity, unit, rangeLow, rangeHigh, owner, reviewOn, reason } = row;
  return {
    ...{ id, name, code, quantity, unit, rangeLow, rangeHigh, owner, reviewOn, reason },
    enterprise: linked(row.enterprise, row.enterpriseName),
    facility: linked(row.facility, row.facilityName),
    values: effective(row, live.config.defaults),
    reviewDue: reviewOn !== null && reviewOn < today,
  };
}
