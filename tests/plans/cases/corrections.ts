/** Facts on which the draft and the corrected clauses part, and what the text makes of them on 2026-06-30. */
type Row = readonly [type: string, record: string, at: string, set: Record<string, unknown>];

const firm = (id: string, industry: string, set: Record<string, unknown> = {}): Row => [
  'enterprise', id, '2023-01-01', { name: `虚构企业 ${id}`, jurisdiction: '371702', industry: [industry], ...set },
];
const workshop = (id: string, set: Record<string, unknown>): Row => ['facility', id, '2023-01-01', { kind: 'installation', ...set }];
const pump = (id: string, set: Record<string, unknown>): Row => ['equipment', id, '2023-01-01', { facility: 'F-OLD', critical: true, ...set }];

export const facts: readonly Row[] = [
  ['jurisdiction', '371700', '2020-01-01', { name: '菏泽市', level: 'city' }],
  ['jurisdiction', '371702', '2020-01-01', { name: '牡丹区', level: 'county', parent: '371700' }],
  firm('CHEM', 'chemical'),
  firm('HAZ', 'hazchem'),
  firm('FIRE', 'fireworksWholesale'),
  firm('DUST', 'trade', { tradeFeatures: ['keyDustExplosive'] }),
  firm('SHOP', 'trade'),
  firm('OIL-MICRO', 'oilGasStorage', { scale: 'micro' }),
  firm('OIL-LARGE', 'oilGasStorage', { scale: 'large' }),
  // CHEM-15.4: the range around a chemical unit, not around a dust workshop.
  workshop('F-CHEM', { enterprise: 'CHEM', explosionRisk: true }),
  workshop('F-DUST', { enterprise: 'DUST', explosionRisk: true }),
  workshop('F-UNKNOWN', { explosionRisk: true, jurisdiction: '371702' }),
  // CHEM-5.18: rotating and static equipment.
  workshop('F-OLD', { enterprise: 'HAZ', aged: true }),
  pump('Q-PUMP', { class: 'rotating' }),
  pump('Q-VESSEL', { class: 'static' }),
  pump('Q-UNCLASSED', {}),
  pump('Q-SWITCH', { class: 'electrical' }),
  // CHEM-9.11: not started yet, started after approval, started before it.
  ...['P-PLANNED', 'P-RIGHT', 'P-EARLY', 'P-TRADE'].map((id): Row => [
    'permit', id, '2026-03-01',
    {
      kind: 'low-probability-high-risk', enterprise: id === 'P-TRADE' ? 'SHOP' : 'HAZ', guardian: 'G1',
      riskAnalysedAt: '2026-03-01T08:00:00+08:00', approvedAt: '2026-03-01T09:00:00+08:00',
      ...(id === 'P-PLANNED' ? {} : { startedAt: `2026-03-01T${id === 'P-EARLY' ? '08' : '10'}:30:00+08:00` }),
    },
  ]),
  ['person', 'G1', '2023-01-01', { name: '虚构监护', enterprise: 'HAZ', role: ['guardian'] }],
  // CHEM-11.1: projects that the review of 2024 could reach.
  ['project', 'J-2020', '2020-06-01', { name: '虚构项目', kind: 'construction', enterprise: 'HAZ', startedOn: '2020-06-01' }],
  ['project', 'J-2021', '2021-01-01', { name: '虚构项目', kind: 'construction', enterprise: 'HAZ', startedOn: '2021-01-01' }],
  ['project', 'J-2024', '2024-12-31', { name: '虚构项目', kind: 'construction', enterprise: 'HAZ', startedOn: '2024-12-31' }],
  ['project', 'J-2025', '2025-01-01', { name: '虚构项目', kind: 'construction', enterprise: 'HAZ', startedOn: '2025-01-01' }],
  // CHEM-11.3: what the re-verification found, not the fireworks look-back.
  ['hazard', 'H-HAZ', '2026-06-01', { enterprise: 'HAZ', source: 'licenceReview', foundOn: '2026-06-01' }],
  ['hazard', 'H-FIRE', '2026-06-01', { enterprise: 'FIRE', source: 'licenceReview', foundOn: '2026-06-01' }],
  // CHEM-S3.7: accidents of the city.
  ['incident', 'I-HERE', '2026-06-01', { enterprise: 'HAZ', date: '2026-06-01T08:00:00+08:00' }],
  ['incident', 'I-ELSEWHERE', '2026-06-01', { industry: ['hazchem'], region: 'country', date: '2026-06-01T08:00:00+08:00' }],
  // CHEM-S3.6: a circular on progress answers no zero penalties; one on them does.
  ['notice', 'N-PROGRESS', '2026-06-20', { kind: 'circular', trigger: 'progress', jurisdictions: ['371702'], date: '2026-06-20' }],
  // TRADE-5.9: a fine for a training matter is no accountability for an old major hazard.
  firm('LATE', 'trade', { perfunctory: true }),
  ['hazard', 'H-OLD', '2024-01-01', { enterprise: 'LATE', major: true, source: 'inspection', foundOn: '2024-01-01' }],
  ['person', 'W1', '2023-01-01', { name: '虚构负责人', enterprise: 'LATE', role: ['principal'] }],
  ['penalty', 'B-1', '2026-06-01', { enterprise: 'LATE', kind: 'fine', topic: 'training', date: '2026-06-01' }],
  ['penalty', 'B-2', '2026-06-02', { enterprise: 'LATE', person: 'W1', kind: 'fine', topic: 'major-hazard', date: '2026-06-02' }],
  // TRADE-S3.2: reports of major hazards in trade.
  ...(['R-MAJOR SHOP major-hazard', 'R-OTHER SHOP illegal-activity', 'R-CHEM HAZ major-hazard', 'R-BARE', 'R-NAMELESS - major-hazard'] as const).map((words): Row => {
    const [id = '', enterprise, topic] = words.split(' ');
    return ['report', id, '2026-06-01', {
      channel: 'mini-program', date: '2026-06-01', jurisdiction: '371702',
      ...(enterprise && enterprise !== '-' ? { enterprise } : {}), ...(topic ? { topic } : {}),
    }];
  }),
  // TRADE-9.2: key persons of trade.
  ['person', 'K-TRADE', '2023-01-01', { name: '虚构人员', enterprise: 'SHOP', role: ['confined-space-key-person'] }],
  ['person', 'K-HAZ', '2023-01-01', { name: '虚构人员', enterprise: 'HAZ', role: ['confined-space-key-person'] }],
];

