-- How many stood where at the end of a day (计数), by kind, grade and place: what a trend is read
-- from. Worked out from warning.span once a day is over, and anew when records went over to another
-- scope. A row carries the keys of division and park under which its enterprises are seen, so that
-- whoever sees the row may see every span in it.
create table warning.day_count (
  day date not null,
  kind text not null,
  grade text not null,
  park text,
  division text,
  keys text[] not null,
  count integer not null,
  unique nulls not distinct (kind, day, grade, park, division, keys)
);

alter table warning.day_count enable row level security;
-- As warning.span is seen.
create policy in_scope on warning.day_count for select to zhiben_web using ((select identity.whole()) or case
  when kind in ('installation', 'enterprise') then keys && (select identity.my_keys())
  when kind = 'park' and array['p:' || park] && (select identity.my_keys()) then true
  else warning.is_over(division) end);

grant select on warning.day_count to zhiben_web;
