import type { Attributes } from './fact.ts';
import { iso } from './fact.ts';
import { demoLists } from './lists.ts';
import { colourOf, facilityId, organisationId } from './profile.ts';
import type { Row, Scene } from './schedule.ts';
import { all } from './schedule.ts';
import {
  chem,
  chemicalOnly,
  complex,
  extraction,
  feature,
  hazardSites,
  hazchem,
  majorHazard,
  part,
  storage,
  trade,
  watched,
} from './when.ts';

/** Expert help, licences, stationing, data feeds and systems. */
const STAGES = ['mobilisation-training', 'on-site-diagnosis', 'exchange', 'review-feedback'];

const help =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    level: 'county',
    expertTeam: organisationId('expert-team', s.e.county.code),
    experts: [`PER-expert-${s.e.county.code}`],
    findings: s.rng.int(0, 5),
    stages: s.rng.chance(0.4 + 0.6 * s.e.diligence) ? STAGES : STAGES.slice(0, 2),
    service: s.rng.pick([
      'safety-advice',
      'legal-publicity',
      'standards-publicity',
      'rectification-guidance',
      'credit-repair',
    ] as const),
    ...set,
  });

/** Below the service level only where the county neglects its systems. */
function uptime(s: Scene): number {
  const low = s.e.county.weak.includes('systemStatus') && s.rng.chance(0.15);
  return low ? 0.8 + 0.1 * s.rng.next() : 0.952 + 0.048 * s.rng.next();
}

/** Conditions not met: no licence, but for a slip now and then. */
function licensed(s: Scene): Attributes {
  const conditionsMet = s.e.index % 45 !== 13 && s.rng.chance(0.95);
  const granted = conditionsMet || s.rng.chance(1.5 * (1 - s.e.diligence));
  return { conditionsMet, decision: granted ? 'granted' : 'refused' };
}

const feed = (
  key: string,
  kind: string,
  target: string,
  of: Row['of'],
  by: string,
  at: string | null,
  set: Attributes = {},
): Row => ({
  type: 'dataFeed',
  key: `feed-${key}`,
  of,
  when: { by },
  set: (s) => ({
    kind,
    target,
    connected: s.rng.chance(0.97),
    uptime: uptime(s),
    lastSeenAt: `${s.date}T08:00:00+08:00`,
    ...(at === null ? {} : { facility: facilityId(s.e, at) }),
    ...set,
  }),
});

const PSM = demoLists['integration.psmElements.list'];

