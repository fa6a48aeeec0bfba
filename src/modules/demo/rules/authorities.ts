import type { Attributes, Fact } from './fact.ts';
import { fact, fileHash, iso, moment } from './fact.ts';
import { attestClauses, systemNames } from './law-lists.ts';
import type { County, Places } from './places.ts';
import { organisationId } from './profile.ts';
import { random } from './random.ts';
import { FROM } from './schedule.ts';

const START = moment(FROM, 8 * 60);

/** Divisions, authorities, their people and the systems: before everything else. */
export function* placeFacts(places: Places): Generator<Fact> {
  const { city, counties, zones } = places;
  yield fact('jurisdiction', city.code, START, {
    name: city.name,
    level: 'city',
    tradeEnforcementPosts: 1,
    note: '合成演示数据：除行政区划名称外，企业、人员、事件均为虚构 (synthetic demonstration data)',
  });
  for (const county of counties) {
    yield fact('jurisdiction', county.code, START, {
      name: county.name,
      level: 'county',
      parent: city.code,
      tradeEnforcementPosts: 4,
      penaltyClausesNotApplied: county.diligence < 0.68,
    });
    for (const township of county.townships) {
      yield fact('jurisdiction', township.code, START, {
        name: township.name,
        level: 'township',
        parent: county.code,
        ...(township.inZone ? { note: '位于菏泽鲁西新区范围' } : {}),
      });
    }
  }
  for (const zone of zones) {
    yield fact('jurisdiction', zone.id, START, {
      name: zone.name,
      level: 'zone',
      parent: zone.parent,
    });
  }
  for (const [id, name] of systemNames) {
    const trade = ['s-trade', 's-power', 's-qr', 's-special', 's-remote'].some((start) =>
      id.startsWith(start),
    );
    yield fact('system', id, START, { name: `${name}（演示）`, plans: [trade ? 'trade' : 'chem'] });
  }
  yield* officeFacts(city.code, city.name, 'city');
  for (const county of counties) yield* officeFacts(county.code, county.name, 'county');
}

const OFFICES = [
  'government',
  'emergency-bureau',
  'enforcement-team',
  'industry-office',
  'fire-rescue',
  'expert-team',
  'review-body',
  'design-institute',
  'training-body',
  'exam-body',
  'contractor',
] as const;

interface Official {
  readonly key: string;
  readonly set: Attributes;
}

const OFFICIALS: readonly Official[] = [
  {
    key: 'staff',
    set: { role: ['regulator-staff'], field: ['hazchem', 'oilGasExtraction', 'trade'] },
  },
  { key: 'officer1', set: { role: ['enforcement-officer'], field: ['trade'] } },
  { key: 'officer2', set: { role: ['enforcement-officer'], field: ['trade'] } },
  { key: 'officer3', set: { role: ['regulator-staff'], field: ['trade'] } },
  { key: 'cadre', set: { role: ['leading-cadre'] } },
  { key: 'expert', set: { role: ['expert'], field: ['hazchem', 'trade'] } },
  { key: 'station1', set: { role: ['stationed-supervisor'], appointedBy: 'county-gov' } },
  { key: 'station2', set: { role: ['stationed-supervisor'], appointedBy: 'county-gov' } },
];

function* officeFacts(code: string, name: string, level: string): Generator<Fact> {
  for (const kind of OFFICES) {
    yield fact('organisation', organisationId(kind, code), START, {
      name: `示例${name}${kind}（虚构）`,
      kind,
      jurisdiction: code,
      qualified: true,
      qualificationUntil: '2028-12-31',
    });
  }
  for (const { key, set } of OFFICIALS) {
    yield fact('person', `PER-${key}-${code}`, START, {
      name: `虚构人员${code}-${key}`,
      organisation: organisationId('emergency-bureau', code),
      jurisdictionLevel: level,
      jurisdiction: code,
      employmentType: code.endsWith('5') ? 'contract' : 'civil-servant',
      ...set,
    });
  }
}

type Line = readonly [type: string, key: string, months: number, set: Attributes];

