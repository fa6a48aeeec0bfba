import type { Rational } from '../../../kernel/rational.ts';
import { add, compare, fromNumber, multiply, ZERO } from '../../../kernel/rational.ts';
import { must } from '../../../kernel/result.ts';
import type { Gb18218 } from '../../../law/standards/gb18218.ts';
import type { Figure, Level } from '../model.ts';

export interface Alpha extends Figure {
  /** The band, such as 50~99人. */
  readonly row: string;
}

/** α (暴露人员校正系数, Table 5) for the people living within 500 m outside the plant boundary. */
export function alphaOf(exposedPopulation: number, edition: Gb18218): Alpha {
  const bands = edition.table5_alpha;
  const band = bands.find(
    ({ min, max }) => exposedPopulation >= min && (max === null || exposedPopulation <= max),
  );
  const { label, alpha } = must(band, 'the bands of Table 5 cover every whole number');
  return {
    value: fromNumber(alpha),
    standard: edition.standard,
    row: label,
    ...edition.figures.table5,
  };
}

/** R = α (β1·q1/Q1 + … + βn·qn/Qn), formula (2). */
export function gradingIndex(
  alpha: Rational,
  lines: readonly { readonly weighted: Rational }[],
): Rational {
  return multiply(
    alpha,
    lines.reduce((sum, line) => add(sum, line.weighted), ZERO),
  );
}

export interface LevelRow {
  readonly level: Level;
  readonly name: string;
  readonly expr: string;
}

const levels: readonly Level[] = [1, 2, 3, 4];

/** Level of Table 6; the lower bound belongs to the level: R = 50 is level 2. */
export function levelOf(R: Rational, edition: Gb18218): LevelRow {
  const rows = edition.table6_levels;
  const row = must(
    rows.find(({ minInclusive }) => compare(R, fromNumber(minInclusive)) >= 0),
    'Table 6 covers every R',
  );
  const level = must(
    levels.find((one) => one === row.rank),
    'ranks of Table 6 are 1 to 4',
  );
  return { level, name: row.level, expr: row.expr };
}
