import type { Attributes, Fact } from './fact.ts';
import { FROM, fact, fileHash, iso, moment } from './fact.ts';
import { demoLists } from './lists.ts';
import type { Places } from './places.ts';
import { random } from './random.ts';

const HAVES = demoLists['parks.tenHaves.items'];
const BANS = demoLists['parks.twoBans.items'];

/** Parks before the enterprises that lie in them. */
export function* parkFacts(places: Places): Generator<Fact> {
  for (const park of places.parks) {
    yield fact('park', park.id, moment(FROM, 500), {
      name: park.name,
      parkType: 'chemical',
      area: 6.5,
      jurisdiction: park.county,
    });
  }
}

/** Parks get better: graded C, then most of them D; one is suspended. */
export function* parkHistory(places: Places, seed: number): Generator<Fact> {
  let index = 0;
  for (const park of places.parks) {
    index += 1;
    const rng = random(`${seed}/park/${park.id}`);
    const last = index === places.parks.length;
    const common = { park: park.id, jurisdiction: park.county };
    const sound = rng.chance(0.85);
    const grades = last ? ['B', 'C', 'C'] : ['C', 'D', 'D'];
    const days = sound && !last ? [150, 310, 640] : [150, 480, 810];
    for (const [step, grade] of grades.entries()) {
      const day = FROM + (days[step] ?? 0);
      yield fact('parkRiskAssessment', `${park.id}-ra-${step + 1}`, moment(day, 600), {
        ...common,
        grade,
        score: rng.int(60, 95),
        date: iso(day),
        validFrom: iso(day),
      });
    }
    yield* statuses(park.id, common, sound, last);
    yield* built(park.id, common, last);
  }
}

function* statuses(
  park: string,
  common: Attributes,
  sound: boolean,
  last: boolean,
): Generator<Fact> {
  const put = (kind: string, n: number, day: number, set: Attributes): Fact =>
    fact('parkStatus', `${park}-${kind}-${n}`, moment(day, 600), {
      ...common,
      kind,
      date: iso(day),
      proof: [fileHash(`${park}/${kind}/${n}`)],
      ...set,
    });
  for (const [n, item] of HAVES.entries())
    yield put('ten-haves', n, FROM + 200 + n, { item, met: sound || n < 8 });
  for (const [n, item] of BANS.entries())
    yield put('two-bans', n, FROM + 200 + n, { item, met: sound });
  yield put('closed-management', 1, FROM + (sound ? 320 : 450), { met: true });
  if (sound)
    yield put('expansion-approved', 1, FROM + 600, {
      gradeAtDate: 'D',
      exceptionDocument: fileHash(park),
    });
  if (!last) return;
  yield put('suspended', 1, FROM + 370, { rectifyBy: '2025-09-30' });
  yield put('cancellation-proposed', 1, FROM + 660, {});
}

function* built(park: string, common: Attributes, last: boolean): Generator<Fact> {
  const days = last ? 300 : 110;
  for (const [n, system] of ['s-park', 's-park-gas', 's-park-precontrol'].entries()) {
    const day = FROM + days + n * 90;
    yield fact('systemStatus', `${park}-${system}`, moment(day, 600), {
      ...common,
      system,
      status: last ? 'built' : 'in-use',
      conformsTo: ['d-mrp-std'],
      acceptedOn: iso(day),
      uptime: 0.98,
      inRealUse: true,
      components: ['gas-detection', 'data-acquisition'],
    });
  }
  const day = FROM + days + 10;
  yield fact('dataFeed', `${park}-gas`, moment(day, 600), {
    park,
    kind: 'gas-detector',
    target: 's-park-gas',
    connected: true,
    connectedOn: iso(day),
    uptime: 0.97,
    jurisdiction: String(common.jurisdiction),
  });
  for (const kind of ['one-park-one-policy', 'prevention-control-system']) {
    yield fact('document', `${park}-${kind}`, moment(day, 600), {
      ...common,
      kind,
      title: '示例园区方案（虚构）',
      issuedOn: iso(day),
      file: fileHash(park + kind),
    });
  }
  yield fact('upgrade', `${park}-plan`, moment(day, 600), {
    ...common,
    kind: 'plan-item',
    source: 'plan',
    status: 'accepted',
    dueOn: iso(day + 200),
    acceptedOn: iso(day),
    evaluatedOn: iso(day),
  });
  if (!park.includes('371728') && !park.includes('371725')) return;
  for (const year of [2024, 2025, 2026]) {
    const at = FROM + 365 * (year - 2024) + 100;
    yield fact('project', `${park}-risk-${year}`, moment(at, 600), {
      ...common,
      kind: 'park-major-risk',
      name: '示例重大安全风险防控项目（虚构）',
      appliedOn: iso(at),
      startedOn: iso(at),
      status: 'running',
    });
  }
}