const sheets: readonly Line[] = [
  [
    'system-rollup',
    'risk-control investigation-rectification enforcement source-governance responsibility',
  ],
  [
    'programme-rollup',
    'responsibility foundations-building professional-supervision staff-competence',
  ],
  ['module-score', 'risk hazards parks intrinsic monitoring grass-roots'],
  ['clause-rollup', 'key-clauses all-clauses'],
  ['stage1-indicator', 'risk hazards enforcement'],
  ['performance-assessment', 'responsibility'],
].flatMap(([kind = '', topics = '']) =>
  topics
    .split(' ')
    .map(
      (topic): Line => [
        'scoreSheet',
        `${kind}-${topic}`,
        6,
        { kind, topic, weight: 0.1, complete: true },
      ],
    ),
);

/** What every city and county authority does again and again; 0 months = once. */
const routine: readonly Line[] = [
  ...sheets,
  ['analysis', 'illegal', 3, { kind: 'illegal-activity', findings: '示例研判' }],
  ['analysis', 'progress', 3, { kind: 'progress', findings: '示例进展' }],
  [
    'notice',
    'letter',
    3,
    { kind: 'supervision-letter', trigger: 'progress', audience: ['counties'] },
  ],
  ['notice', 'ranking', 3, { kind: 'ranking', trigger: 'progress', audience: ['counties'] }],
  ['notice', 'film', 3, { kind: 'film-push', audience: ['counties'] }],
  ['notice', 'interview', 12, { kind: 'interview', trigger: 'zero-penalty' }],
  [
    'inspection',
    'supervise',
    3,
    { kind: 'supervision', level: 'city', enterpriseIndustry: ['trade'], mode: ['special'] },
  ],
  [
    'inspection',
    'covert',
    6,
    {
      kind: 'enforcement-help',
      level: 'city',
      enterpriseIndustry: ['trade'],
      mode: ['covert', 'special'],
    },
  ],
  [
    'campaign',
    'sweep',
    3,
    { kind: 'sweep', topics: ['illegal-chemical', 'illegal-fireworks'], trigger: 'plan' },
  ],
  [
    'campaign',
    'joint',
    6,
    {
      kind: 'joint-operation',
      partners: ['fire-rescue', 'partner-dept'],
      topics: ['illegal-chemical'],
    },
  ],
  ['campaign', 'pilot', 0, { kind: 'off-site-pilot', trigger: 'plan' }],
  [
    'drill',
    'county',
    12,
    {
      kind: 'county-demonstration',
      industry: ['trade'],
      enterpriseIndustry: ['trade'],
      noNotice: true,
      noScript: true,
      noPresetScenario: true,
      noPresetPlace: true,
      scenario: 'fire',
    },
  ],
  [
    'publication',
    'safety',
    3,
    { kind: 'safety-publicity', title: '示例宣传（虚构）', themes: ['other'] },
  ],
  [
    'incidentAnalysis',
    'types',
    6,
    {
      kind: 'type-analysis',
      industry: ['trade'],
      lessons: '示例教训',
      incidentTypes: ['mechanical-injury', 'object-strike', 'hazchem-storage-use'],
    },
  ],
  ['document', 'joint', 0, { kind: 'joint-supervision-mechanism' }],
  ['document', 'loop', 0, { kind: 'closed-loop-mechanism' }],
  ['document', 'tasks', 0, { kind: 'stationing-task-list' }],
  ['document', 'coop', 0, { kind: 'cooperation-mechanism' }],
  [
    'document',
    'plan-trade',
    0,
    {
      kind: 'county-plan',
      plan: 'trade',
      docId: 'd-county-plan',
      contents: ['yearly-goals', 'division-of-tasks', 'safeguards', 'two-stages'],
    },
  ],
  [
    'document',
    'plan-chem',
    0,
    { kind: 'county-plan', plan: 'chem', docId: 'd-county-plan', contents: ['yearly-goals'] },
  ],
  [
    'document',
    'd-std-grade',
    0,
    { kind: 'standard', docId: 'd-std-grade', validFrom: '2025-01-01' },
  ],
  ['milestoneReport', 'task1', 3, { kind: 'special-action-task', task: '示例任务一' }],
  ['milestoneReport', 'task2', 3, { kind: 'special-action-task', task: '示例任务二' }],
  [
    'systemStatus',
    'warn',
    0,
    {
      system: 's-trade-warn',
      status: 'in-use',
      uptime: 0.99,
      inRealUse: true,
      fields: [
        'metalSmelting',
        'deepWellCasting',
        'dustExplosive',
        'keyDustExplosive',
        'ammoniaRefrigeration',
        'confinedSpace',
      ],
    },
  ],
  [
    'systemStatus',
    'grade',
    0,
    { system: 's-trade-grade', status: 'in-use', activeUsers: 40, uptime: 0.99 },
  ],
  ['systemStatus', 'remote', 0, { system: 's-remote-enf', status: 'in-use', uptime: 0.97 }],
  [
    'project',
    'science',
    0,
    { kind: 'safety-science', name: '示例科技项目（虚构）', status: 'running' },
  ],
];

