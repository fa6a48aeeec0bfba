import type { Value, Values } from '../model.ts';
import type { Taken } from './table.ts';

export interface Stating {
  readonly report: string;
  readonly act: Taken;
  readonly set: Values;
  readonly today: string;
  readonly internal: boolean;
  readonly enterprise: string | null;
  /** Where the report lies: a reward of the authority lies there too. */
  readonly division: string | null;
  /** Already registered: a hazard that the check found. */
  readonly hazard: string | null;
  readonly multiplier: number;
}

export interface Stated {
  readonly type: 'report' | 'reward';
  readonly record: string;
  readonly set: Readonly<Record<string, Value>>;
}

const given = (set: Values, ...names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = set[name];
      return value === undefined || value === null || value === '' ? [] : [[name, value]];
    }),
  );

/** The facts of an act; never a word of what was written or of who wrote it. */
export function factsOf(s: Stating): readonly Stated[] {
  const of = (set: Stated['set']): Stated[] => [{ type: 'report', record: s.report, set }];
  switch (s.act) {
    case 'accept':
      return of({ acceptedOn: s.today, ...given(s.set, 'topic', 'enterprise') });
    case 'refuse':
      return of({ result: 'not-accepted', handledOn: s.today });
    case 'pass':
      return of(
        s.set.division
          ? { jurisdiction: s.set.division, acceptedOn: null }
          : { handledOn: s.today },
      );
    case 'check':
      return of({
        verified: s.set.result !== 'not-true',
        ...given(s.set, 'verifiedOn', 'result', 'enterprise', 'withinDuty'),
        ...(s.hazard === null ? {} : { hazard: s.hazard }),
      });
    case 'answer':
      return of({ handledOn: s.today });
    case 'reward':
      return [
        {
          type: 'reward',
          record: `${s.report}-rw`,
          set: {
            ...{ report: s.report, date: s.today, ...given(s.set, 'amount') },
            multiplier: s.multiplier,
            ...(s.internal && s.enterprise
              ? { enterprise: s.enterprise }
              : { jurisdiction: s.division }),
          },
        },
      ];
    default:
      return [];
  }
}