export const supportRows: readonly Row[] = [
  {
    type: 'expertService',
    key: 'guide',
    of: (e) => complex(e),
    when: { every: 12 },
    set: (s) =>
      help('guidance', {
        topics: ['two-plus-x'],
        assignedStaff: [`PER-staff-${s.e.county.code}`],
        ...(s.e.variant.process ? { processes: [s.e.variant.process] } : {}),
      })(s),
  },
  {
    type: 'expertService',
    key: 'space',
    of: part('confinedSpace'),
    when: { every: 12 },
    set: help('confined-space', { topics: ['confined-space'] }),
  },
  {
    type: 'expertService',
    key: 'enforce',
    of: (e) => watched(e) || feature('confinedSpace')(e),
    when: { by: '2025-12-31' },
    set: help('enforcement-guidance'),
  },
  {
    type: 'inspectionPlan',
    key: 'entry',
    of: all,
    when: { every: 12 },
    set: (s) => ({
      kind: 'entry',
      year: Number(s.date.slice(0, 4)),
      date: s.date,
      colour: colourOf(s.e, s.date),
      inputs: s.rng.chance(0.5 + 0.5 * s.e.diligence)
        ? ['standardisation-level', 'grade-colour']
        : ['grade-colour'],
      frequency: s.rng.int(1, 2),
      peerFrequency: 2,
      mode: ['unannounced'],
      targeted: s.rng.chance(0.1),
    }),
  },
  ...(['installation', 'tankFarm'] as const).map(
    (site): Row => ({
      type: 'onlinePatrol',
      key: `patrol-${site}`,
      of: (e) => hazardSites(e).includes(site),
      when: { every: 1 },
      set: (s) => ({
        facility: facilityId(s.e, site),
        by: `PER-staff-${s.e.county.code}`,
        system: 's-mh-patrol',
        findings: '无异常（虚构）',
      }),
    }),
  ),
  {
    type: 'onlinePatrol',
    key: 'trade',
    of: watched,
    when: { every: 6 },
    set: (s) => ({
      facility: facilityId(s.e, 'tradeWorkplace'),
      enforcement: true,
      system: 's-remote-enf',
    }),
  },
  {
    type: 'licence',
    key: 'lic',
    of: hazchem,
    when: { start: 1 },
    set: (s) => ({
      kind: 'hazchem-production',
      number: `虚构-${s.e.index}`,
      appliedOn: iso(s.day - 60),
      ...licensed(s),
      validFrom: s.date,
      validUntil: iso(s.day + 1095),
    }),
  },
  {
    type: 'licence',
    key: 'chem-reg',
    of: hazchem,
    when: { by: '2024-12-31' },
    set: (s) => ({
      kind: 'chemical-registration',
      conditionsMet: true,
      decision: 'granted',
      validFrom: s.date,
    }),
  },
  ...[1, 2].map(
    (n): Row => ({
      type: 'assignment',
      key: `station-${n}`,
      of: hazchem,
      when: { start: 0.97 },
      set: (s) => ({
        kind: 'stationed-supervisor',
        person: `PER-station${n}-${s.e.county.code}`,
        validUntil: '2026-12-31',
      }),
    }),
  ),
  {
    type: 'stationingVisit',
    key: 'sv',
    of: hazchem,
    when: { every: 1, times: 2 },
    set: (s) => ({
      supervisors: [`PER-station1-${s.e.county.code}`],
      ...(s.rng.chance(0.99) ? { mode: s.rng.pick(['periodic', 'continuous', 'mobile']) } : {}),
      onSite: s.rng.chance(0.985),
      location: '示例厂区',
      tasksAnswered: s.e.county.diligence > 0.85 || s.rng.chance(0.99),
      findings: s.rng.int(0, 3),
    }),
  },
  ...(['installation', 'tankFarm', 'warehouse'] as const).map((at) =>
    feed(
      at,
      at === 'installation' ? 'process-unit' : 'major-hazard',
      's-prov-hazchem',
      part(at),
      '2025-06-30',
      at,
    ),
  ),
  ...PSM.map((element) =>
    feed(`psm-${element}`, 'psm-element', 's-prov-hazchem', hazchem, '2025-06-30', null, {
      element,
    }),
  ),
  feed('position', 'position', 's-position', hazchem, '2024-12-31', null),
  feed('video', 'video', 's-video-ai', hazchem, '2024-12-31', null),
  feed('data', 'big-data', 's-bigdata', chemicalOnly, '2024-10-31', null),
  feed('warn', 'production', 's-trade-warn', watched, '2024-12-31', 'tradeWorkplace'),
  feed('power', 'electricity', 's-power', watched, '2025-03-31', 'tradeWorkplace'),
  ...systems(),
];

function systems(): Row[] {
  const table: readonly [string, Row['of'], string, Attributes][] = [
    [
      's-three',
      storage,
      '2024-12-31',
      { components: ['video-surveillance', 'gas-detection', 'emergency-shut-off'] },
    ],
    ['s-position', chem, '2024-12-31', {}],
    ['s-video-ai', chem, '2025-06-30', {}],
    ['s-smart-inspect', majorHazard, '2026-10-31', {}],
    ['s-dual', chem, '2024-12-31', { inRealUse: true }],
    [
      's-iiot',
      complex,
      '2025-12-31',
      { scenes: ['training', 'contractors', 'change', 'integrity'] },
    ],
    ['s-wellsite', extraction, '2025-12-31', {}],
    ['s-trade-warn', watched, '2024-12-31', { pilot: true }],
    [
      's-trade-video',
      watched,
      '2025-03-31',
      { components: ['video-surveillance', 'data-acquisition'] },
    ],
    [
      's-trade-grade',
      trade,
      '2026-06-30',
      { domains: ['basic-information', 'grading', 'monitoring', 'inspection', 'rectification'] },
    ],
  ];
  return table.map(([system, of, by, set]) => ({
    type: 'systemStatus',
    key: system,
    of,
    when: { by },
    set: (s) => ({
      system,
      status: s.rng.chance(0.93) ? 'in-use' : 'built',
      uptime: uptime(s),
      facilities: s.e.variant.parts.map((key) => facilityId(s.e, key)),
      activeUsers: s.rng.int(1, 30),
      jurisdiction: s.e.township.code,
      ...set,
    }),
  }));
}
