import type { RiskGrading } from '../../../law/standards/shapes/risk-grading.ts';
import type { Level, LibraryUnit, MeasureClass } from '../model.ts';
import { grade, worst } from './grading.ts';

/** One fact to state; `set` is of the dictionary. */
export interface Made {
  readonly type: 'riskItem' | 'riskEvent' | 'controlMeasure';
  readonly record: string;
  readonly set: Readonly<Record<string, unknown>>;
}

export interface Place {
  readonly enterprise: string;
  readonly facility: string | null;
}

/** What a risk point says of its measures, for whoever reads the point alone (TRADE-G.1). */
export function summaryOf(
  standard: RiskGrading,
  measures: readonly { readonly class: MeasureClass; readonly text: string }[],
): { readonly measures: string | null; readonly measureClasses: readonly string[] | null } {
  const classes = new Set(measures.map((each) => each.class));
  const defences = standard.defences.filter((each) => classes.has(each.class as MeasureClass));
  const names = [...new Set(defences.map(({ defence }) => defence))];
  const text = measures.map((each) => each.text).join('；');
  return {
    measures: text === '' ? null : [...text].slice(0, MOST_TEXT).join(''),
    measureClasses: names.length > 0 ? names : null,
  };
}

const MOST_TEXT = 4000;

/**
 * A risk point from a typical unit (典型风险单元): itself, its events and measures, with ids that
 * follow from its own, so that repeating states nothing twice and retiring finds them all.
 */
export function fromLibrary(
  standard: RiskGrading,
  unit: LibraryUnit,
  version: string,
  id: string,
  at: Place & { readonly name: string; readonly day: string; readonly due: string },
): readonly Made[] {
  const { enterprise, facility, name, day, due } = at;
  const base = { enterprise, riskItem: id, ...(facility === null ? {} : { facility }) };
  const levels: (Level | null)[] = [];
  const events: Made[] = [];
  const measures: Made[] = [];
  for (const [n, event] of unit.events.entries()) {
    const graded = grade(standard, event.method, event.values);
    const level = graded.ok ? graded.value.level : null;
    levels.push(level);
    const record = `${id}-e${n + 1}`;
    const { cause, consequence, method } = event;
    events.push({
      type: 'riskEvent',
      record,
      set: {
        ...{ ...base, name: event.name, cause, consequence, method, ...event.values, level },
        gradedOn: day,
      },
    });
    for (const [m, measure] of event.measures.entries()) {
      const made = { ...base, ...measure, riskEvent: record, active: true };
      measures.push({ type: 'controlMeasure', record: `${record}-m${m + 1}`, set: made });
    }
  }
  const all = unit.events.flatMap((event) => event.measures);
  const point: Made = {
    type: 'riskItem',
    record: id,
    set: {
      ...{ enterprise, name, identifiedOn: day, reviewDueOn: due, inPlace: false },
      ...(facility === null ? {} : { facility }),
      ...{ template: `${unit.id}@${version}`, level: worst(levels) },
      ...summaryOf(standard, all),
    },
  };
  return [point, ...events, ...measures];
}
