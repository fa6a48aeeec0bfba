import { z } from 'zod';
import { flag, int, list, num, obj, standardFile, text } from '../shape.ts';

const said = obj({ zh: text, en: text });
const level = z.enum(['red', 'orange', 'yellow', 'blue']);
const factor = z.enum(['likelihood', 'exposure', 'severity']);

const method = obj({
  id: z.enum(['ls', 'lec']),
  name: said,
  /** What the product is called: R, D. */
  symbol: text,
  formula: text,
  factors: list(
    obj({
      key: factor,
      letter: text,
      name: said,
      values: list(obj({ value: num, text: said })).min(2),
    }),
  ).min(2),
  /** From the worst down; `inclusive`: the bound belongs to the band. */
  bands: list(obj({ level, from: num, inclusive: flag, text: said })).length(4),
});

/** Grading of safety risks (安全生产风险分级): LS and LEC, owners by colour. */
export const riskGrading = standardFile({
  levels: list(
    obj({
      level,
      name: said,
      tier: said,
      owner: z.enum(['principal', 'safetyManager', 'teamLeader', 'worker']),
    }),
  ).length(4),
  methods: list(method).length(2),
  /** A major risk whatever the working says. */
  direct: list(obj({ code: text, text: said })),
  reviewMonths: int,
  /** Which of the four defences (人防、技防、工程防、管理防) a class of measures is counted as. */
  defences: list(obj({ class: text, defence: text })),
  workedExamples: list(
    obj({
      id: text,
      method: z.enum(['ls', 'lec']),
      in: z.partialRecord(factor, num),
      hand: text,
      score: num,
      level,
    }),
  ),
});
export type RiskGrading = z.infer<typeof riskGrading>;
export type GradingMethod = RiskGrading['methods'][number];
export type RiskLevel = z.infer<typeof level>;
export type FactorKey = z.infer<typeof factor>;
