import { literal } from '../../records/index.ts';
import { dutyStatuses } from '../rules/figures.ts';
import { startOf } from './context.ts';
import type { Stretch } from './stretches.ts';

const statusNumber = `array_position(array[${dutyStatuses.map((s) => `'${s}'`).join(', ')}], status) - 1`;

/** The rows of a stretch; its first parameter lists the subjects where they are restricted. */
export function rowsOf(no: number, { sql, from, until }: Stretch): string {
  const start = (date: string): string => startOf(literal(date, 'date'));
  const vf = from === null ? 'vf' : `greatest(vf, ${start(from)})`;
  const vt = until === null ? 'vt' : `least(vt, ${start(until)})`;
  return `select ${no}::smallint clause, subject, trigger, period, due, (${statusNumber})::smallint status, since, division, vf, vt
from (select subject, trigger, period, due, status, since, division, ${vf} vf, ${vt} vt from (${sql}) h) c where vf < vt`;
}

const COLUMNS = 'clause, subject, trigger, period, due, status, since, division, vf, vt';

/** What those who count need of a row that came or went. */
const NOTED = 'clause, subject, period, due, status, division, vf, vt';

/** All that a row says, as one number: by columns the planner would join whole subjects. */
const said = (row: string): string =>
  `hash_record_extended(row(${COLUMNS.split(', ')
    .map((name) => `${row}.${name}`)
    .join(', ')}), 0)`;

/**
 * Replaces the duties of some subjects ($1), of those that `more` says, and counts the rows that
 * differ. Only what differs is written: a daily commitment has a duty for each of a thousand days,
 * and a fact changes one.
 */
export function replacing(
  no: number,
  entity: string,
  parts: readonly Stretch[],
  more = '',
): string {
  const named = `${literal(`${entity}/`, 'text')} || x from unnest($1::text[]) x`;
  const own = `array(select ${named})`;
  const standing = `clause = ${no} and subject = any(${own})${more}`;
  const fresh = parts.map((part) => `(${rowsOf(no, part)})`).join('\nunion all\n');
  const nothing = `select ${COLUMNS} from duty.span where false`;
  return `with fresh as materialized (select *, ${said('f')} said from (${fresh || nothing}) f),
stood as materialized (select ${said('s')} said from duty.span s where ${standing}),
differ as materialized (select said from (select said, 1 n from fresh union all select said, -1 from stood) x
  group by said having sum(n) <> 0),
gone as (delete from duty.span s where (select count(*) from differ) > 0 and ${standing}
  and ${said('s')} in (select said from differ) returning ${NOTED}),
come as (insert into duty.span (${COLUMNS}) select ${COLUMNS} from fresh
  where said in (select said from differ) returning ${NOTED}),
noted as (insert into plan.published_duty_change (sign, ${NOTED})
  select -1, * from gone union all select 1, * from come)
select ((select count(*) from gone) + (select count(*) from come))::int changed`;
}
