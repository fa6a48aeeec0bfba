import type { Duration } from '../../../kernel/duration.ts';
import type { Follows, FollowUp, Predicate, Tied, Trigger } from '../../../law/plans/model.ts';
import type { Scope } from '../../records/index.ts';
import { attributeOf, column, definitionOf, kindOf, momentOf } from '../../records/index.ts';
import type { Context, Role } from './context.ts';
import { AS_SUBJECT, durationOf, interval, moment, ofSome, scopeOf, startOf } from './context.ts';
import { matches, roleOf, selfPredicate } from './matches.ts';
import type { Node } from './truth.ts';
import { always, never } from './truth.ts';
import { TRIGGER_DAY, workingDays } from './working-days.ts';

/**
 * Triggers: (k subject, trig its record, nr, at moment, by_day, due moment from the record), and
 * the time [lo, hi) in which the trigger stands so.
 */
function triggers(context: Context, t: Trigger, due: string | null): string {
  switch (t.kind) {
    case 'any':
      return t.of.map((x) => triggers(context, x, due)).join('\nunion all\n');
    case 'entry':
      return `select i.k, '${context.entity}/' || i.k, 'entry' nr, lower(i.r), false, null::timestamptz, lower(i.r), upper(i.r)
 from (select distinct k, r from inside) i where exists (select 1 from pop sj where sj.k = i.k)`;
    case 'becomes':
      return becomes(context, t.predicate);
    case 'self':
      return selfTrigger(context, t, due);
    case 'records':
      return recordTrigger(context, t, due);
  }
}

function becomes(context: Context, p: Predicate): string {
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const truth = selfPredicate(context, scope, p, 'where');
  const { b, e } = scope.segment;
  return `select k, '${context.entity}/' || k, 'becomes', lower(r), false, null::timestamptz, lower(r), 'infinity' from
 (select ${scope.row}.id k, unnest(range_agg(tstzrange(${b}, ${e}))) r from ${scope.from(moment(context))}
 where ${truth} and ${scope.row}.live and ${b} < ${e}${ofSome(context, scope)} group by 1) x where exists (select 1 from pop sj where sj.k = x.k)`;
}

function dueOf(scope: Scope, due: string | null): string {
  if (!due) return 'null::timestamptz';
  const value = scope.attr(due);
  return value.kind === 'date'
    ? startOf(`${value.sql} + 1`)
    : `${value.sql} + interval '1 millisecond'`;
}

interface Own {
  readonly record: string;
  readonly where: Predicate;
  readonly at: string;
}

function selfTrigger(context: Context, t: Own, due: string | null): string {
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const truth = selfPredicate(context, scope, t.where, 'where');
  const at = momentOf(scope, t.at);
  const byDay = scope.attr(t.at).kind === 'date';
  const dueSql = dueOf(scope, due);
  scope.source(`join pop sj on sj.k = ${scope.row}.id`);
  const { b, e } = scope.segment;
  return `select * from (select sj.k, '${context.entity}/' || ${scope.row}.id as trig, 'self' nr, ${at} as at, ${byDay} by_day, ${dueSql} due, greatest(${b}, ${at}) lo, ${e} hi
from ${scope.from(moment(context))} where ${scope.row}.live and ${truth} and ${at} is not null${ofSome(context, scope)}) x where lo < hi`;
}

function recordTrigger(context: Context, t: Tied & { at: string }, due: string | null): string {
  const { record, at } = t;
  const definition = definitionOf(context.types, record);
  const byDay = kindOf(attributeOf(definition, at)) === 'date';
  const bounded = ['event', 'measurement', 'instrument'].includes(definition.nature);
  const columns = due ? { due } : {};
  const rows = matches(context, { ...t, in: 'window' }, { columns, undated: !bounded });
  const dueColumn = due
    ? kindOf(attributeOf(definition, due)) === 'date'
      ? startOf('m.due + 1')
      : `m.due + interval '1 millisecond'`
    : 'null::timestamptz';
  return `select m.k, m.rid as trig, 'record' nr, m.d as at, ${byDay} by_day, ${dueColumn} due, greatest(m.lo, m.d), m.hi from (${rows}) m
where greatest(m.lo, m.d) < m.hi and m.d is not null`;
}

