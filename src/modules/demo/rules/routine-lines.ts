import type { Attributes } from './fact.ts';
import { demoLists } from './lists.ts';

/** Record type, key, months between (0 = once), what it states. */
export type Line = readonly [type: string, key: string, months: number, set: Attributes];

/** Systems that the authorities themselves run. */
const PLATFORMS = [
  's-mh-patrol',
  's-hazard-db',
  's-bigdata',
  's-report',
  's-report-mini',
  's-eptw',
  's-ptw-video',
  's-oilgas',
] as const;

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
export const routine: readonly Line[] = [
  ...sheets,
  ['analysis', 'illegal', 1, { kind: 'illegal-activity', findings: '示例研判' }],
  ['analysis', 'progress', 3, { kind: 'progress', findings: '示例进展' }],
  [
    'notice',
    'letter',
    3,
    { kind: 'supervision-letter', trigger: 'progress', audience: ['counties'] },
  ],
  ['notice', 'ranking', 3, { kind: 'ranking', trigger: 'progress', audience: ['counties'] }],
  ['notice', 'film', 3, { kind: 'film-push', audience: ['counties'] }],
  [
    'notice',
    'circular',
    1,
    { kind: 'circular', trigger: 'inspect-no-penalty', audience: ['counties'] },
  ],
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
    1,
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
  ...PLATFORMS.map(
    (system): Line => [
      'systemStatus',
      `platform-${system}`,
      0,
      { system, status: 'in-use', uptime: 0.98, inRealUse: true },
    ],
  ),
  [
    'project',
    'science',
    0,
    { kind: 'safety-science', name: '示例科技项目（虚构）', status: 'running' },
  ],
];
