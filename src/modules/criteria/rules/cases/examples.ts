import type { RecordRow } from '../condition.ts';

/** Worked examples (示例): records that a detector takes for evidence, and what clears each. */

export type Records = Readonly<Record<string, readonly RecordRow[]>>;

export interface Example {
  readonly detector: string;
  readonly records: Records;
  /** Ids of the evidence; absent: the first record of the detector's type. */
  readonly evidence?: readonly string[];
  /** Each of these alone leaves no evidence: records replaced by id or added. */
  readonly cleared: readonly Records[];
}

/** As of this day. */
export const DAY = '2026-06-30';
const at = (day: string, time = '09:00'): string => `${day}T${time}:00+08:00`;

const person = (more: object): Records => ({
  person: [{ id: 'P', role: ['principal'], inOfficeSince: '2024-01-01', ...more }],
});
const exam = (more: object): Records => ({
  exam: [{ id: 'X', person: 'P', kind: 'principal-knowledge-ability', result: 'passed', ...more }],
});
const manager = { kind: 'manager-knowledge-ability' };
const special = (more: object) => person({ role: ['special-operation-worker'], ...more });
const firm = (more: object = {}): Records => ({ enterprise: [{ id: 'E', ...more }] });
const document = (kind: string, more: object = {}): Records => ({
  document: [{ id: 'D', enterprise: 'E', kind, ...more }],
});
const licence = (kind: string, more: object = {}): Records => ({
  licence: [{ id: 'L', enterprise: 'E', kind, decision: 'granted', ...more }],
});
const hazchem = (...hazchemRole: string[]) => firm({ industry: ['hazchem'], hazchemRole });
const permit = (more: object): Records => ({
  permit: [
    {
      id: 'W',
      kind: 'hot-work',
      startedAt: at('2026-06-10'),
      approvedAt: at('2026-06-10', '08:30'),
      gasTestedAt: at('2026-06-10', '08:40'),
      guardian: 'P',
      certificatesChecked: true,
      plan: 'F',
      ...more,
    },
  ],
});
const OLD = { startedAt: at('2026-01-10'), approvedAt: null };

export const peopleExamples: readonly Example[] = [
  {
    detector: 'principal-pass-lapsed',
    records: { ...person({}), ...exam({ validUntil: '2026-06-29' }) },
    cleared: [
      exam({ validUntil: '2026-06-30' }),
      exam({ validUntil: null }),
      person({ inOfficeSince: '2026-01-01' }),
      person({ inOfficeSince: null }),
      person({ role: ['employee'] }),
    ],
  },
  {
    detector: 'principal-pass-lapsed',
    records: { ...person({}), ...exam({ result: 'failed' }) },
    cleared: [exam({})],
  },
  {
    detector: 'principal-no-pass',
    records: { ...person({}), ...exam({ kind: 'internal' }) },
    cleared: [exam({}), exam({ result: 'failed' }), person({ inOfficeSince: '2026-01-01' })],
  },
  {
    detector: 'manager-pass-lapsed',
    records: { ...person({ role: ['safety-manager'] }), ...exam({ ...manager, result: 'failed' }) },
    cleared: [exam(manager), person({ role: ['principal'] })],
  },
  {
    detector: 'manager-no-pass',
    records: person({ role: ['safety-manager'] }),
    cleared: [exam(manager), person({ role: ['safety-manager'], inOfficeSince: '2026-03-01' })],
  },
  {
    detector: 'certificate-expired',
    records: special({ certificateNo: 'N', certificateValidUntil: '2026-06-29' }),
    cleared: [
      special({ certificateNo: 'N', certificateValidUntil: '2026-06-30' }),
      person({ certificateNo: 'N', certificateValidUntil: '2026-06-29' }),
    ],
  },
  {
    detector: 'certificate-missing',
    records: special({}),
    cleared: [special({ certificateNo: 'N' }), special({ certificateValidUntil: '2027-01-01' })],
  },
  {
    detector: 'no-responsibility-list',
    records: firm(),
    cleared: [document('all-staff-responsibility-list')],
  },
  {
    detector: 'no-responsibility-list',
    records: { ...firm(), ...document('all-staff-responsibility-list', { validUntil: '2025-12-31' }) },
    cleared: [document('all-staff-responsibility-list', { validUntil: '2026-12-31' })],
  },
  {
    detector: 'no-hazard-rules',
    records: firm(),
    cleared: [
      document('hazard-rules'),
      { selfInspection: [{ id: 'S', enterprise: 'E', date: '2026-01-10' }] },
    ],
  },
  {
    detector: 'no-licence-production',
    records: { ...hazchem('production', 'storage'), ...licence('hazchem-trading') },
    cleared: [
      licence('hazchem-production'),
      hazchem('trading'),
      firm({ industry: ['chemical'], hazchemRole: ['production'] }),
    ],
  },
  {
    detector: 'no-licence-production',
    records: { ...hazchem('production'), ...licence('hazchem-production', { validUntil: '2026-06-01' }) },
    cleared: [licence('hazchem-production', { validUntil: '2027-06-01' })],
  },
  {
    detector: 'no-licence-trading',
    records: { ...hazchem('trading'), ...licence('hazchem-trading', { decision: 'withdrawn' }) },
    cleared: [licence('hazchem-trading'), hazchem('production', 'storage')],
  },
  {
    detector: 'no-licence-use',
    records: hazchem('use'),
    cleared: [licence('hazchem-use'), hazchem('trading')],
  },
  {
    detector: 'chemicals-not-identified',
    records: firm({ chemicalsToIdentify: 3 }),
    cleared: [
      firm({ chemicalsToIdentify: 0 }),
      firm({ chemicalsToIdentify: null }),
      document('identification-classification-report'),
    ],
  },
  {
    detector: 'contractor-unmanaged',
    records: {
      contractorJob: [{ id: 'C', date: '2026-05-01', entryCheckedOn: '2026-05-01', trainedOn: null, supervisor: 'P' }],
    },
    cleared: [
      { contractorJob: [{ id: 'C', date: '2026-05-01', entryCheckedOn: '2026-05-01', trainedOn: '2026-05-01', supervisor: 'P' }] },
      { contractorJob: [{ id: 'C', date: '2025-05-01' }] },
    ],
  },
];

