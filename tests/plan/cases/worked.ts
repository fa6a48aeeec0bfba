/** type, record, at, set */
export type Row = readonly [string, string, string, Record<string, unknown>];

export const city: readonly Row[] = [
  ['jurisdiction', '371700', '2024-01-01', { name: '菏泽市', level: 'city' }],
  ['jurisdiction', '371728', '2024-01-01', { name: '东明县', level: 'county', parent: '371700' }],
  ['jurisdiction', '371721', '2024-01-01', { name: '曹县', level: 'county', parent: '371700' }],
  [
    'jurisdiction',
    '371728100',
    '2024-01-01',
    { name: '城关', level: 'township', parent: '371728' },
  ],
];
const firm = (id: string, at: string, set: Record<string, unknown> = {}): Row => [
  'enterprise',
  id,
  at,
  { name: id, jurisdiction: '371728', industry: ['hazchem'], ...set },
];
const tank = (id: string, enterprise: string, at: string): Row => [
  'facility',
  id,
  at,
  { enterprise, majorHazard: true, majorHazardLevel: 1 },
];
const grade = (
  id: string,
  enterprise: string,
  at: string,
  set: Record<string, unknown> = {},
): Row => [
  'standardisationGrade',
  id,
  at,
  { enterprise, status: 'awarded', level: 2, decidedOn: at, ...set },
];
const hazard = (id: string, at: string, set: Record<string, unknown>): Row => [
  'hazard',
  id,
  at,
  set,
];

export interface Case {
  readonly name: string;
  readonly clause: string;
  readonly asOf: string;
  readonly facts: readonly Row[];
  readonly params?: Record<string, unknown>;
  /** subject (and period) → status, since or due where it matters */
  readonly duties: Record<string, string>;
  /** Days since which some of them are held. */
  readonly since?: Readonly<Record<string, string>>;
  readonly status: string;
}

const E1 = [firm('E1', '2024-01-05'), tank('F1', 'E1', '2024-01-05')];

