/** A few facts of the made-up port city, and what its plan makes of them on 2026-06-30. */
type Row = readonly [type: string, record: string, at: string, set: Record<string, unknown>];

const firm = (id: string, jurisdiction: string, set: Record<string, unknown> = {}): Row => [
  'enterprise',
  id,
  '2025-01-10',
  { name: `虚构仓储 ${id}`, jurisdiction, industry: ['trade'], ...set },
];

export const facts: readonly Row[] = [
  ['jurisdiction', '459900', '2024-01-01', { name: '岚湾市', level: 'city' }],
  ['jurisdiction', '459921', '2024-01-01', { name: '东港县', level: 'county', parent: '459900' }],
  ['jurisdiction', '459922', '2024-01-01', { name: '西港县', level: 'county', parent: '459900' }],
  firm('E1', '459921'),
  firm('E2', '459922', { scale: 'large' }),
  firm('E3', '459922', { productionState: 'declared-stopped', tags: ['tanks-empty'] }),
  ['enterprise', 'E1', '2025-03-01', { planningConformity: true }],
  ['enterprise', 'E2', '2026-02-01', { planningConformity: true }],
  ['drill', 'D1', '2025-05-01', { enterprise: 'E1', kind: 'evacuation', date: '2025-05-01' }],
  ['drill', 'D2', '2026-01-15', { enterprise: 'E2', kind: 'evacuation', date: '2026-01-15' }],
  ['selfInspection', 'S1', '2026-01-16', { enterprise: 'E2', kind: 'guard', date: '2026-01-16' }],
  ['inspectionPlan', 'P1', '2025-02-01', { jurisdiction: '459921', kind: 'annual', year: 2025, approvedOn: '2025-02-01' }],
  ['inspectionPlan', 'P2', '2026-04-10', { jurisdiction: '459921', kind: 'annual', year: 2026, approvedOn: '2026-04-10' }],
  ['hazard', 'H1', '2025-02-01', { enterprise: 'E1', source: 'other', major: true, foundOn: '2025-02-01', dueOn: '2025-03-01' }],
  ['hazard', 'H1', '2025-02-20', { closedOn: '2025-02-20' }],
  ['hazard', 'H2', '2026-05-01', { enterprise: 'E2', source: 'other', major: true, foundOn: '2026-05-01', dueOn: '2026-06-01' }],
  ['incident', 'A1', '2024-04-01', { enterprise: 'E1', date: '2024-04-01T08:00:00+08:00' }],
  ['incident', 'A2', '2024-09-01', { enterprise: 'E1', date: '2024-09-01T08:00:00+08:00' }],
  ['incident', 'A3', '2025-08-01', { enterprise: 'E2', date: '2025-08-01T08:00:00+08:00' }],
  ['inspection', 'I1', '2025-09-29', { enterprise: 'E1', kind: 'routine', date: '2025-09-29', findings: 2 }],
  ['inspection', 'I1', '2025-09-30', { publishedOn: '2025-09-30' }],
  ['inspection', 'I2', '2025-09-29', { enterprise: 'E2', kind: 'routine', date: '2025-09-29', findings: 0 }],
  // Friday before the Spring Festival: Saturday the 14th is worked, the 15th to the 23rd are off.
  ['inspection', 'I3', '2026-02-13', { enterprise: 'E1', kind: 'routine', date: '2026-02-13', findings: 1 }],
  ['inspection', 'I3', '2026-02-25', { publishedOn: '2026-02-25' }],
  ['inspection', 'I4', '2026-02-13', { enterprise: 'E2', kind: 'routine', date: '2026-02-13', findings: 1 }],
  ['inspection', 'I4', '2026-02-26', { publishedOn: '2026-02-26' }],
  // No notice for 2027 yet: the law alone gives 2027-02-05 to 08, weekend included.
  ['inspection', 'I5', '2027-02-03', { enterprise: 'E2', kind: 'routine', date: '2027-02-03', findings: 1 }],
  [
    'attestation',
    'T1',
    '2025-06-20',
    {
      clause: 'LANWAN-3.1',
      subjectType: 'jurisdiction',
      subject: '459900',
      byRole: 'port-command',
      document: `sha256:${'0'.repeat(64)}`,
      date: '2025-06-20',
    },
  ],
];

export const parameters = {
  'quay.drill.period': 'P1Y',
  'quay.hazard.closeWithin': 'P30D',
  'quay.hazard.closedShare': 0.5,
};

interface Expected {
  readonly status: string;
  readonly duties: Readonly<Record<string, string>>;
}

export const expected: Readonly<Record<string, Expected>> = {
  '1.1': { status: 'missed', duties: { E1: 'met', E2: 'late', E3: 'unknown' } },
  '1.2': {
    status: 'missed',
    duties: {
      'E1 2025': 'met',
      'E1 2026': 'pending',
      'E2 2025': 'overdue',
      'E2 2026': 'met',
      'E3 2025': 'overdue',
      'E3 2026': 'pending',
    },
  },
  '1.3': {
    status: 'missed',
    duties: {
      '459921 2025': 'met',
      '459921 2026': 'late',
      '459922 2025': 'overdue',
      '459922 2026': 'overdue',
    },
  },
  '2.1': { status: 'unmet', duties: { E1: 'met', E2: 'overdue', E3: 'met' } },
  '2.2': { status: 'missed', duties: { H1: 'met', H2: 'overdue' } },
  '2.3': { status: 'met', duties: { '459921': 'met', '459922': 'overdue' } },
  '2.4': { status: 'met', duties: { '459900 2025': 'met', '459900 2026': 'pending' } },
  '2.5': { status: 'met', duties: { I1: 'met', I3: 'met', I4: 'late' } },
  '3.1': { status: 'attested', duties: { '459900': 'met' } },
  '3.2': { status: 'met', duties: { E3: 'met' } },
  '3.3': { status: 'met', duties: { E2: 'met' } },
};
