-- Early-warning grades (预警等级) over time: a row for each stretch in which an object stood at one
-- grade for the same reasons. No row: no warning. As of a moment: since <= T and T < until.
create schema warning;

create table warning.span (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('installation', 'enterprise', 'park', 'county', 'city')),
  object text not null,
  -- Of installations and enterprises; the others are judged by who is set over their division.
  enterprise text,
  park text,
  division text,
  grade text not null check (grade in ('red', 'orange', 'yellow', 'blue')),
  rank smallint not null generated always as (array_position(array['red', 'orange', 'yellow', 'blue'], grade)) stored,
  -- From when it has stood at this grade without a break, whatever the reasons were.
  graded_since timestamptz not null,
  -- Alarms whose condition holds.
  alarms integer not null,
  -- The contributions, each with its rows (rules/grade.ts); json, so that it reads as it was written.
  working json not null,
  since timestamptz not null,
  until timestamptz not null default 'infinity',
  check (since <= until)
);
create unique index span_open on warning.span (kind, object) where until = 'infinity';
create index span_of_object on warning.span (kind, object, since);
create index span_by_time on warning.span (until, since);
create index span_of_enterprise on warning.span (enterprise, until);

-- From when grades were kept by the minute; before it they were worked out from facts by day.
create table warning.began (at timestamptz not null);

-- Is the caller set over all of a division: both lines of it, or of one above?
create function warning.is_over(asked text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  held integer;
begin
  select count(distinct line.name) into held from (values ('chem'), ('trade')) line(name)
    join rec.division_above d on d.id = asked and d.vt = 'infinity'
    join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity'
    cross join lateral unnest(array[d.above] || j.zones) area
    where 'd:' || area || ':' || line.name = any(identity.my_keys());
  return held = 2;
end $$;
revoke execute on function warning.is_over from public;
grant execute on function warning.is_over to zhiben_web;

alter table warning.span enable row level security;
create policy in_scope on warning.span for select to zhiben_web using ((select identity.whole()) or case
  when enterprise is not null then exists (select from identity.record_scope s where s.subject = 'enterprise/' || enterprise)
  when kind = 'park' and array['p:' || object] && (select identity.my_keys()) then true
  else warning.is_over(division) end);

grant usage on schema warning to zhiben_web;
grant select on warning.span to zhiben_web;
