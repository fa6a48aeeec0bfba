import type { Example, Records } from './examples.ts';

const facility = (more: object): Records => ({
  facility: [{ id: 'F', enterprise: 'E', state: 'running', ...more }],
});
const equipment = (more: object): Records => ({
  equipment: [{ id: 'Q', state: 'running', ...more }],
});
const review = (more: object): Records => ({
  designReview: [{ id: 'D', facility: 'F', kind: 'diagnosis', result: 'pass', ...more }],
});
const aged = { kind: 'installation', aged: true };
const upgrade = (more: object): Records => ({
  upgrade: [
    { id: 'U', kind: 'full-process-automation', status: 'running', dueOn: '2026-05-31', ...more },
  ],
});
const system = (more: object): Records => ({
  systemStatus: [
    { id: 'S', enterprise: 'E', facilities: ['F'], components: ['emergency-shut-off'], status: 'in-use', ...more },
  ],
});
const farm = { kind: 'tankFarm', majorHazard: true, majorHazardLevel: 2 };
const feed = (more: object): Records => ({
  dataFeed: [{ id: 'G', facility: 'F', kind: 'gas-detector', connected: true, ...more }],
});
const alarm = (more: object): Records => ({
  alarm: [{ id: 'A', kind: 'false-offline', raisedAt: '2026-06-20T08:00:00+08:00', ...more }],
});
const lpg = { tankFarmClass: 'liquefied-hydrocarbon', conformity: 'not-conforming' };
const firm: Records = { enterprise: [{ id: 'E' }] };