export function* authorityFacts(places: Places, seed: number): Generator<Fact> {
  const city: County = {
    code: places.city.code,
    name: places.city.name,
    lon: 115.5,
    lat: 35.2,
    diligence: 0.97,
    townships: [],
    parks: [],
  };
  for (const county of [city, ...places.counties]) {
    const rng = random(`${seed}/authority/${county.code}`);
    yield* calendars(county.code);
    for (const [type, key, months, set] of routine) {
      const dates = months === 0 ? [FROM + rng.int(20, 200)] : steps(months);
      let n = 0;
      for (const start of dates) {
        n += 1;
        const day = months === 0 ? start : start + rng.int(1, Math.floor(months * 28));
        if (!rng.chance(Math.min(0.99, county.diligence + 0.03 + (day - FROM) / 12000))) continue;
        yield authorityFact(type, `AUTH-${county.code}-${key}-${n}`, county, day, set);
      }
    }
    yield* yearly(county, seed);
    yield* attestations(county, seed, county === city);
  }
}

function steps(months: number): number[] {
  return Array.from({ length: 36 / months }, (_, i) => Math.round(FROM + i * months * 30.44));
}

const DATE_OF: Readonly<Record<string, string>> = {
  document: 'issuedOn',
  systemStatus: 'acceptedOn',
  project: 'startedOn',
};

function authorityFact(
  type: string,
  record: string,
  county: County,
  day: number,
  set: Attributes,
): Fact {
  const years = (day - FROM) / 1096;
  const extra: Record<string, Attributes> = {
    scoreSheet: {
      score: Math.round(100 * (county.diligence * 0.75 + 0.2 * years)),
      share: Math.min(1, county.diligence * (0.6 + 0.45 * years)),
      onTrack: county.diligence > 0.75 || years > 0.8,
    },
    notice: { jurisdictions: [county.code], by: organisationId('emergency-bureau', '371700') },
    campaign: {
      jurisdictions: [county.code],
      name: '示例行动（虚构）',
      dimension: 'field',
      endsOn: iso(day + 60),
    },
    milestoneReport: {
      state: years < 0.2 ? 'running' : county.diligence + years > 1.1 ? 'completed' : 'running',
    },
    document: { title: '示例机制文件（虚构）', file: fileHash(record) },
    inspection: {
      findings: 3,
      source: 'on-site',
      selection: 'planned',
      checklist: 'd-prov-trade-plan',
      answeredItems: ['measures-carried-out'],
    },
    drill: { participants: 120 },
  };
  return fact(type, record, moment(day, 600), {
    [DATE_OF[type] ?? 'date']: iso(day),
    jurisdiction: county.code,
    ...extra[type],
    ...set,
  });
}

function* calendars(code: string): Generator<Fact> {
  if (code !== '371700') return;
  for (const year of [2024, 2025, 2026]) {
    for (const [name, from, until] of [
      ['春节', '02-08', '02-18'],
      ['国庆节', '10-01', '10-07'],
    ] as const) {
      yield fact('calendar', `CAL-${year}-${from}`, START, {
        name: `${year}年${name}（演示）`,
        kind: 'holiday',
        jurisdiction: code,
        validFrom: `${year}-${from}T00:00:00+08:00`,
        validUntil: `${year}-${until}T23:59:59+08:00`,
      });
    }
  }
}

const REGULATORS = ['staff', 'officer1', 'officer2', 'officer3'] as const;

