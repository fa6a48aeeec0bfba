-- What is worked out of facts for a day (推算), kept until they change. Rows carry the keys of the
-- anchors that they count, so that whoever sees the row may see every record in it.
create schema criteria;

-- Enterprises that recorded facts make suspect under an item (疑似): one row for each detector.
create table criteria.suspicion (
  as_of date not null,
  detector text not null,
  item text not null,
  enterprise text not null,
  division text,
  keys text[] not null,
  -- How many records are evidence.
  found integer not null
);
create index suspicion_by_detector on criteria.suspicion (as_of, detector);
create index suspicion_by_enterprise on criteria.suspicion (as_of, enterprise, item);

alter table criteria.suspicion enable row level security;
create policy in_scope on criteria.suspicion for select to zhiben_web
  using (keys && (select identity.my_keys()));

-- Major hazards, and those that the city's own rule treats as such, by what they are and when.
create table criteria.major_count (
  as_of date not null,
  kind text not null check (kind in ('statutory', 'cityRule')),
  division text,
  keys text[] not null,
  industry text,
  sector text,
  criterion text,
  nature text,
  cause text,
  found_month date,
  closed_month date,
  open boolean not null,
  overdue boolean not null,
  -- Open, or closed within the last year: on the books.
  on_books boolean not null,
  -- Closed at some time in the last year; and open again afterwards.
  closed_in_year boolean not null,
  reopened boolean not null,
  count integer not null
);
create index major_count_by_day on criteria.major_count (as_of);

alter table criteria.major_count enable row level security;
create policy in_scope on criteria.major_count for select to zhiben_web
  using (keys && (select identity.my_keys()));

grant usage on schema criteria to zhiben_web;
grant select on criteria.suspicion, criteria.major_count to zhiben_web;
