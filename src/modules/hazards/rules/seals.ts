import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import type { Act, Hazard, Stage } from '../model.ts';
import { stageNames } from '../model.ts';
import { table } from './table.ts';

/** Who may correct a sealed field by a recorded revision; `nobody`: another act changes it. */
export type Reviser = 'enterprise' | 'authority' | 'nobody';

export interface Seal {
  /** The act that fills it in. */
  readonly by: Act;
  readonly revise: Reviser;
}

const seal = (by: Act, revise: Reviser): Seal => ({ by, revise });

/**
 * Which field is filled in by which act, sealed (封存) from then on, and who may correct it. What is
 * reported may still be mended until it is judged; all else is the loop's from the beginning.
 */
export const seals: Readonly<Record<string, Seal>> = {
  enterprise: seal('report', 'nobody'),
  source: seal('report', 'authority'),
  sourceRecord: seal('report', 'authority'),
  campaign: seal('report', 'authority'),
  foundOn: seal('report', 'authority'),
  foundBy: seal('report', 'enterprise'),
  facility: seal('report', 'enterprise'),
  equipment: seal('report', 'enterprise'),
  kind: seal('report', 'enterprise'),
  note: seal('report', 'enterprise'),
  photos: seal('report', 'enterprise'),
  major: seal('judge', 'nobody'),
  treatedAsMajor: seal('judge', 'nobody'),
  criterion: seal('judge', 'authority'),
  class: seal('judge', 'enterprise'),
  subclass: seal('judge', 'enterprise'),
  cause: seal('judge', 'enterprise'),
  responsible: seal('assign', 'enterprise'),
  measures: seal('assign', 'enterprise'),
  funds: seal('assign', 'enterprise'),
  contingencyPlan: seal('assign', 'enterprise'),
  rectificationLead: seal('assign', 'enterprise'),
  rectificationLeadRole: seal('assign', 'authority'),
  dueOn: seal('assign', 'authority'),
  stopRequired: seal('assign', 'authority'),
  interimMeasures: seal('control', 'enterprise'),
  stopScope: seal('control', 'enterprise'),
  stoppedOn: seal('control', 'authority'),
  rectifiedOn: seal('rectify', 'authority'),
  handling: seal('rectify', 'enterprise'),
  documents: seal('rectify', 'enterprise'),
  extendedUntil: seal('extend', 'nobody'),
  escalatedTo: seal('escalate', 'nobody'),
  refused: seal('escalate', 'authority'),
  supervisedBy: seal('list', 'authority'),
  verifiedOn: seal('verify', 'authority'),
  verifiedBy: seal('verify', 'authority'),
  closedOn: seal('close', 'authority'),
};

const rank = (stage: Stage): number => stageNames.indexOf(stage);

/** The stage from which on a field is sealed; null: its act may set it again. */
export function sealedFrom(field: string): Stage | null {
  const by = seals[field]?.by;
  if (by === undefined) return null;
  if (by === 'report') return 'judged';
  const { to } = table[by];
  return to === null || to === 'back' || to === 'again' ? null : to;
}

/** Sealed as the hazard stands: only a recorded revision changes it. */
export function isSealed(field: string, { stage, values }: Hazard): boolean {
  const from = sealedFrom(field);
  if (from === null) return (values[field] ?? null) !== null && seals[field] !== undefined;
  return rank(stage) >= rank(from);
}

const AUTHORITY: readonly Role[] = ['bureau', 'office', 'officer'];

/** May somebody with these roles correct the field? */
export function mayRevise(field: string, roles: readonly Role[], hazard: Hazard): boolean {
  const reviser = seals[field]?.revise ?? 'nobody';
  if (reviser === 'nobody' || !isSealed(field, hazard)) return false;
  if (roles.some((role) => AUTHORITY.includes(role))) return true;
  // What is closed is on the books: the authority alone corrects it.
  return reviser === 'enterprise' && hazard.stage !== 'closed';
}

export const notRevisable: Bilingual = {
  zh: '这一项没有封存、不能更正，或不由您更正',
  en: 'this field is not sealed, or is not yours to correct',
};

/** Attributes that the loop alone states, from the beginning. */
export const loopOnly: readonly string[] = Object.entries(seals)
  .filter(([, { by }]) => by !== 'report')
  .map(([name]) => name);

/** Attributes of the report, sealed once the hazard is judged. */
export const reportOnly: readonly string[] = Object.entries(seals)
  .filter(([, { by }]) => by === 'report')
  .map(([name]) => name);
