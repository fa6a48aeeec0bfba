-- What a bureau sets of its own papers (公文版式): letterhead, number, signature and the rest, by division,
-- from a day on. A row is a version and never changes: a letter keeps the one that it was sent under.
create schema templates;

create table templates.layout (
  id bigint generated always as identity primary key,
  division text not null,
  from_day date not null,
  -- The parts that are set, by name; what is not set follows from the division's name.
  parts jsonb not null,
  note text,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null
);
create index layout_of_division on templates.layout (division, from_day desc, id desc);

alter table templates.layout enable row level security;
-- A letterhead is for all to see who get letters; only its own bureau sets it.
create policy seen on templates.layout for select to zhiben_web
  using ('*' = any((select identity.my_keys())::text[]));
create policy set_by_own on templates.layout for insert to zhiben_web
  with check (array['d:' || division || ':chem', 'd:' || division || ':trade'] && (select identity.my_write_keys())
    and made_by = (select identity.me()));

grant usage on schema templates to zhiben_web;
grant select, insert on templates.layout to zhiben_web;
