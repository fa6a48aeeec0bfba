import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { openDemoCity } from '../../../tests/support/demo-city.ts';
import type { Day } from '../../kernel/calendar.ts';
import { formatDay, parseDay } from '../../kernel/calendar.ts';
import type { Result } from '../../kernel/result.ts';
import { must } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { CityFigures, overviewRoutes } from '../overview/index.ts';
import type { Kind, MajorRowAnswer, Share, SuspectRowAnswer } from './model.ts';
import { majorStates } from './model.ts';
import type { Judging } from './service/context.ts';
import { judgingOf } from './service/context.ts';
import { judgementOf } from './service/judgement.ts';
import { lookAlikes } from './service/look-alikes.ts';
import { type MajorQuery, majorOn, majorPage } from './service/major.ts';
import { type SuspectQuery, suspectedOn, suspectPage } from './service/suspected.ts';

let db: TestDatabase;
let city: LiveCity;
let close: () => Promise<void>;
let at: Judging;
let today: Day;
beforeAll(async () => {
  ({ db, city, close } = await openDemoCity());
  at = judgingOf(() => city)();
  today = city.today();
});
afterAll(() => close());

const all = bureauOf('371700');
const county = bureauOf('371728');
const nobody: Caller = { ...all, user: 'N', keys: [], writeKeys: [], grants: [] };

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const dayIn = (text: string): Day => value(parseDay(text));

type Paged<T> = Promise<Result<{ readonly rows: T[]; readonly next: string | null }, unknown>>;

async function every<T>(ask: (more: { readonly cursor?: string }) => Paged<T>): Promise<T[]> {
  const rows: T[] = [];
  let more: { readonly cursor?: string } = {};
  for (;;) {
    const page = value(await ask(more));
    rows.push(...page.rows);
    if (page.next === null) return rows;
    more = { cursor: page.next };
  }
}

const everySuspect = (caller: Caller, day: Day, query: Partial<SuspectQuery> = {}) =>
  every<SuspectRowAnswer>((more) => suspectPage(at, caller, day, { limit: 37, ...query, ...more }));
const everyMajor = (caller: Caller, day: Day, query: Omit<MajorQuery, 'limit'>) =>
  every<MajorRowAnswer>((more) => majorPage(at, caller, day, { limit: 61, ...query, ...more }));