const reading = (more: object): Records => ({
  positionReading: [
    { id: 'R', facility: 'F', zone: 'workplace', date: at('2026-06-20'), headcount: 10, overLimit: false, ...more },
  ],
});
const workplace = (highRiskWorkplace: boolean | null): Records => ({
  facility: [{ id: 'F', enterprise: 'E', kind: 'workplace', highRiskWorkplace }],
});
const change = (more: object): Records => ({
  change: [{ id: 'C', requestedOn: '2026-03-01', approvedOn: '2026-03-05', ...more }],
});
const start = (more: object): Records => ({
  event: [{ id: 'V', kind: 'start-up', date: at('2026-06-01'), plan: 'F', ...more }],
});

export const workExamples: readonly Example[] = [
  {
    detector: 'permit-not-approved',
    records: permit({ approvedAt: at('2026-06-10', '09:20') }),
    cleared: [permit({}), permit(OLD), permit({ kind: 'maintenance', approvedAt: null })],
  },
  {
    detector: 'permit-not-approved',
    records: permit({ approvedAt: null }),
    cleared: [permit({}), permit({ approvedAt: null, startedAt: null })],
  },
  {
    detector: 'permit-gas-not-tested',
    records: permit({ gasTestedAt: null }),
    cleared: [permit({}), permit({ kind: 'lifting', gasTestedAt: null })],
  },
  {
    detector: 'permit-no-guardian',
    records: permit({ guardian: null }),
    cleared: [permit({}), permit({ ...OLD, guardian: null })],
  },
  {
    detector: 'permit-certificates-unchecked',
    records: permit({ certificatesChecked: false }),
    cleared: [permit({}), permit({ certificatesChecked: null })],
  },
  {
    detector: 'entry-fault',
    records: permit({ kind: 'confined-space', gasTestedAt: at('2026-06-10', '09:30') }),
    cleared: [permit({ kind: 'confined-space' }), permit({ gasTestedAt: null })],
  },
  {
    detector: 'silo-clearing-without-plan',
    records: permit({ kind: 'silo-clearing', plan: null }),
    cleared: [permit({ kind: 'silo-clearing' }), permit({ plan: null })],
  },
  {
    detector: 'sealing-under-pressure',
    records: permit({ kind: 'on-stream-sealing' }),
    cleared: [permit({}), permit({ ...OLD, kind: 'on-stream-sealing' })],
  },
  {
    detector: 'change-without-review',
    records: change({}),
    cleared: [
      change({ riskReviewedOn: '2026-03-02' }),
      change({ approvedOn: null }),
      change({ requestedOn: '2025-01-01' }),
    ],
  },
  {
    detector: 'start-without-plan',
    records: start({ plan: null, preStartReviewedOn: '2026-05-30' }),
    cleared: [start({ preStartReviewedOn: '2026-05-30' }), start({ plan: null, kind: 'shut-down' })],
  },
  {
    detector: 'ten-in-high-risk-workplace',
    records: { ...reading({}), ...workplace(true) },
    cleared: [
      reading({ headcount: 9 }),
      workplace(false),
      workplace(null),
      reading({ zone: 'site' }),
      reading({ date: at('2026-07-01') }),
    ],
  },
  {
    detector: 'over-the-limit',
    records: reading({ headcount: 8, overLimit: true }),
    cleared: [reading({}), reading({ overLimit: null }), reading({ overLimit: true, date: at('2026-01-01') })],
  },
  {
    detector: 'freezing-room-over-nine',
    records: reading({}),
    cleared: [reading({ headcount: 9 }), reading({ headcount: null })],
  },
  {
    detector: 'no-confined-space-ledger',
    records: { ...firm(), ...workplace(null) },
    cleared: [
      { facility: [{ id: 'F', enterprise: 'E', kind: 'confinedSpace' }] },
      { riskAssessment: [{ id: 'A', enterprise: 'E', kind: 'confined-space' }] },
    ],
  },
  {
    detector: 'confined-space-not-isolated',
    records: {
      facility: [{ id: 'F', kind: 'confinedSpace', measuresRequired: ['physical-isolation'], measuresComplete: false }],
    },
    cleared: [
      { facility: [{ id: 'F', kind: 'confinedSpace', measuresRequired: ['physical-isolation'], measures: ['physical-isolation'], measuresComplete: true }] },
      { facility: [{ id: 'F', kind: 'confinedSpace', measuresRequired: ['scan-to-enter'], measuresComplete: false }] },
    ],
  },
];
