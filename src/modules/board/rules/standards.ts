/**
 * Which series of standards (standards/catalogue.json) stand behind the records that a clause
 * reads. A help for readers: the plans name documents, not these series.
 */
const SERIES: Readonly<Record<string, readonly string[]>> = {
  hazard: ['hazchem-major-hazard-criteria', 'trade-major-hazard-criteria'],
  permit: ['special-work', 'special-work-electronic'],
  process: ['sensitive-periods'],
  facility: ['major-hazard-identification', 'confined-space'],
  assignment: ['major-hazard-guarantors'],
  gradeAssessment: ['hazchem-grading'],
  park: ['chemical-parks'],
  parkRiskAssessment: ['chemical-parks'],
  alarm: ['hazchem-monitoring', 'trade-monitoring'],
  dataFeed: ['hazchem-monitoring', 'trade-monitoring'],
  riskItem: ['dual-prevention'],
  selfInspection: ['dual-prevention'],
  incident: ['accident-grades'],
  inspection: ['enforcement'],
  penalty: ['enforcement'],
  case: ['enforcement'],
  report: ['reporting'],
  reward: ['reporting-rewards'],
  standardisationGrade: ['standardisation-grading'],
  training: ['training'],
  exam: ['training'],
  drill: ['training'],
};

const LINES: Readonly<Record<string, RegExp>> = {
  chem: /^trade-/,
  trade: /^(hazchem-|chemical-)/,
};

/** Series of the record types, those of the other line aside. */
export function seriesOf(types: ReadonlySet<string>, plan: string): readonly string[] {
  const other = LINES[plan];
  const found = [...types].flatMap((type) => SERIES[type] ?? []);
  return [...new Set(found)].filter((id) => !other?.test(id));
}

/** Does every name stand in the catalogue? For the test. */
export const seriesNamed: readonly string[] = [...new Set(Object.values(SERIES).flat())];
