import type { Day } from '../../../kernel/calendar.ts';
import { literal } from './literal.ts';

/** Divisions that share the values of the parameters asked for; null: all others. */
export interface DivisionValues {
  readonly divisions: readonly string[] | null;
  /** null while the parameter is unset. */
  readonly valueIn: (name: string) => unknown;
}

/** What an evaluation knows beyond the projection. */
export interface Evaluation {
  readonly asOf: Day;
  /** The values in force at the as-of moment; the general ones stand last. */
  readonly parameters: (names: readonly string[]) => readonly DivisionValues[];
}

/** Something that depends on the values of parameters in the division that `division` gives. */
export function byDivision(
  groups: readonly DivisionValues[],
  division: string,
  sqlOf: (group: DivisionValues) => string,
): string {
  const general = groups.find((group) => group.divisions === null);
  const special = groups.flatMap((group) =>
    group.divisions
      ? [`when ${division} = any(${literal(group.divisions, 'list')}) then ${sqlOf(group)}`]
      : [],
  );
  const rest = general ? sqlOf(general) : 'null';
  return special.length > 0 ? `(case ${special.join(' ')} else ${rest} end)` : rest;
}

export function parameterSql(
  evaluation: Evaluation | undefined,
  parameter: { readonly name: string; readonly kind: 'number' | 'text' },
  division: string,
): string {
  const { name, kind } = parameter;
  const none = kind === 'number' ? 'null::double precision' : 'null::text';
  if (!evaluation) throw new Error(`parameter '${name}' is read outside an evaluation`);
  return byDivision(evaluation.parameters([name]), division, (group) => {
    const value = group.valueIn(name);
    return value === null || value === undefined ? none : literal(value, kind);
  });
}
