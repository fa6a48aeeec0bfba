import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '../../../kernel/result.ts';
import { dictionarySchema } from '../../../law/records/model.ts';
import { gradingStandard, typicalUnits } from '../load.ts';
import { measureClasses } from '../model.ts';
import { methodsAnswer } from '../service/reference.ts';
import { grade, worst } from './grading.ts';
import { fromLibrary, summaryOf } from './making.ts';

const dictionary = dictionarySchema.parse(
  JSON.parse(readFileSync(new URL('../../../law/records/records.json', import.meta.url), 'utf8')),
);
const standard = gradingStandard();
const { units, version, source } = typicalUnits();
const where = { enterprise: 'E', facility: 'F', name: 'N', day: '2026-01-02', due: '2027-01-02' };

test('the library is of both lines, says whose it is, and every unit can be graded', () => {
  expect(units.length).toBeGreaterThanOrEqual(10);
  expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
  expect(new Set(units.map(({ line }) => line))).toEqual(new Set(['chem', 'trade', 'both']));
  expect(source.zh).toContain('不是标准');
  for (const { id, events } of units) {
    const levels = events.map(({ method, values }) => {
      const done = grade(standard, method, values);
      return must(done.ok ? done.value.level : null, `${id} can be graded`);
    });
    expect(worst(levels), id).not.toBe('blue');
    expect(
      new Set(events.flatMap(({ measures }) => measures.map((m) => m.class))).size,
    ).toBeGreaterThan(2);
  }
});

test.each(units.map((unit) => [unit.id, unit] as const))(
  '%s makes facts of the dictionary',
  (_, unit) => {
    const made = fromLibrary(standard, unit, version, 'P', where);
    expect(made.length).toBe(
      1 + unit.events.length + unit.events.flatMap((e) => e.measures).length,
    );
    expect(new Set(made.map(({ record }) => record)).size).toBe(made.length);
    for (const { type, set } of made) {
      const definition = must(dictionary.records.find((each) => each.type === type) ?? null, type);
      for (const [name, value] of Object.entries(set)) {
        const attribute = must(
          definition.attributes.find((each) => each.name === name) ?? null,
          name,
        );
        if (attribute.codes && attribute.type === 'code')
          expect(attribute.codes.map(({ code }) => code)).toContain(value);
      }
      for (const { name, required } of definition.attributes.filter((each) => !each.derived))
        if (required) expect(set[name], `${type}.${name}`).toBeDefined();
    }
  },
);

test('measures of all classes are all four defences', () => {
  const all = measureClasses.map((each) => ({ class: each, text: each }));
  const { measureClasses: defences, measures } = summaryOf(standard, all);
  expect(new Set(defences)).toEqual(new Set(['people', 'technology', 'engineering', 'management']));
  expect(measures).toBe(measureClasses.join('；'));
  expect(summaryOf(standard, [])).toEqual({ measures: null, measureClasses: null });
});

test('the methods say that they come from memory', () => {
  const { confidence, methods } = methodsAnswer();
  expect(confidence).toBe('recalled');
  expect(methods.map(({ id }) => id)).toEqual(['ls', 'lec']);
});
