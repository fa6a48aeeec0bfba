import { attestations } from './attestations.ts';
import type { Attributes, Fact } from './fact.ts';
import { FROM, fact, fileHash, iso, moment } from './fact.ts';
import { demoLists } from './lists.ts';
import type { County, Places } from './places.ts';
import { organisationId } from './profile.ts';
import { random } from './random.ts';
import { yearly } from './yearly.ts';

/** What every authority does again and again, and what it attests. */
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
      fields: demoLists['trade.keyFields.list'],
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
    growth: 0.4,
    weak: [],
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
      yield fact('calendar', `CAL-${year}-${from}`, moment(FROM, 480), {
        name: `${year}年${name}（演示）`,
        kind: 'holiday',
        jurisdiction: code,
        validFrom: `${year}-${from}T00:00:00+08:00`,
        validUntil: `${year}-${until}T23:59:59+08:00`,
      });
    }
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
