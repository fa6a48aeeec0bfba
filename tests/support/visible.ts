import type { Grant } from '../../src/modules/identity/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import type { TestDatabase } from './database.ts';

/** One record as it stands last, whole. */
export interface Known {
  readonly type: string;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

interface World {
  readonly records: readonly Known[];
  readonly bySubject: ReadonlyMap<string, Known>;
  readonly enterprises: ReadonlyMap<string, Known['row']>;
  readonly divisions: ReadonlyMap<string, Known['row']>;
}

/** Every record of the city, read by its owner. */
export async function worldOf(db: TestDatabase): Promise<World> {
  const records: Known[] = [];
  for (const { type } of loadDictionary().records) {
    const { rows } = await db.owner.query<Known['row'] & { id: string }>(
      `select * from rec."${type}" where vt = 'infinity' and vf > '-infinity'`,
    );
    records.push(...rows.map((row) => ({ type, id: row.id, row })));
  }
  const of = (type: string) =>
    new Map(records.filter((r) => r.type === type).map((r) => [r.id, r.row]));
  const bySubject = new Map(records.map((each) => [`${each.type}/${each.id}`, each]));
  return { records, bySubject, enterprises: of('enterprise'), divisions: of('jurisdiction') };
}

const PUBLIC = new Set(['jurisdiction', 'calendar', 'system']);
const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === 'string');

/** Reports that did not go through the enterprise, their rewards, leads from the public. */
function isKeptFromFirm(world: World, { type, row }: Known): boolean {
  if (type === 'report') return row.channel !== 'internal';
  if (type === 'lead') return row.source === 'report' || row.source === 'public';
  if (type !== 'reward') return false;
  return world.bySubject.get(`report/${row.report}`)?.row.channel !== 'internal';
}

/** Its enterprises; of what names none, those of the record that it is about. */
function firmsOf(world: World, { type, id, row }: Known): string[] {
  if (isKeptFromFirm(world, { type, id, row })) return [];
  const about: Readonly<Record<string, readonly string[]>> = {
    attestation: [`${row.subjectType}/${row.subject}`, String(row.subject)],
    video: [`permit/${row.permit}`, `facility/${row.facility}`],
    incidentAnalysis: [`incident/${row.incident}`],
  };
  const subjects = about[type];
  if (!subjects) {
    const own = type === 'enterprise' ? [id] : [];
    return [...own, ...list(row.enterprise), ...list(row.enterprises)];
  }
  const named = subjects
    .map((subject) => world.bySubject.get(subject))
    .filter((record) => record !== undefined);
  return named[0] ? firmsOf(world, named[0]) : [];
}

/**
 * May somebody with these grants see the record? By the words of the rule, record by record, apart
 * from how the database does it.
 */
export function maySee(world: World, grants: readonly Grant[], { type, id, row }: Known): boolean {
  if (PUBLIC.has(type)) return true;
  const own = (of: string): string[] => (type === of ? [id] : []);
  const firms = firmsOf(world, { type, id, row });
  const known: Known['row'][] = firms
    .map((firm) => world.enterprises.get(firm))
    .filter((firm) => firm !== undefined);
  const industries = known.map((firm) => (firm.industry === null ? null : list(firm.industry)));
  const lines = new Set(
    industries.flatMap((all) =>
      all === null
        ? ['chem', 'trade']
        : all.map((industry) => (industry === 'trade' ? 'trade' : 'chem')),
    ),
  );
  const places = [
    ...list(row.jurisdiction),
    ...list(row.jurisdictions),
    ...known.flatMap((firm) => list(firm.jurisdiction)),
  ];
  const areas = places.length > 0 ? places.flatMap((p) => above(world, p)) : roots(world);
  const parks = [...own('park'), ...list(row.park), ...known.flatMap((firm) => list(firm.park))];
  const bodies = [...own('organisation'), ...list(row.contractor ?? row.organisation)];
  return grants.some(({ nodeKind, node, lines: granted }) => {
    if (nodeKind === 'enterprise') return firms.includes(node);
    if (nodeKind === 'park') return parks.includes(node);
    if (nodeKind === 'organisation') return bodies.includes(node);
    return areas.includes(node) && (known.length === 0 || granted.some((line) => lines.has(line)));
  });
}

/** The division, those above it, and the functional zones of any of them. */
function above({ divisions }: World, division: string): string[] {
  const chain: string[] = [];
  for (let at: string | undefined = division; at && !chain.includes(at); ) {
    chain.push(at);
    at = list(divisions.get(at)?.parent)[0];
  }
  return [...chain, ...chain.flatMap((d) => list(divisions.get(d)?.zones))];
}

const roots = ({ divisions }: World): string[] =>
  [...divisions].filter(([, row]) => row.parent === null && row.live).map(([id]) => id);