/** When the duty's time ends, exclusive; null when the plan and the parameters set none. */
function deadline(context: Context, r: Follows): string {
  if (r.order === 'before')
    return `coalesce(tr.due, ${startOf(`(tr.at at time zone 'Asia/Shanghai')::date + 1`)})`;
  if (!r.within) return 'tr.due';
  const { length, optional } = r.within;
  if (optional && length.kind === 'param' && !context.parameters.has(length.name)) return 'tr.due';
  if (r.calendar === 'working') return `coalesce(tr.due, ${startOf('wd.due + 1')})`;
  const d = durationOf(context, length);
  const whole = { ...d, ms: 0, days: d.days + Math.ceil(d.ms / 86_400_000) };
  const byDay = startOf(
    `((tr.at at time zone 'Asia/Shanghai')::date + ${interval(whole)})::date + 1`,
  );
  const exact =
    d.ms === 0
      ? byDay
      : `case when tr.by_day then ${byDay} else tr.at + ${interval(d)} + interval '1 millisecond' end`;
  return `coalesce(tr.due, ${exact})`;
}

/** Rows (n, t, ev) of the time in which the follow-up of trigger number n counts as done. */
function doneRows(context: Context, r: Follows, f: FollowUp): string {
  if ('of' in f) {
    const parts = f.of.map((x) => doneRows(context, r, x));
    const joined = parts.join('\nunion all\n');
    const combine =
      f.kind === 'all'
        ? `case when count(*) = ${parts.length} then range_intersect_agg(t) else ${never} end`
        : 'range_agg(t)';
    return `select n, ${combine} t, min(ev) ev from (${joined}) d group by n`;
  }
  return doneByRecord(context, r, f);
}

function doneByRecord(
  context: Context,
  r: Follows,
  f: Extract<FollowUp, { readonly record: string }>,
): string {
  const same = f.kind === 'same';
  const { record, at } = f;
  const byDay = kindOf(attributeOf(definitionOf(context.types, record), at)) === 'date';
  const rows =
    f.kind === 'same'
      ? sameRows(context, f, r.trigger)
      : matches(context, { ...f, in: 'window' }, { undated: true });
  const day = (sql: string): string => `((${sql}) at time zone 'Asia/Shanghai')::date`;
  const op = r.order === 'before' ? '<=' : '>=';
  const ordered = byDay
    ? `${day('m.d')} ${op} ${day('tr.at')}`
    : `case when tr.by_day then ${day('m.d')} ${op} ${day('tr.at')} else m.d ${op} tr.at end`;
  const inForce = r.orInForce && f.kind === 'records' ? inForceRows(context, f) : '';
  return `select n, range_agg(tstzrange(lo, hi)) t, array_agg(distinct rid) ev from (
 select tr.n, greatest(m.lo, m.d) lo, m.hi, m.rid from tr join (${rows}) m on ${same ? 'm.rid = tr.trig' : 'm.k = tr.k'} and m.d is not null and ${ordered}
 ${inForce}) w where lo < hi group by n`;
}

/** How a trigger's own record concerns a subject. */
function rolesOf(t: Trigger, record: string): Role[] {
  if (t.kind === 'any') return t.of.flatMap((x) => rolesOf(x, record));
  return t.kind === 'records' && t.record === record ? [roleOf(t)] : [];
}

function sameRows(context: Context, { record, at, where }: Own, trigger: Trigger): string {
  const own = record === context.entity ? [AS_SUBJECT] : [];
  const scope = scopeOf(context, record, ...own, ...rolesOf(trigger, record));
  const truth = selfPredicate({ ...context, entity: record }, scope, where, 'where');
  const d = momentOf(scope, at);
  // Of some subjects an index knows the records that triggered.
  const triggered = context.someSubjects
    ? ` and ${scope.row}.id = any(array(select substr(trig, ${record.length + 2}) from tr))`
    : '';
  return `select '${record}/' || ${scope.row}.id rid, ${scope.segment.b} lo, ${scope.segment.e} hi, ${d} d from ${scope.from(moment(context))} where ${scope.row}.live and ${truth}${triggered}`;
}