function* yearly(county: County, seed: number): Generator<Fact> {
  const rng = random(`${seed}/yearly/${county.code}`);
  for (const year of [2024, 2025, 2026]) {
    const day = FROM + 365 * (year - 2024) + rng.int(10, 60);
    const common = { date: iso(day), jurisdiction: county.code };
    if (rng.chance(county.diligence)) {
      yield fact('inspectionPlan', `PLAN-${county.code}-${year}`, moment(day, 600), {
        kind: 'annual',
        industry: ['trade'],
        year,
        approvedOn: iso(day),
        inputs: ['risk-level'],
        ...common,
      });
    }
    if (rng.chance(county.diligence)) {
      yield fact('document', `KEY-${county.code}-${year}`, moment(day, 600), {
        kind: 'key-inspection-list',
        year,
        issuedOn: iso(day),
        jurisdiction: county.code,
        title: '示例重点检查名单（虚构）',
      });
    }
    for (const key of REGULATORS) {
      if (!rng.chance(county.diligence)) continue;
      const person = `PER-${key}-${county.code}`;
      yield fact('training', `REG-${key}-${county.code}-${year}`, moment(day + 60, 600), {
        ...common,
        kind: key === 'staff' ? 'regulator' : 'regulator-trade',
        topics: ['confined-space', 'law'],
        person,
        date: iso(day + 60),
        result: 'passed',
        hours: 24,
      });
      if (year > 2024) continue;
      yield fact('training', `REGT-${key}-${county.code}`, moment(day + 80, 600), {
        ...common,
        kind: 'regulator-trade',
        topics: ['law'],
        person,
        date: iso(day + 80),
        result: 'passed',
      });
      yield fact('exam', `REGX-${key}-${county.code}`, moment(day + 90, 600), {
        ...common,
        kind: 'regulator',
        part: 'theory',
        person,
        date: iso(day + 90),
        result: 'passed',
      });
    }
    const raised = day + 30;
    yield fact('issue', `ISS-${county.code}-${year}`, moment(raised, 600), {
      title: '示例问题（虚构）',
      raisedOn: iso(raised),
      dueOn: iso(raised + 60),
      jurisdiction: county.code,
      owner: `PER-staff-${county.code}`,
    });
    if (!rng.chance(county.diligence)) continue;
    yield fact(
      'issue',
      `ISS-${county.code}-${year}`,
      moment(raised + 50, 600),
      { solvedOn: iso(raised + 50) },
      1,
    );
  }
}

const TYPES: Readonly<Record<string, string>> = {
  'city-eb': 'emergency-bureau',
  'county-eb': 'emergency-bureau',
  'city-gov': 'government',
  'county-gov': 'government',
};

/** One attestation a clause for the city, and one a county for the clauses that counties attest. */
function* attestations(county: County, seed: number, city: boolean): Generator<Fact> {
  const rng = random(`${seed}/attest/${county.code}`);
  for (const [clause, by] of attestClauses) {
    const roles = by.split(' ');
    const own = roles.filter(
      (role) => city === (role.startsWith('city-') || role.startsWith('province-')),
    );
    const byRole = own[0];
    const day = FROM + rng.int(60, 900);
    if (byRole === undefined || !rng.chance(county.diligence * 0.95)) continue;
    yield fact('attestation', `ATT-${clause}-${county.code}`, moment(day, 600), {
      clause,
      byRole,
      result: rng.chance(0.97) ? 'fulfilled' : 'not-fulfilled',
      date: iso(day),
      validFrom: iso(day),
      subjectType: 'jurisdiction',
      jurisdiction: county.code,
      document: fileHash(`${clause}/${county.code}`),
      by: organisationId(TYPES[byRole] ?? 'emergency-bureau', county.code),
      ...(city ? { subject: `jurisdiction/${county.code}` } : {}),
    });
  }
}

/** Exposures of cases: once a quarter, with penalties that stand in the ledger. */
export function* exposureFacts(places: Places, penalties: readonly string[]): Generator<Fact> {
  for (let n = 0; n * 4 < Math.min(48, penalties.length); n += 1) {
    const day = FROM + 1000 + n * 4;
    yield fact('publication', `EXPO-${n + 1}`, moment(day, 600), {
      kind: 'exposure',
      title: '示例曝光（虚构）',
      themes: ['special-operation', 'contractor'],
      date: iso(day),
      penalties: penalties.slice(n * 4, n * 4 + 4),
      jurisdiction: places.city.code,
    });
  }
}
