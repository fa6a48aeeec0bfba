-- Counts of duties on a day (计数), by clause, period, status and place: what figures are judged
-- from. Worked out from duty.span when a day is first asked for, renewed for the clauses that
-- changed. A row carries the division keys of the anchors that it counts, so that whoever sees the
-- row may see every duty in it.
create schema overview;

create table overview.tally (
  as_of date not null,
  clause smallint not null,
  period text,
  due date,
  status smallint not null,
  division text,
  keys text[] not null,
  count integer not null
);
create index tally_by_day on overview.tally (as_of, clause);

alter table overview.tally enable row level security;
create policy in_scope on overview.tally for select to zhiben_web
  using (keys && (select identity.my_keys()));

grant usage on schema overview to zhiben_web;
grant select on overview.tally to zhiben_web;
