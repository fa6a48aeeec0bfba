import { gradingStandard, typicalUnits } from '../load.ts';
import { grade, worst } from '../rules/grading.ts';

/** The methods with their tables, and how far they were checked. */
export function methodsAnswer() {
  const { standard, confidence, notes, levels, methods, direct, reviewMonths } = gradingStandard();
  return { standard, confidence, notes, levels, methods, direct, reviewMonths };
}

/** The typical units with the level that their working makes. */
export function libraryAnswer() {
  const { version, source, units } = typicalUnits();
  const standard = gradingStandard();
  return {
    ...{ version, source },
    units: units.map((unit) => ({
      ...unit,
      level: worst(
        unit.events.map(({ method, values }) => {
          const done = grade(standard, method, values);
          return done.ok ? done.value.level : null;
        }),
      ),
    })),
  };
}