export const parameters = {
  'licensing.immediate.hours': 24,
  'incident.investigation.within': 'P60D',
  'enforcement.zeroPenalty.actWithin': 'P30D',
  'enforcement.zeroPenalty.period': 'P1Y',
  'enforcement.inspectNoPenalty.threshold': 0.1,
  'hazards.accountability.within': 'P5D',
  'hazards.longStanding.days': 90,
  'report.handleWithin': 'P60D',
};

/** Subject → status; every duty of the clause. */
export const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'CHEM-5.18': { 'Q-PUMP': 'pending', 'Q-VESSEL': 'pending', 'Q-UNCLASSED': 'pending' },
  'CHEM-6.5': { 'OIL-MICRO': 'overdue' },
  'CHEM-9.11': { 'P-PLANNED': 'met', 'P-RIGHT': 'met', 'P-EARLY': 'overdue' },
  'CHEM-11.1': { 'J-2021': 'overdue', 'J-2024': 'overdue' },
  'CHEM-11.3': { 'H-HAZ': 'overdue' },
  'CHEM-15.4': { 'F-CHEM': 'overdue', 'F-UNKNOWN': 'overdue' },
  'CHEM-S3.6': { 371702: 'overdue' },
  'CHEM-S3.7': { 'I-HERE': 'pending' },
  'TRADE-5.9': { LATE: 'overdue' },
  'TRADE-9.2': { 'K-TRADE': 'pending' },
  'TRADE-S3.2': { 'R-MAJOR': 'pending', 'R-BARE': 'pending', 'R-NAMELESS': 'pending' },
};