/** A follow-up that was valid, or whose span was running, at the trigger. */
function inForceRows(context: Context, f: Tied): string {
  const definition = definitionOf(context.types, f.record);
  const { attributes, dateAttr, span } = definition;
  const has = (name: string): boolean => attributes.some((a) => a.name === name);
  if (!span && !has('validFrom') && !has('validUntil')) return '';
  const starts = (span ? [span[0]] : ['validFrom', dateAttr ?? '']).filter(has);
  const ends = (span ? [span[1]] : ['validUntil']).filter(has);
  const columns = Object.fromEntries([...starts, ...ends].map((name) => [`own_${name}`, name]));
  const rows = matches(context, { ...f, in: 'window' }, { undated: true, columns });
  const isDate = (name: string): boolean => kindOf(attributeOf(definition, name)) === 'date';
  const day = (sql: string): string => `((${sql}) at time zone 'Asia/Shanghai')::date`;
  const at = (name: string, op: '<=' | '>='): string => {
    const own = `m.${column(`own_${name}`)}`;
    if (isDate(name)) return `${own} ${op} ${day('tr.at')}`;
    return `case when tr.by_day then ${day(own)} ${op} ${day('tr.at')} else ${own} ${op} tr.at end`;
  };
  const begun = `coalesce(${[...starts.map((name) => at(name, '<=')), 'true'].join(', ')})`;
  const lasts = ends.map((name) => ` and coalesce(${at(name, '>=')}, true)`).join('');
  return `union all select tr.n, greatest(m.lo, m.d), m.hi, m.rid from tr join (${rows}) m on m.k = tr.k and m.d is not null and ${begun}${lasts}`;
}

/** Length in working days, where the deadline is counted so. */
function workingLength(context: Context, r: Follows): Duration | null {
  if (r.calendar !== 'working' || r.order === 'before' || !r.within) return null;
  const { length, optional } = r.within;
  if (optional && length.kind === 'param' && !context.parameters.has(length.name)) return null;
  return durationOf(context, length);
}

/** Common tables: tr (numbered triggers with deadline) and dn (done spans). */
export function followTables(context: Context, r: Follows, when: 'now' | 'ever'): string {
  const working = workingLength(context, r);
  const list = triggers(context, r.trigger, r.dueAttr);
  const now = moment(context);
  const names = 'k, trig, nr, at, by_day, due';
  const rows = `(${list}) q(${names}, lo, hi)`;
  const standing =
    when === 'now'
      ? `${rows} where lo <= ${now} and ${now} < hi`
      : `(select ${names}, lower(r) lo, coalesce(upper(r), 'infinity') hi from (select ${names}, unnest(range_agg(tstzrange(lo, hi))) r from ${rows} group by ${names}) ra) q`;
  return `tr0 as materialized (select row_number() over (order by at, trig, nr, lo) n, q.* from ${standing}),
${working ? `${workingDays(working)},\n` : ''}tr as materialized (select tr.*, ${deadline(context, r)} dl from tr0 tr${working ? ` left join wd on wd.d = ${TRIGGER_DAY}` : ''}),
dn as materialized (${doneRows(context, r, r.followUp)})`;
}

/** Inside all/any: holds while no trigger of the subject is past its deadline without follow-up. */
export function followsHolds(context: Context, r: Follows): Node {
  const sql = `(with ${followTables(context, r, 'ever')}
select tr.k, 0 p, ${always} - coalesce(range_agg(tstzmultirange(tstzrange(greatest(tr.dl, tr.lo), greatest(tr.dl, tr.lo, tr.hi))) - coalesce(dn.t, ${never})) filter (where tr.dl is not null), ${never}) t,
${never} u, array_agg(distinct tr.trig) ev from tr left join dn on dn.n = tr.n group by tr.k)`;
  return { sql, periodic: false, flow: false, missing: 'true' };
}