async function firms(): Promise<string[]> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and live order by id`,
  );
  return rows.map(({ id }) => id);
}

describe('suspicions', () => {
  test.each(['2025-03-31', '2026-11-24'])(
    'are the same over a whole city as enterprise by enterprise, on %s',
    async (text) => {
      const day = dayIn(text);
      const kept = (await everySuspect(all, day)).map(
        ({ enterprise, item, found }) => `${enterprise.id} ${item} ${found}`,
      );
      const judged: string[] = [];
      for (const id of await firms()) {
        const answer = await judgementOf(at, all, id, day, undefined);
        if (!answer.ok) continue;
        for (const { id: item, suspicions } of answer.value.editions.flatMap((e) => e.items)) {
          const found = suspicions.reduce((sum, each) => sum + each.found, 0);
          if (found > 0) judged.push(`${id} ${item} ${found}`);
        }
      }
      expect(kept.length).toBeGreaterThan(10);
      expect(judged.sort()).toEqual(kept.sort());
    },
  );

  test('count what their rows list, by item and by county; the city’s rule apart', async () => {
    for (const kind of ['statutory', 'cityRule'] as const) {
      const rolled = await suspectedOn(at, all, today, { kind });
      const rows = await everySuspect(all, today, { kind });
      expect(rows.every((row) => row.kind === kind)).toBe(true);
      expect(rolled.firms).toBe(new Set(rows.map(({ enterprise }) => enterprise.id)).size);
      expect(rolled.divisions.reduce((sum, each) => sum + each.firms, 0)).toBe(rolled.firms);
      for (const { item, firms: count, shown } of rolled.items) {
        const own = rows.filter((row) => row.item === item);
        expect([item, count]).toEqual([item, own.length]);
        expect([item, shown]).toEqual([item, own.filter((r) => r.basis === 'shown').length]);
      }
      for (const { id, firms: count } of rolled.divisions) {
        const own = await everySuspect(all, today, { kind, division: id });
        expect(new Set(own.map(({ enterprise }) => enterprise.id)).size).toBe(count);
      }
    }
  });

  test('end at the scope: a county has its own, nobody has any', async () => {
    const whole = await everySuspect(all, today);
    const own = await everySuspect(county, today);
    expect(own.length).toBeGreaterThan(0);
    const within = await everySuspect(all, today, { division: '371728' });
    expect(own).toEqual(within);
    expect(own.length).toBeLessThan(whole.length);
    expect(await everySuspect(nobody, today)).toEqual([]);
    const foreign = must(
      whole.find((row) => !own.some((o) => o.enterprise.id === row.enterprise.id)) ?? null,
      'a row elsewhere',
    );
    const refused = await judgementOf(at, county, foreign.enterprise.id, today, undefined);
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-visible' } });
  });

  test('follow the facts at once: a certificate expires, and is renewed', async () => {
    const { rows } = await db.owner.query<{ id: string; enterprise: string }>(
      `select id, "enterprise" from rec.person where vt = 'infinity' and live
         and 'special-operation-worker' = any("role") and "certificateValidUntil" > '2027-01-01' order by id limit 1`,
    );
    const worker = must(rows[0] ?? null, 'a certified worker');
    const suspects = async () => {
      const found = await everySuspect(all, today, { enterprise: worker.enterprise });
      return found.filter(({ says }) => says.en.includes('has expired')).length;
    };
    const state = (certificateValidUntil: string, hour: string) => {
      const at = `${formatDay(today)}T${hour}:00:00+08:00`;
      return city.state(all, [
        { type: 'person', record: worker.id, at, set: { certificateValidUntil } },
      ]);
    };
    expect(await suspects()).toBe(0);
    value(await state('2026-01-31', '10'));
    expect(await suspects()).toBe(1);
    value(await state('2029-01-31', '11'));
    expect(await suspects()).toBe(0);
  });
});

describe('one enterprise', () => {
  test('is judged by the edition of the day a hazard was found', async () => {
    const [id] = (await everySuspect(all, today, { kind: 'cityRule' })).map((r) => r.enterprise.id);
    const on = async (day: string) =>
      value(
        await judgementOf(at, all, must(id ?? null, 'a chemical firm'), today, day),
      ).editions.map((e) => e.id);
    expect((await on('2026-09-29'))[0]).toBe('hazchem-2017');
    expect((await on('2026-09-30'))[0]).toBe('hazchem-2026');
  });

  test('shows the hazards that cite an item, whatever became of them', async () => {
    const rows = await everyMajor(all, today, { kind: 'statutory' });
    const cited = must(
      rows.find((row) => row.criterion?.zh.includes('第10号')) ?? null,
      'a trade hazard',
    );
    const firm = must(cited.enterprise, 'its firm');
    const { editions, others } = value(await judgementOf(at, all, firm.id, today, undefined));
    const citing = editions.flatMap((e) => e.items.flatMap((item) => item.hazards));
    expect([...citing, ...others].map(({ id }) => id)).toContain(cited.id);
  });

  test('tells nobody names or numbers of people', async () => {
    const rows = await everySuspect(all, today, { item: 'GM10-3-2' });
    const [row] = [...rows, ...(await everySuspect(all, today, { item: 'AQ3067-5.1.4' }))];
    const { enterprise } = must(row ?? null, 'a suspected certificate');
    const judged = value(await judgementOf(at, all, enterprise.id, today, undefined));
    expect(JSON.stringify(judged)).not.toContain('虚构人员');
  });
});

type Answered = Result<{ metric: { total: number; bad: number } }, unknown>;
type Asking = (call: object) => Promise<Answered>;
const kinds: readonly Kind[] = ['statutory', 'cityRule'];

describe('major hazards', () => {
  test.each(kinds)('%s: every number opens as many rows as it says', async (kind) => {
    const whole = await majorOn(at, all, today, { kind });
    const { total, divisions, criteria, natures, causes, industries, months } = whole;
    const rows = await everyMajor(all, today, { kind });
    expect(total.all).toBe(rows.length);
    expect(total.all).toBeGreaterThan(0);
    for (const state of majorStates) {
      const { length } = await everyMajor(all, today, { kind, state });
      expect([state, length]).toEqual([state, total[state]]);
    }
    const check = async (shares: readonly Share[], query: (value: string) => object) => {
      expect(shares.reduce((sum, share) => sum + share.all, 0)).toBe(total.all);
      for (const { value: chosen, all: count } of shares) {
        const own = await everyMajor(all, today, { kind, ...query(chosen) });
        expect([chosen, own.length]).toEqual([chosen, count]);
      }
    };
    await check(divisions, (division) => ({ division }));
    await check(criteria, (item) => ({ item }));
    await check(natures, (nature) => ({ nature }));
    await check(causes, (cause) => ({ cause }));
    await check(industries, (industry) => ({ industry }));
    const busy = must(months.find(({ found }) => found > 0) ?? null, 'a month');
    expect(months.at(-1)?.open).toBe(total.open);
    const middle = must(months.at(-6) ?? null, 'a month half a year ago');
    const then = (query: object) => everyMajor(all, today, { kind, ...query });
    expect(await then({ foundMonth: busy.month })).toHaveLength(busy.found);
    expect(await then({ openMonth: middle.month })).toHaveLength(middle.open);
    expect(await then({ closedMonth: middle.month })).toHaveLength(middle.closed);
  });

  test('narrowed to a cause or a criterion, figures and trend still open as many rows', async () => {
    const kind = 'statutory' as const;
    const whole = await majorOn(at, all, today, { kind });
    const cause = must(whole.causes[0] ?? null, 'a cause').value;
    const view = await majorOn(at, all, today, { kind, cause });
    const rows = await everyMajor(all, today, { kind, cause });
    expect(view.total.all).toBe(rows.length);
    expect(view.total.all).toBeLessThan(whole.total.all);
    // Its own share stays whole: one may choose another.
    expect(view.causes).toEqual(whole.causes);
    for (const { value: nature, all: count, reopened } of view.natures) {
      const narrow = { kind, cause, nature };
      expect(await everyMajor(all, today, narrow)).toHaveLength(count);
      expect(await everyMajor(all, today, { ...narrow, state: 'reopened' })).toHaveLength(reopened);
      const { months, total } = await majorOn(at, all, today, narrow);
      expect([total.all, months.at(-1)?.open]).toEqual([count, total.open]);
    }
  });

  test('agree with overview’s metrics and with the clauses’ duties', async () => {
    const figures = new CityFigures(city);
    const { handlers } = overviewRoutes({
      city: () => city,
      figures: () => figures,
      inbox: async () => ({ late: 0, soon: 0 }),
      noteBaseMap: async () => undefined,
    });
    const metric = async (id: string) => {
      const { metric: handler } = handlers as Readonly<Record<string, Asking>>;
      const call = { params: { id }, query: {}, caller: all };
      const answer = await must(handler ?? null, 'the metric')(call);
      return value(answer).metric;
    };
    const [statutory, cityRule] = await Promise.all(
      kinds.map((kind) => majorOn(at, all, today, { kind })),
    );
    const both = (of: 'onBooks' | 'overdue'): number =>
      (statutory?.total[of] ?? 0) + (cityRule?.total[of] ?? 0);
    const { total, bad } = await metric('major-hazard-overdue');
    expect([both('onBooks'), both('overdue')]).toEqual([total, bad]);
    const clauses = new Map((await city.duties.figuresAt(today)).clauses.map((c) => [c.id, c]));
    const trade = statutory?.industries.find(({ value: line }) => line === 'trade');
    expect(clauses.get('TRADE-6.4')?.population).toBe(trade?.all);
    expect(clauses.get('TRADE-6.4')?.overdue).toBe(trade?.overdue);
    const chemical = (statutory?.industries ?? []).filter((s) => /chem/.test(s.value));
    const counted = chemical.reduce((sum, share) => sum + share.all, 0);
    expect(clauses.get('CHEM-8.4')?.population).toBe(counted);
  });

  test('end at the scope, also where nobody keeps counts', async () => {
    const own = await majorOn(at, county, today, { kind: 'statutory' });
    const whole = await majorOn(at, all, today, { kind: 'statutory', division: '371728' });
    expect(own.total).toEqual(whole.total);
    expect(own.total.all).toBeGreaterThan(0);
    expect((await majorOn(at, nobody, today, { kind: 'statutory' })).total.all).toBe(0);
    const rows = await everyMajor(all, today, { kind: 'statutory' });
    const firm = must(rows[0]?.enterprise ?? null, 'an enterprise');
    const stationed = callerWith('S', { role: 'stationed', nodeKind: 'enterprise', node: firm.id });
    const { total } = await majorOn(at, stationed, today, { kind: 'statutory' });
    expect(total.all).toBe(rows.filter((row) => row.enterprise?.id === firm.id).length);
  });

  test('lead to enterprises that are alike, within the scope', async () => {
    const [row] = await everyMajor(all, today, { kind: 'statutory', state: 'open' });
    const hazard = must(row ?? null, 'an open major hazard');
    const { rows, enterprise } = value(await lookAlikes(at, all, hazard.id, today, 20));
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ score }) => score)).toEqual(
      rows.map(({ score }) => score).sort((a, b) => b - a),
    );
    expect(rows.map((each) => each.enterprise.id)).not.toContain(enterprise.id);
    for (const { score, working } of rows) {
      expect(working.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 3);
    }
    expect(await lookAlikes(at, nobody, hazard.id, today, 20)).toMatchObject({ ok: false });
  });
});

test('days out of reach and foreign cursors are refused', async () => {
  const query = { kind: 'statutory', limit: 5, cursor: 'nonsense' } as const;
  const page = await majorPage(at, all, today, query);
  expect(page).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  const suspects = await suspectPage(at, all, today, query);
  expect(suspects).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});