export const cases: readonly Case[] = [
  {
    name: 'by: done in time',
    clause: 'CHEM-2.5',
    asOf: '2024-12-31',
    facts: [...E1, grade('S1', 'E1', '2024-05-01')],
    duties: { E1: 'met' },
    status: 'met',
  },
  {
    name: 'by: done on the due day',
    clause: 'CHEM-2.5',
    asOf: '2025-06-01',
    facts: [...E1, grade('S1', 'E1', '2024-12-31')],
    duties: { E1: 'met' },
    status: 'met',
  },
  {
    name: 'by: done a day late',
    clause: 'CHEM-2.5',
    asOf: '2025-06-01',
    facts: [...E1, grade('S1', 'E1', '2025-01-01')],
    duties: { E1: 'late' },
    status: 'met',
  },
  {
    name: 'by: pending on the due day',
    clause: 'CHEM-2.5',
    asOf: '2024-12-31',
    facts: E1,
    duties: { E1: 'pending' },
    status: 'atRisk',
  },
  {
    name: 'by: overdue the day after',
    clause: 'CHEM-2.5',
    asOf: '2025-01-01',
    facts: E1,
    duties: { E1: 'overdue' },
    status: 'missed',
  },
  {
    name: 'by: grade expired since',
    clause: 'CHEM-2.5',
    asOf: '2025-06-01',
    facts: [...E1, grade('S1', 'E1', '2024-05-01', { validUntil: '2025-05-31' })],
    duties: { E1: 'overdue' },
    status: 'missed',
  },
  {
    name: 'by: grade valid on its last day',
    clause: 'CHEM-2.5',
    asOf: '2025-05-31',
    facts: [...E1, grade('S1', 'E1', '2024-05-01', { validUntil: '2025-05-31' })],
    duties: { E1: 'met' },
    status: 'met',
  },
  {
    name: 'by: lost and won again is late',
    clause: 'CHEM-2.5',
    asOf: '2025-06-01',
    facts: [
      ...E1,
      grade('S1', 'E1', '2024-05-01', { validUntil: '2025-01-31' }),
      grade('S2', 'E1', '2025-03-01'),
    ],
    duties: { E1: 'late' },
    status: 'met',
  },
  {
    name: 'by: entered after the date, due on entry',
    clause: 'CHEM-2.5',
    asOf: '2025-06-01',
    facts: [
      firm('E1', '2025-02-01'),
      tank('F1', 'E1', '2025-02-03'),
      grade('S1', 'E1', '2025-02-03'),
    ],
    duties: { E1: 'met' },
    status: 'met',
  },
  {
    name: 'by: nobody to count',
    clause: 'CHEM-2.5',
    asOf: '2025-06-01',
    facts: [firm('E1', '2024-01-05')],
    duties: {},
    status: 'noSubject',
  },
  {
    name: 'population: retired is out',
    clause: 'CHEM-2.5',
    asOf: '2025-06-01',
    facts: [...E1, ['enterprise', 'E1', '2025-01-10', { _retired: true }]],
    duties: {},
    status: 'noSubject',
  },
  {
    name: 'population: facts after the day do not count',
    clause: 'CHEM-2.5',
    asOf: '2024-03-01',
    facts: [...E1, grade('S1', 'E1', '2024-05-01')],
    duties: { E1: 'pending' },
    status: 'atRisk',
  },
  {
    name: 'every quarter: met, missed, running',
    clause: 'CHEM-8.3',
    asOf: '2024-08-15',
    facts: [
      firm('E1', '2024-01-05'),
      [
        'selfInspection',
        'I1',
        '2024-02-01',
        { enterprise: 'E1', date: '2024-02-01', leaderRole: 'principal', scope: ['major-hazard'] },
      ],
    ],
    duties: {
      'E1 2024-01': 'overdue',
      'E1 2024-02': 'met',
      'E1 2024-03': 'overdue',
      'E1 2024-08': 'pending',
    },
    status: 'missed',
  },
  {
    name: 'state: unknown is not met',
    clause: 'CHEM-19.3',
    asOf: '2024-08-15',
    facts: [firm('E1', '2024-01-05')],
    duties: { E1: 'unknown' },
    status: 'atRisk',
  },
  {
    name: 'follows: no parameter',
    clause: 'CHEM-17.1',
    asOf: '2024-08-15',
    facts: E1,
    duties: {},
    status: 'needsParameter',
  },
  {
    name: 'follows: in force already, though not before the subject is known',
    clause: 'TRADE-2.3',
    asOf: '2024-08-15',
    params: { 'licensing.unreviewed.actWithin': 'P10D', 'reg.metallurgy.effectiveDate': '2023-01-01' },
    facts: [
      ['penalty', 'F', '2024-01-10', { kind: 'fine', project: 'P', date: '2024-01-10' }],
      ['project', 'P', '2024-03-01', { name: 'P', metalSmelting: true, completedOn: '2023-06-30' }],
    ],
    duties: { 'P project/P': 'met' },
    since: { 'P project/P': '2024-03-01' },
    status: 'met',
  },
  {
    name: 'follows: in time, late, overdue, pending',
    clause: 'CHEM-17.1',
    asOf: '2024-08-15',
    params: { 'alarm.handleWithin': 'PT2H' },
    facts: [
      ...E1,
      [
        'alarm',
        'A1',
        '2024-05-01T10:00:00+08:00',
        { enterprise: 'E1', system: 's-prov-hazchem', raisedAt: '2024-05-01T10:00:00+08:00' },
      ],
      ['alarm', 'A1', '2024-05-01T11:00:00+08:00', { handledAt: '2024-05-01T11:00:00+08:00' }],
      [
        'alarm',
        'A2',
        '2024-05-02T10:00:00+08:00',
        { enterprise: 'E1', system: 's-prov-hazchem', raisedAt: '2024-05-02T10:00:00+08:00' },
      ],
      ['alarm', 'A2', '2024-05-02T12:00:01+08:00', { handledAt: '2024-05-02T12:00:01+08:00' }],
      [
        'alarm',
        'A3',
        '2024-05-03T10:00:00+08:00',
        { enterprise: 'E1', system: 's-prov-hazchem', raisedAt: '2024-05-03T10:00:00+08:00' },
      ],
      [
        'alarm',
        'A4',
        '2024-08-15T22:30:00+08:00',
        { enterprise: 'E1', system: 's-prov-hazchem', raisedAt: '2024-08-15T22:30:00+08:00' },
      ],
    ],
    duties: {
      'E1 alarm/A1': 'met',
      'E1 alarm/A2': 'late',
      'E1 alarm/A3': 'overdue',
      'E1 alarm/A4': 'pending',
    },
    status: 'missed',
  },
  {
    name: 'state of a case by a date',
    clause: 'CHEM-8.5',
    asOf: '2025-02-01',
    facts: [
      ...E1,
      hazard('H1', '2024-03-01', {
        enterprise: 'E1',
        foundOn: '2024-03-01',
        major: true,
        class: 'static',
      }),
      hazard('H1', '2024-04-01', { closedOn: '2024-04-01', verifiedOn: '2024-04-01' }),
      hazard('H2', '2024-03-01', {
        enterprise: 'E1',
        foundOn: '2024-03-01',
        major: true,
        class: 'static',
      }),
    ],
    duties: { H1: 'met', H2: 'overdue' },
    status: 'missed',
  },
  {
    name: 'none: a breach',
    clause: 'CHEM-G.4',
    asOf: '2025-02-01',
    facts: [
      ...E1,
      firm('E2', '2024-01-05'),
      [
        'incident',
        'X',
        '2024-06-01',
        { enterprise: 'E2', date: '2024-06-01T10:00:00+08:00', considerableSocialImpact: true },
      ],
    ],
    duties: { E1: 'met', E2: 'overdue' },
    status: 'unmet',
  },
  {
    name: 'attest: general statement of the county',
    clause: 'CHEM-S1.1',
    asOf: '2025-02-01',
    facts: [
      [
        'attestation',
        'T',
        '2024-06-01',
        {
          clause: 'CHEM-S1.1',
          byRole: 'county-gov',
          date: '2024-06-01',
          document: 'sha256:00',
          jurisdiction: '371728',
        },
      ],
    ],
    duties: { 371728: 'met', 371721: 'pending' },
    status: 'notAttested',
  },
  {
    name: 'reach below: a township counts for its county',
    clause: 'TRADE-18.4',
    asOf: '2024-12-31',
    facts: [
      firm('T1', '2024-01-05', { industry: ['trade'], jurisdiction: '371728100' }),
      [
        'drill',
        'D',
        '2024-06-01',
        { enterprise: 'T1', date: '2024-06-01', kind: 'county-demonstration' },
      ],
    ],
    duties: { '371728 2024': 'met', '371721 2024': 'pending' },
    status: 'atRisk',
  },
];
