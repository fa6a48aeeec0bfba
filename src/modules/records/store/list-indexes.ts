/**
 * Indexes of lists that pass over whole record types, made with the projection and at every start.
 * The ledger of hazards goes by the day they were found, newest first: a province has 2,000,000. By
 * the plain column: under row-level security no expression chooses where to begin.
 */
const FOUND = `"foundOn" desc nulls last, id desc`;
/** What the ledger shows, as its query says it: nothing that never was. */
const SHOWN = `live or "stage" = 'dismissed'`;

/**
 * An index that answers by itself which rows stood at a moment and who sees them: a county passes
 * over nine rows for one of its own, and up to so many are counted, without meeting the rows.
 */
const ledger = (name: string, by: string, where: string, also = ''): string =>
  `create index if not exists hazard_list_${name} on rec.hazard (${by}${FOUND}, vf, vt) include (seqkey${also}) where ${where}`;

/** The signs of what was written of a hazard: all of a text's stand where the text does. */
export const hazardSigns = (h: string): string =>
  `string_to_array(coalesce(${h}"note", '') || ' ' || coalesce(${h}"criterion", ''), null)`;

/** Made by an earlier version, and in nobody's way any more. */
const FORMER = [
  ...['found', 'of_enterprise', 'at_stage', 'major', 'open', 'listed', 'overdue'],
  ...['by_stage', 'by_source', 'by_day', 'by_major', 'by_listed'],
  ...['stage_until', 'source_until', 'open_until', 'overdue_until'],
].map((name) => `drop index if exists rec.hazard_${name}`);

export const listIndexes: Readonly<Record<string, readonly string[]>> = {
  hazard: [
    ...FORMER,
    ledger('day', '', SHOWN),
    `create index if not exists hazard_by_enterprise on rec.hazard ("enterprise", ${FOUND})`,
    ledger('stage', '"stage", ', SHOWN),
    ledger('source', '"source", ', SHOWN),
    ledger('major', '', `"treatedAsMajor" and (${SHOWN})`, ', "major"'),
    ledger('open', '', '"open" and live'),
    ledger('listed', '', `"supervisedBy" is not null and (${SHOWN})`, ', "supervisedBy"'),
    ledger('overdue', '', '"overdue" and live'),
    `create index if not exists hazard_signs on rec.hazard using gin ((${hazardSigns('')}))`,
  ],
  // Tasks meet their records by measure and period; the ledger goes by the day.
  measureCheck: [
    `create index if not exists check_of_task on rec."measureCheck" ("controlMeasure", "period")`,
    `create index if not exists check_by_day on rec."measureCheck" ("date" desc, id desc)`,
    `create index if not exists check_of_enterprise on rec."measureCheck" ("enterprise", "date" desc, id desc)`,
    `create index if not exists check_by_person on rec."measureCheck" ("by", "doneAt")`,
    `create index if not exists check_with_photo on rec."measureCheck" using gin ("photos")`,
    `create index if not exists check_marked on rec."measureCheck" ("date" desc, id desc) where cardinality("marks") > 0`,
  ],
  selfInspection: [
    `create index if not exists self_check_of on rec."selfInspection" ("enterprise", "date" desc, id desc)`,
  ],
  // The daily list of the online patrol, and what a warning is made of.
  onlinePatrol: [`create index if not exists patrol_by_day on rec."onlinePatrol" ("date")`],
  facility: [`create index if not exists facility_major on rec.facility (id) where "majorHazard"`],
  permit: [
    `create index if not exists permit_working on rec.permit ("startedAt") where "status" = 'working'`,
  ],
  // What names an enterprise, for its file.
  attestation: [`create index if not exists attestation_of on rec.attestation ("subject")`],
  notice: [`create index if not exists notice_to on rec.notice using gin ("enterprises")`],
  riskEvent: [`create index if not exists event_of_point on rec."riskEvent" ("riskItem")`],
  controlMeasure: [
    `create index if not exists measure_of_point on rec."controlMeasure" ("riskItem")`,
    `create index if not exists measure_of_enterprise on rec."controlMeasure" ("enterprise")`,
  ],
  riskItem: [`create index if not exists point_of_enterprise on rec."riskItem" ("enterprise", id)`],
  report: [
    `create index if not exists report_dated on rec.report ((coalesce("date", date '1970-01-01')) desc, id desc)`,
  ],
  reward: [`create index if not exists reward_of_report on rec.reward ("report")`],
  hazardStep: [`create index if not exists step_of_hazard on rec."hazardStep" ("hazard", "no")`],
};