export const plantExamples: readonly Example[] = [
  {
    detector: 'aged-without-diagnosis',
    records: { ...facility(aged), ...review({ result: 'fail' }) },
    cleared: [
      review({}),
      review({ kind: 'safety-facility-design', result: 'conditional' }),
      facility({ ...aged, aged: false }),
      facility({ ...aged, state: 'dismantled' }),
    ],
  },
  {
    detector: 'aged-assessment-failed',
    records: facility({ ...aged, agedAssessment: 'fail' }),
    cleared: [
      facility({ ...aged, agedAssessment: 'pass' }),
      facility({ agedAssessment: 'fail', state: 'stopped' }),
    ],
  },
  {
    detector: 'obsolete-in-use',
    records: equipment({ catalogueItem: '示例' }),
    cleared: [equipment({}), equipment({ catalogueItem: '示例', state: 'dismantled' })],
  },
  {
    detector: 'automation-overdue',
    records: upgrade({}),
    cleared: [
      upgrade({ dueOn: '2026-06-30' }),
      upgrade({ acceptedOn: '2026-06-01' }),
      upgrade({ status: 'abandoned' }),
      upgrade({ kind: 'robot-patrol' }),
    ],
  },
  {
    detector: 'shut-off-out-of-use',
    records: system({ status: 'out-of-use' }),
    cleared: [system({}), system({ status: 'out-of-use', components: ['video-surveillance'] })],
  },
  {
    detector: 'tank-farm-without-shut-off',
    records: { ...facility(farm), ...system({ status: 'planned' }) },
    cleared: [
      system({}),
      facility({ ...farm, majorHazardLevel: 3 }),
      facility({ ...farm, majorHazardLevel: null }),
      facility({ ...farm, kind: 'warehouse' }),
    ],
  },
  {
    detector: 'tank-farm-without-shut-off',
    records: { ...facility(farm), ...system({ facilities: ['OTHER'] }) },
    cleared: [system({ facilities: ['OTHER', 'F'] })],
  },
  {
    detector: 'lpg-farm-not-conforming',
    records: facility(lpg),
    cleared: [facility({ ...lpg, conformity: 'conforming' }), facility({ ...lpg, tankFarmClass: 'other' })],
  },
  {
    detector: 'gas-detector-offline',
    records: feed({ offlineSince: '2026-06-20T08:00:00+08:00' }),
    cleared: [feed({}), feed({ offlineSince: '2026-06-28T08:00:00+08:00' }), feed({ kind: 'video', connected: false })],
  },
  {
    detector: 'gas-detector-offline',
    records: feed({ connected: false }),
    cleared: [feed({}), feed({ connected: null })],
  },
  {
    detector: 'monitoring-offline',
    records: feed({ kind: 'production', connected: false }),
    cleared: [feed({ kind: 'production' }), feed({ kind: 'electricity', connected: false })],
  },
  {
    detector: 'positions-offline',
    records: feed({ kind: 'position', connected: false }),
    cleared: [feed({ kind: 'position' })],
  },
  {
    detector: 'monitoring-silenced',
    records: alarm({ falseAlarm: false }),
    cleared: [
      alarm({ falseAlarm: true }),
      alarm({ falseAlarm: false, clearedAt: '2026-06-20T09:00:00+08:00' }),
      alarm({ falseAlarm: false, raisedAt: '2026-06-30T08:00:00+08:00' }),
      alarm({ falseAlarm: false, kind: 'gas' }),
    ],
  },
  {
    detector: 'coal-gas-without-detector',
    records: facility({ placeKind: ['hot-molten-metal', 'coal-gas'] }),
    cleared: [feed({}), facility({ placeKind: ['spraying'] })],
  },
  {
    detector: 'spraying-without-detector',
    records: { ...facility({ placeKind: ['spraying'] }), ...feed({ connected: false }) },
    cleared: [feed({}), facility({ placeKind: ['spraying'], state: 'stopped' })],
  },
  {
    detector: 'valve-check-expired',
    records: equipment({ kind: 'valve', integrityValidUntil: '2026-01-31' }),
    cleared: [
      equipment({ kind: 'valve', integrityValidUntil: '2026-12-31' }),
      equipment({ kind: 'valve' }),
      equipment({ kind: 'pump', integrityValidUntil: '2026-01-31' }),
    ],
  },
  {
    detector: 'reaction-not-assessed',
    records: { process: [{ id: 'R', kind: 'nitration', state: 'running' }] },
    cleared: [
      { riskAssessment: [{ id: 'A', process: 'R', kind: 'reaction-safety' }] },
      { process: [{ id: 'R', kind: 'nitration', state: 'stopped' }] },
    ],
  },
  {
    detector: 'reaction-not-assessed',
    records: {
      process: [{ id: 'R', kind: 'nitration', state: 'running' }],
      riskAssessment: [{ id: 'A', process: 'R', kind: 'reaction-safety', validUntil: '2025-12-31' }],
    },
    cleared: [
      { riskAssessment: [{ id: 'A', process: 'R', kind: 'reaction-safety', validUntil: '2028-12-31' }] },
    ],
  },
  {
    detector: 'major-hazard-no-guarantor',
    records: facility({ majorHazard: true }),
    cleared: [
      { assignment: [{ id: 'G', facility: 'F', kind: 'guarantor' }] },
      facility({ majorHazard: false }),
    ],
  },
  {
    detector: 'no-risk-announcement',
    records: { ...firm, ...facility({ majorHazard: true }) },
    cleared: [
      { commitment: [{ id: 'C', enterprise: 'E', kind: 'risk-announcement', date: '2026-06-29' }] },
      facility({ majorHazard: false }),
    ],
  },
  {
    detector: 'fixed-furnace-defect',
    records: equipment({ kind: 'fixed-holding-furnace-set', openDefect: true }),
    cleared: [equipment({ kind: 'fixed-holding-furnace-set', openDefect: false })],
  },
  {
    detector: 'tilting-furnace-defect',
    records: equipment({ kind: 'tilting-furnace', openDefect: true }),
    cleared: [equipment({ kind: 'tilting-furnace', openDefect: true, state: 'dismantled' })],
  },
  {
    detector: 'casting-rope-unchecked',
    records: equipment({ kind: 'wire-rope-casting-machine' }),
    cleared: [
      equipment({ kind: 'wire-rope-casting-machine', integrityCheckedOn: '2026-01-10' }),
      equipment({ kind: 'hydraulic-casting-machine' }),
    ],
  },
  {
    detector: 'deep-well-without-monitoring',
    records: { ...firm, ...system({ components: ['video-surveillance'] }) },
    cleared: [system({ components: ['data-acquisition'] })],
  },
  {
    detector: 'dust-place-not-conforming',
    records: facility({ kind: 'workplace', conformity: 'not-conforming' }),
    cleared: [
      facility({ kind: 'workplace', conformity: 'conforming' }),
      facility({ kind: 'workplace', conformity: null }),
    ],
  },
  {
    detector: 'dust-equipment-defect',
    records: equipment({ openDefect: true }),
    cleared: [equipment({ openDefect: false })],
  },
];
