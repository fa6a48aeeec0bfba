import type { Facet, FoldFacet, SpanFacet } from './facet.ts';
import { latest } from './facet.ts';

const shanghai = (moment: string): string => `(${moment} at time zone 'Asia/Shanghai')`;

/** The first moment of the calendar part (month, quarter, year) `by` parts after that of `m.d`. */
const partAfter = (part: 'month' | 'quarter' | 'year', by: number): string =>
  `((date_trunc('${part}', ${shanghai('m.d')}) + ${by} * interval '${part === 'quarter' ? '3 months' : `1 ${part}`}') at time zone 'Asia/Shanghai')`;

/** The plan window, where a rule names it. */
const inWindow = `${shanghai('m.d')}::date between '2024-01-01' and '2026-12-31'`;

/** An enterprise's self-inspections led by the principal, while the part after them runs. */
const checked = (attr: string, part: 'month' | 'quarter'): SpanFacet => ({
  owner: 'enterprise',
  attr,
  column: 'boolean',
  record: 'selfInspection',
  tie: 'enterprise',
  reads: ['leaderRole'],
  where: `"leaderRole" = 'principal'`,
  during: { from: partAfter(part, 1), until: partAfter(part, 2) },
});

/** The earliest day on which the project passed a review of the kind. */
const passedOn = (attr: string, kind: string): FoldFacet => ({
  owner: 'project',
  attr,
  column: 'date',
  record: 'designReview',
  tie: 'project',
  reads: ['kind', 'result', 'date'],
  where: `"kind" = '${kind}'`,
  value: `min(m."date") filter (where m."result" in ('pass', 'conditional'))`,
});

