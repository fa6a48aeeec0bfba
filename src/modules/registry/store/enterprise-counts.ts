import type { Queryable } from '../../../platform/db/index.ts';
import { LIVE } from './enterprise-places.ts';
import { facet, joinsFor } from './enterprises.ts';

/** Enterprises that are alike in all that statistics tell apart; `none` where nothing is stated. */
export interface EnterpriseGroup {
  readonly division: string | null;
  readonly grade: string;
  readonly majorHazardLevel: string;
  readonly scale: string;
  readonly productionState: string;
  readonly trade: boolean;
  readonly chem: boolean;
  readonly count: number;
}

const COUNTED = `select e."jurisdiction" division, coalesce(${facet('gradeColour')}, 'none') grade,
  coalesce((${facet('majorHazardLevel')})::int::text, 'none') "majorHazardLevel",
  coalesce(e."scale", 'none') scale, coalesce(e."productionState", 'none') "productionState",
  coalesce(e."industry" && array['trade'], false) trade, coalesce(not e."industry" <@ array['trade'], false) chem`;

/** The enterprises of the ledger, counted by its own filters: the same words decide in both. */
export async function enterpriseGroups(db: Queryable, at: Date): Promise<EnterpriseGroup[]> {
  const { rows } = await db.query<EnterpriseGroup>(
    `select division, grade, "majorHazardLevel", scale, "productionState", trade, chem, count(*)::int count
     from (${COUNTED} from rec.enterprise e ${joinsFor(COUNTED)} where ${LIVE}) e
     group by 1, 2, 3, 4, 5, 6, 7`,
    [at],
  );
  return rows;
}
