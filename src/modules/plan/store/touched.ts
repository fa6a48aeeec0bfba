import type { Marks, Read, Types, Walk } from '../../records/index.ts';
import { markedIds, WHOLE } from '../../records/index.ts';
import type { Concern, Role } from './context.ts';

/** One way in which a record concerns the subjects of a clause. */
export interface Lead {
  readonly read: Read;
  /** Type of the scope's own records. */
  readonly type: string;
  readonly role: Role;
}

/** Subjects of a clause whose duties may have changed; null: any of them. */
export type Touched = ReadonlySet<string> | null;

/** Every way once; that a record is there at all is read too. */
export function leadsOf(concerns: readonly Concern[]): Lead[] {
  const leads = new Map<string, Lead>();
  for (const { type, scope, role } of concerns) {
    const there: Read = { type, attr: WHOLE, via: [], from: 'row' };
    for (const read of [there, ...scope.reads]) {
      const lead = { read, type, role };
      leads.set(JSON.stringify(lead), lead);
    }
  }
  return [...leads.values()];
}

export interface Changes {
  readonly marks: Marks;
  readonly walk: Walk;
}

/** Leads by the type that they begin at, and by clause. */
export type Leads<C> = ReadonlyMap<string, ReadonlyMap<C, readonly Lead[]>>;

export function byType<C extends { readonly leads: readonly Lead[] }>(
  clauses: Iterable<C>,
): Leads<C> {
  const types = new Map<string, Map<C, Lead[]>>();
  for (const clause of clauses) {
    for (const lead of clause.leads) {
      const clausesOf = types.get(lead.read.type) ?? new Map<C, Lead[]>();
      types.set(lead.read.type, clausesOf);
      clausesOf.set(clause, [...(clausesOf.get(clause) ?? []), lead]);
    }
  }
  return types;
}

/** Clauses that read a marked type, with the leads that do. */
export function concernedBy<C>(leads: Leads<C>, marks: Marks): Map<C, Lead[]> {
  const concerned = new Map<C, Lead[]>();
  for (const type of marks.keys()) {
    for (const [clause, own] of leads.get(type) ?? []) {
      concerned.set(clause, [...(concerned.get(clause) ?? []), ...own]);
    }
  }
  return concerned;
}

/** Follows the marked records along leads of a clause to its subjects. */
export async function touchedBy(
  clause: { readonly id: string },
  leads: readonly Lead[],
  changes: Changes,
): Promise<Touched> {
  const reached = await changes.walk.each(leads, async (lead) => {
    const ids = markedIds(changes.marks, lead.read.type, lead.read.attr);
    const rows = await changes.walk.back(lead.read.via, ids);
    return rows.length === 0 ? [] : subjectsOf(clause.id, lead, rows, changes);
  });
  const touched = new Set<string>();
  for (const subjects of reached) {
    if (subjects === null) return null;
    for (const id of subjects) touched.add(id);
  }
  return touched;
}

/** Records of the type, if it is only they that touch subjects; null: something else does too. */
export async function recordsBehind(
  leads: readonly Lead[],
  type: string,
  { marks, walk }: Changes,
): Promise<readonly string[] | null> {
  const records = new Set<string>();
  for (const { read, role, type: own } of leads) {
    const ids = markedIds(marks, read.type, read.attr);
    if (ids.length === 0) continue;
    const rows = await walk.back(read.via, ids);
    if (rows.length === 0) continue;
    if (role.kind !== 'tied' || own !== type || read.from !== 'row') return null;
    for (const id of rows) records.add(id);
  }
  return [...records];
}

async function subjectsOf(
  clause: string,
  { read, type, role }: Lead,
  rows: readonly string[],
  { walk }: Changes,
): Promise<readonly string[] | null> {
  if (read.from === 'everywhere') return null;
  if (read.from === 'outside' || role.kind === 'subject') return rows;
  if (role.kind === 'attest') return attested(clause, rows, walk);
  // Of a group over several subjects any may gain what another loses.
  if (role.group.length > 0 && !role.group.includes(role.tie)) return null;
  const tied = await walk.forward(type, role.tie, rows);
  return role.below ? walk.above(tied) : tied;
}

/** Whom attestations of the clause name; one without a subject speaks for a whole division. */
async function attested(
  clause: string,
  rows: readonly string[],
  walk: Walk,
): Promise<readonly string[] | null> {
  const speaks = await walk.each(rows, async (id) =>
    (await walk.forward('attestation', 'clause', [id])).includes(clause),
  );
  const own = rows.filter((_, n) => speaks[n]);
  const unnamed = await walk.lacking({ type: 'attestation', attr: 'subject' }, own);
  if (unnamed.length > 0) return null;
  const named = await walk.forward('attestation', 'subject', own);
  return named.flatMap((name) => [name, name.slice(name.indexOf('/') + 1)]);
}

/** References that the leads follow: each wants an index. */
export function hopsOf(leads: readonly Lead[], types: Types): { type: string; attr: string }[] {
  return leads.flatMap(({ read, type, role }) => {
    const ties = role.kind === 'tied' ? tieHops(type, role.tie, types) : [];
    return [...read.via, ...ties];
  });
}

function tieHops(type: string, path: string, types: Types): { type: string; attr: string }[] {
  const hops: { type: string; attr: string }[] = [];
  let at = type;
  for (const attr of path.split('.')) {
    hops.push({ type: at, attr });
    const found = types.get(at)?.attributes.find((a) => a.name === attr);
    at = found?.type.replace(/^refs?:/, '') ?? '';
  }
  return hops;
}