/** Helping values, and derived attributes that match the owner with records not tied to it. */
export const helpingFacets: readonly Facet[] = [
  {
    owner: 'jurisdiction',
    attr: 'largerAccident',
    column: 'boolean',
    record: 'incident',
    tie: 'jurisdiction',
    below: true,
    reads: ['industry', 'grade'],
    where: `'trade' = any("industry")`,
    value: `coalesce(bool_or(m."grade" in ('I', 'II', 'III') and ${inWindow}), false)`,
  },
  {
    owner: 'jurisdiction',
    attr: 'tradeIncidentsThisYear',
    column: 'double precision',
    record: 'incident',
    tie: 'jurisdiction',
    below: true,
    reads: ['industry'],
    where: `'trade' = any("industry")`,
    value: `count(*) filter (where date_trunc('year', ${shanghai('m.d')}) = date_trunc('year', ${shanghai('p.b')}))`,
    turns: [partAfter('year', 1)],
  },
  checked('checkedLastMonth', 'month'),
  checked('checkedLastQuarter', 'quarter'),
  {
    owner: 'enterprise',
    attr: 'selfInspected',
    column: 'boolean',
    record: 'selfInspection',
    tie: 'enterprise',
    during: { from: 'm.lo', until: 'm.hi' },
  },
  {
    owner: 'enterprise',
    attr: 'oldestOpenMajor',
    column: 'date',
    record: 'hazard',
    tie: 'enterprise',
    reads: ['major', 'open', 'foundOn'],
    where: '"major" and "open"',
    value: 'min(m."foundOn")',
  },
  {
    owner: 'enterprise',
    attr: 'majorOpenDays',
    column: 'datemultirange',
    record: 'hazard',
    tie: 'enterprise',
    reads: ['major', 'foundOn', 'closedOn'],
    where: '"major" and "foundOn" < coalesce("closedOn", \'infinity\')',
    value: `range_agg(daterange(m."foundOn", m."closedOn")) filter (where m."foundOn" is not null)`,
  },
  {
    owner: 'enterprise',
    attr: 'covertAlarmOn',
    column: 'date',
    record: 'alarm',
    tie: 'enterprise',
    reads: ['kind', 'falseAlarm', 'raisedAt'],
    where: `"kind" = 'covert-production' and "falseAlarm" is not true`,
    value: `max(${shanghai('m."raisedAt"')}::date)`,
  },
  {
    owner: 'enterprise',
    attr: 'siloAcceptedOn',
    column: 'date',
    record: 'upgrade',
    tie: 'enterprise',
    reads: ['kind', 'acceptedOn'],
    where: `"kind" = 'mechanised-silo-clearing'`,
    value: 'max(m."acceptedOn")',
  },
  {
    owner: 'enterprise',
    attr: 'siloManualOn',
    column: 'date',
    record: 'permit',
    tie: 'enterprise',
    reads: ['kind', 'startedAt'],
    where: `"kind" = 'manual-silo-clearing'`,
    value: `max(${shanghai('m."startedAt"')}::date)`,
  },
  passedOn('conditionPassedOn', 'safety-condition'),
  passedOn('designPassedOn', 'safety-facility-design'),
  passedOn('acceptancePassedOn', 'completion-acceptance'),
  {
    owner: 'docId',
    attr: 'firstValidFrom',
    column: 'date',
    record: 'document',
    tie: 'docId',
    reads: ['validFrom'],
    where: `owner = 'd-std-grade'`,
    value: 'min(m."validFrom")',
  },
  {
    owner: 'permit',
    attr: 'filmed',
    column: 'tstzmultirange',
    record: 'video',
    tie: 'permit',
    reads: ['date', 'endedAt'],
    value: `range_agg(tstzrange(m."date", m."endedAt")) filter (where m."date" < coalesce(m."endedAt", 'infinity'))`,
  },
  {
    owner: 'permit',
    attr: 'sensitivePeriod',
    column: 'text',
    record: 'calendar',
    undated: true,
    reads: ['validFrom', 'validUntil', 'jurisdiction'],
    own: ['jurisdiction', 'startedAt', 'finishedAt', 'plannedFrom', 'plannedUntil'],
    turnsAt: ['startedAt'],
    within: { own: 'jurisdiction', record: 'jurisdiction' },
    match: `case when o."startedAt" <= o.lo then m."validFrom" <= coalesce(o."finishedAt", 'infinity') and coalesce(m."validUntil", 'infinity') >= o."startedAt" else m."validFrom" <= coalesce(o."plannedUntil", 'infinity') and coalesce(m."validUntil", 'infinity') >= o."plannedFrom" end`,
    // Work that still runs has run to this moment.
    from: `case when o."startedAt" <= o.lo and o."finishedAt" is null then m."validFrom" else '-infinity' end`,
    value: '(array_agg(m.id order by m."validFrom", m.id collate "C"))[1]',
  },
  {
    owner: 'parkStatus',
    attr: 'gradeAtDate',
    column: 'text',
    statedFirst: true,
    record: 'parkRiskAssessment',
    reads: ['park', 'grade'],
    own: ['park', 'date'],
    alike: ['park'],
    match: `m."park" = o."park" and ${shanghai('m.vlo')}::date <= o."date" and m.vhi > o."date"::timestamp at time zone 'Asia/Shanghai'`,
    value: latest('grade'),
  },
  {
    owner: 'inspection',
    attr: 'overtaken',
    column: 'boolean',
    record: 'inspection',
    reads: ['kind', 'jurisdiction', 'appliedOn', 'date'],
    where: `"kind" = 'resumption-acceptance' and "appliedOn" is not null and "date" is not null`,
    own: ['kind', 'jurisdiction', 'appliedOn', 'date'],
    ownWhere: `"kind" = 'resumption-acceptance' and "appliedOn" is not null and "date" is not null`,
    alike: ['kind', 'jurisdiction'],
    match: `coalesce(m."jurisdiction", '') = coalesce(o."jurisdiction", '') and m."appliedOn" >= o."appliedOn" and m."date" < o."date" and m.id <> o.id`,
    value: 'true',
  },
];
