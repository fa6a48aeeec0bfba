import type { Queryable } from '../../../platform/db/index.ts';

/** A tag with what its rule says, within the scope of the transaction. */
export interface RuleRow {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
  readonly rangeLow: number | null;
  readonly rangeHigh: number | null;
  readonly highHigh: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly lowLow: number | null;
  readonly deadband: number | null;
  readonly onDelay: number | null;
  readonly ratePerMinute: number | null;
  readonly owner: string | null;
  readonly reviewOn: string | null;
  readonly reason: string | null;
}

export interface RulesAsked {
  readonly id?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly facility?: string | undefined;
  readonly quantity?: string | undefined;
  readonly q?: string | undefined;
  readonly show?: 'due' | 'own' | 'none' | undefined;
}

const there = (t: string): string => `${t}.vf <= $1 and $1 < ${t}.vt and ${t}.live`;
const LIMITED = `num_nonnulls(t."highHigh", t.high, t.low, t."lowLow", t."ratePerMinute")`;
const OWN = `num_nonnulls(t."highHigh", t.high, t.low, t."lowLow", t."ratePerMinute", t.deadband, t."onDelay")`;

/** A page of tags by their id. `today`: a day of review before it has passed. */
export async function listRules(
  db: Queryable,
  { at, today }: { readonly at: string; readonly today: string },
  asked: RulesAsked,
  after: string,
  limit: number,
): Promise<RuleRow[]> {
  const { id, enterprise, facility, quantity, q, show } = asked;
  const { rows } = await db.query<RuleRow>(
    `select t.id, t.name, t.code, t.quantity, t.unit, t.enterprise, e.name as "enterpriseName",
      t.facility, f.name as "facilityName", t."rangeLow", t."rangeHigh", t."highHigh", t.high,
      t.low, t."lowLow", t.deadband, t."onDelay", t."ratePerMinute", t."ruleOwner" as owner,
      t."ruleReviewOn"::text as "reviewOn", t."ruleReason" as reason
    from rec.tag t
      left join rec.enterprise e on e.id = t.enterprise and ${there('e')}
      left join rec.facility f on f.id = t.facility and ${there('f')}
    where ${there('t')} and t.id > $2 and ($4::text is null or t.id = $4)
      and ($5::text is null or t.enterprise = $5) and ($6::text is null or t.facility = $6)
      and ($7::text is null or t.quantity = $7)
      and ($8::text is null or strpos(t.name, $8) > 0 or strpos(t.code, $8) > 0)
      and ($9::text is null or ($9 = 'due' and t."ruleReviewOn" < $10::date)
        or ($9 = 'own' and ${OWN} > 0) or ($9 = 'none' and ${LIMITED} = 0))
    order by t.id limit $3`,
    [
      ...[at, after, limit, id ?? null, enterprise ?? null, facility ?? null],
      ...[quantity ?? null, q ?? null, show ?? null, today],
    ],
  );
  return rows;
}
