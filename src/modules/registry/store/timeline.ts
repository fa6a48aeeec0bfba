import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { prepared } from '../../../platform/db/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';
import { momentOf, tieOf } from './record-rows.ts';

export interface TimelineRow {
  readonly type: string;
  readonly id: string;
  readonly moment: string;
  /** A name or title of its own. */
  readonly title: string | null;
  readonly kind: string | null;
  /** How it ended or stands: the first of the attributes that say so. */
  readonly outcome: string | null;
}

/** Attributes that say how an event ended or stands, best first. */
export const OUTCOMES = ['result', 'decision', 'grade', 'status', 'state', 'outcome'] as const;

export function outcomeOf({ attributes }: RecordDefinition): string | null {
  return (
    OUTCOMES.find((name) => attributes.some((a) => a.name === name && a.type === 'code')) ?? null
  );
}

const TITLES = ['name', 'title'];

function branch(definition: RecordDefinition, after: boolean): string {
  const named = (names: readonly string[]): string => {
    const name = names.find((each) => definition.attributes.some((a) => a.name === each));
    return name ? `r.${column(name)}::text` : 'null::text';
  };
  const outcome = outcomeOf(definition);
  const moment = momentOf(definition);
  const further = after
    ? ` and (${moment}, ${literal(definition.type, 'text')}, r.id) < ($5::timestamptz, $6::text, $7::text)`
    : '';
  return `(select ${literal(definition.type, 'text')} as type, r.id, ${moment} as moment, ${named(TITLES)} as title,
    ${named(['kind'])} as kind, ${outcome ? `r.${column(outcome)}` : 'null::text'} as outcome
   from ${tableOf(definition.type)} r
   where ($4::text[] is null or ${literal(definition.type, 'text')} = any($4)) and ${tieOf(definition)} and r.vf <= $2 and $2 < r.vt and r.live and ${moment} <= $2${further}
   order by moment desc, r.id desc limit $3)`;
}

/**
 * What happened at an enterprise, the newest first, over all types given or those `only`, which
 * are a parameter: the text stays one, and planned.
 */
export async function timelinePage(
  db: Queryable,
  definitions: readonly RecordDefinition[],
  wanted: {
    readonly enterprise: string;
    readonly at: Date;
    readonly only: readonly string[] | null;
    readonly after: readonly [string, string, string] | null;
    readonly limit: number;
  },
): Promise<readonly TimelineRow[]> {
  const { enterprise, at, only, after, limit } = wanted;
  const branches = definitions.map((definition) => branch(definition, after !== null));
  if (branches.length === 0) return [];
  const text = `select type, id, to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, title, kind, outcome
     from (${branches.join('\nunion all ')}) x order by x.moment desc, type desc, id desc limit $3`;
  const { rows } = await db.query<TimelineRow>(
    prepared(text, [enterprise, at, limit, only, ...(after ?? [])]),
  );
  return rows;
}
