import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, parseDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { loadDictionary } from '../../plan/index.ts';
import { DAY, type Example, peopleExamples, type Records, workExamples } from './cases/examples.ts';
import { plantExamples } from './cases/plant-examples.ts';
import { type Condition, type Facts, holds, type RecordRow } from './condition.ts';
import { attributesRead, detectors, evidenceOf } from './detectors.ts';

const examples = [...peopleExamples, ...workExamples, ...plantExamples];

function factsOf(records: Records, day = DAY): Facts {
  const parsed = parseDay(day);
  const moment = endOfDay(must(parsed.ok ? parsed.value : null, day));
  return { day, moment, records: new Map(Object.entries(records)) };
}

const detector = (id: string) => must(detectors.find((each) => each.id === id) ?? null, id);

/** Records with some replaced by id, others added. */
function changed(records: Records, by: Records): Records {
  const types = [...new Set([...Object.keys(records), ...Object.keys(by)])];
  return Object.fromEntries(
    types.map((type) => {
      const now = by[type] ?? [];
      const kept = (records[type] ?? []).filter(({ id }) => !now.some((each) => each.id === id));
      return [type, [...kept, ...now]];
    }),
  );
}

const idsOf = (id: string, records: Records, day?: string): string[] =>
  evidenceOf(detector(id), factsOf(records, day)).map((row) => row.id);

describe('every detector', () => {
  it('has an example, a name of its own, and reads what the dictionary has', () => {
    expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
    const shown = new Set(examples.map((example) => example.detector));
    expect(detectors.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual([]);
    const types = new Map(loadDictionary().records.map((each) => [each.type, each]));
    for (const [type, attrs] of attributesRead(detectors)) {
      const names = new Set(types.get(type)?.attributes.map(({ name }) => name));
      expect([type, [...attrs].filter((attr) => !names.has(attr))]).toEqual([type, []]);
    }
  });

  it('tests codes that the dictionary has', () => {
    const types = new Map(loadDictionary().records.map((each) => [each.type, each]));
    const strange: string[] = [];
    const check = (condition: Condition, type: string): void => {
      if ('all' in condition) for (const each of condition.all) check(each, type);
      else if ('any' in condition) for (const each of condition.any) check(each, type);
      else if ('not' in condition) check(condition.not, type);
      else if ('of' in condition) check(condition.where, condition.type);
      else if ('some' in condition) check(condition.some.where, condition.some.type);
      else if ('none' in condition) check(condition.none.where, condition.none.type);
      else if ('in' in condition) {
        const attribute = types.get(type)?.attributes.find(({ name }) => name === condition.attr);
        const codes = attribute?.codes?.map(({ code }) => code) ?? [];
        strange.push(...condition.in.filter((code) => !codes.includes(code)));
      }
    };
    for (const { of, where } of detectors) check(where, of);
    expect(strange).toEqual([]);
  });

  it.each(examples.map((example) => [example.detector, example] as const))(
    '%s: suspects by its facts, and by nothing less',
    (id, example: Example) => {
      const { of } = detector(id);
      const first = must(example.records[of]?.[0] ?? null, `a ${of}`).id;
      expect(idsOf(id, example.records)).toEqual(example.evidence ?? [first]);
      // Without the record there is no suspicion.
      expect(idsOf(id, { ...example.records, [of]: [] })).toEqual([]);
      for (const each of example.cleared) {
        expect([each, idsOf(id, changed(example.records, each))]).toEqual([each, []]);
      }
    },
  );
});

describe('the day', () => {
  it.each([
    ['2026-06-30', []],
    ['2026-07-01', ['P']],
  ])('a certificate until 2026-06-30 is looked at on %s', (day, found) => {
    const worker = { id: 'P', role: ['special-operation-worker'] };
    const records = { person: [{ ...worker, certificateValidUntil: '2026-06-30' }] };
    expect(idsOf('certificate-expired', records, day)).toEqual(found);
  });

  it.each([
    ['2024-06-29', []],
    ['2024-06-30', ['P']],
  ])('180 days after 2024-01-01, on %s', (day, found) => {
    const records = { person: [{ id: 'P', role: ['principal'], inOfficeSince: '2024-01-01' }] };
    expect(idsOf('principal-no-pass', records, day)).toEqual(found);
  });

  it.each([
    ['2026-06-09', []],
    ['2026-06-10', ['W']],
    ['2026-09-07', ['W']],
    ['2026-09-10', []],
  ])('a permit of 2026-06-10 counts on %s', (day, found) => {
    const permit = { id: 'W', kind: 'hot-work', startedAt: '2026-06-10T09:00:00+08:00' };
    expect(idsOf('permit-not-approved', { permit: [permit] }, day)).toEqual(found);
  });
});

const truth = fc.constantFrom(true, false, null);
const ROW: RecordRow = { id: 'R', yes: true, no: false, code: 'a', list: ['a', 'b'], n: 5 };
const leaf = fc.constantFrom<Condition>(
  { attr: 'yes', is: true },
  { attr: 'no', is: true },
  { attr: 'gone', is: true },
  { attr: 'code', in: ['a'] },
  { attr: 'list', in: ['c'] },
  { attr: 'gone', known: false },
  { attr: 'n', atLeast: 6 },
);
const facts = factsOf({});

describe('conditions', () => {
  it('are of three values: not, all and any as logic has them', () => {
    const is = (condition: Condition) => holds(condition, ROW, facts);
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 4 }), (some) => {
        const each = some.map(is);
        const all = each.includes(false) ? false : each.includes(null) ? null : true;
        expect(is({ all: some })).toBe(all);
        // De Morgan.
        expect(is({ not: { all: some } })).toBe(is({ any: some.map((not) => ({ not })) }));
        expect(is({ not: { not: { all: some } } })).toBe(all);
      }),
    );
  });

  it('a record more that is no evidence changes nothing; one less takes itself away only', () => {
    const worker = fc.record({
      role: fc.constantFrom(['special-operation-worker'], ['employee'], null),
      certificateNo: fc.constantFrom('N', null),
      certificateValidUntil: fc.constantFrom('2026-01-01', '2027-01-01', null),
      used: truth,
    });
    fc.assert(
      fc.property(fc.array(worker, { minLength: 1, maxLength: 6 }), fc.nat(), (people, pick) => {
        const person = people.map((each, index) => ({ id: `P${index}`, ...each }));
        const gone = `P${pick % person.length}`;
        const left = person.filter(({ id }) => id !== gone);
        for (const id of ['certificate-expired', 'certificate-missing']) {
          const before = idsOf(id, { person });
          expect(idsOf(id, { person: left })).toEqual(before.filter((each) => each !== gone));
        }
      }),
    );
  });
});
