import type { Attributes } from './fact.ts';
import { fileHash, iso } from './fact.ts';
import type { Profile } from './profile.ts';
import { colourOf, facilityId, organisationId } from './profile.ts';
import type { Row, Scene } from './schedule.ts';
import { all } from './schedule.ts';
import {
  chem,
  extraction,
  guaranteed,
  hazchem,
  majorHazard,
  storage,
  trade,
  watched,
} from './when.ts';

/** Inspections, patrols, expert help, plans, licences: what the authorities do at an enterprise. */
const ITEMS = [
  'special-operation',
  'maintenance',
  'on-stream-sealing',
  'hot-tapping',
  'contractor',
  'safety-conditions',
  'staff-qualification',
  'measures-carried-out',
  'major-hazards-present',
];

const visit =
  (kind: string, level: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    level,
    mode: s.rng.chance(0.4) ? ['unannounced'] : ['announced'],
    selection: s.rng.chance(0.85) ? 'double-random' : 'unannounced',
    drawLog: fileHash(s.record),
    ...(s.rng.chance(0.95) ? { publishedOn: iso(s.day + 7) } : {}),
    source: 'on-site',
    targets: s.rng.chance(0.9) ? ['major-hazard', 'key-parts'] : ['general'],
    ...(s.rng.chance(0.985)
      ? { checklist: s.e.chemical ? 'd-prov-chem-plan' : 'd-trade-mhazard' }
      : {}),
    answeredItems: s.rng.chance(s.e.diligence) ? ITEMS : ITEMS.slice(0, 4),
    participantRoles: [
      level === 'city' ? 'city-eb' : 'county-eb',
      ...(s.rng.chance(0.9 + 0.1 * s.e.diligence) ? ['fire-rescue'] : []),
    ],
    by: organisationId('emergency-bureau', level === 'city' ? '371700' : s.e.county.code),
    findings: s.rng.int(0, 6),
    result: '示例检查结果',
    ...set,
  });

const struggling = (e: Profile): boolean =>
  chem(e) && ['2024', '2025', '2026'].some((year) => /orange|red/.test(colourOf(e, year)));

const inspect = (key: string, of: Row['of'], when: Row['when'], set: Row['set']): Row => ({
  type: 'inspection',
  key,
  of,
  when,
  set,
});

const MH: Attributes = { checklist: 'd-mh-rules' };

export const inspectionRows: readonly Row[] = [
  inspect('duty', hazchem, { by: '2025-06-30' }, visit('responsibility-special', 'county')),
  inspect('quality', hazchem, { rate: 0.4 }, (s) =>
    visit('standardisation-quality-spot-check', 'city', {
      standardisationGrade: `${s.e.id}-std-1`,
    })(s),
  ),
  inspect('full', majorHazard, { every: 12 }, visit('comprehensive', 'county', MH)),
  inspect('special', majorHazard, { every: 12, times: 2 }, visit('special', 'county', MH)),
  inspect(
    'diagnose',
    (e) => e.variant.set.products !== undefined,
    { by: '2024-12-31' },
    visit('diagnostic', 'city'),
  ),
  inspect('oilgas', storage, { every: 6 }, visit('oil-gas-storage', 'county')),
  inspect(
    'oilgas-spot',
    storage,
    { by: '2025-12-31' },
    visit('oil-gas-storage-spot-check', 'city'),
  ),
  inspect('petrol', extraction, { every: 12 }, (s) =>
    visit('onshore-petroleum', 'city', {
      facilities: [facilityId(s.e, 'wellSite'), facilityId(s.e, 'station')],
    })(s),
  ),
  inspect('enforce', (e) => chem(e), { every: 12 }, visit('enforcement', 'county')),
  inspect('enforce-special', guaranteed, { every: 12 }, visit('special-enforcement', 'city')),
  inspect('enforce-full', struggling, { every: 6 }, visit('full-enforcement', 'county')),
  inspect('routine', all, { rate: 0.4 }, visit('routine', 'county')),
  inspect(
    'running',
    trade,
    { by: '2025-12-31' },
    visit('standardisation-running-spot-check', 'county'),
  ),
  inspect(
    'key',
    (e) => trade(e) && e.keyList,
    { every: 12 },
    visit('enforcement', 'county', {
      mode: ['special', 'covert'],
      participantRoles: ['industry-office', 'enforcement-team', 'county-eb'],
    }),
  ),
  inspect(
    'online',
    watched,
    { every: 12 },
    visit('general', 'county', { source: 'online', mode: ['remote'] }),
  ),
  inspect(
    'grid',
    (e) => trade(e) && !e.keyList,
    { every: 3 },
    visit('general', 'grid', { targets: ['general'] }),
  ),
  inspect('resume', trade, { rate: 0.03 }, (s) =>
    visit('resumption-acceptance', 'county', {
      appliedOn: iso(s.day - s.rng.int(1, 9)),
      servedFirst: s.rng.chance(0.85),
    })(s),
  ),
];
