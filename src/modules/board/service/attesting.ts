import type { Clause } from '../../../law/plans/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { roleWords } from '../../plan/index.ts';
import type { Attesting } from '../model.ts';
import { attestersOf, attestsAs, type Seat } from '../rules/attesting.ts';
import { levelsOf } from '../store/facts.ts';
import type { Asked } from './asked.ts';
import { lexiconOn } from './library.ts';

/** Who may attest a duty, and as what the caller does; null: the clause asks for no attestation. */
export async function attestingOf(
  city: LiveCity,
  caller: Pick<Caller, 'user' | 'keys' | 'writeKeys' | 'grants'>,
  { clause, asked }: { readonly clause: Clause; readonly asked: Asked },
  enterprise: string | null,
): Promise<Attesting | null> {
  const by = attestersOf(clause.requirement);
  if (by.length === 0) return null;
  const { grants } = caller;
  const nodes = grants.flatMap((g) => (g.nodeKind === 'division' ? [g.node] : []));
  const levels = await reading(city.web, caller, (client) => levelsOf(client, nodes));
  const seats = grants.map((grant): Seat => ({ ...grant, level: levels.get(grant.node) ?? null }));
  // What stood on another day is looked at, not stated.
  const as = asked.day === city.today() ? attestsAs(by, seats, enterprise) : null;
  const lexicon = lexiconOn(city, asked, []);
  const worded = (body: string) => {
    const { zh, en } = roleWords(lexicon, body);
    return { zh, en };
  };
  return {
    by: by.map(worded),
    as: as === null || caller.writeKeys.length === 0 ? null : { body: as, words: worded(as) },
  };
}
