-- One enterprise, one file (一企一档).
create schema registry;

-- What records are found by: pieces of their names, codes and pinyin (rules/search-terms.ts).
-- No values of their own: worked out from the projection, kept up with it, rebuilt when in doubt.
create table registry.search_entry (
  record bigint primary key,
  type text not null,
  id text not null,
  name text not null,
  -- Not ended: an ended record is still found, and said to be.
  live boolean not null,
  -- The name in pinyin, by which lists are ordered.
  sort text not null,
  texts text not null,
  pieces text[] not null
);
create index search_by_piece on registry.search_entry using gin (pieces) with (fastupdate = off);
create unique index search_by_id on registry.search_entry (type, id);
create index search_in_order on registry.search_entry (type, sort, id);

-- How far each section of the ledger was read; `layout` says by which rules the pieces were cut.
create table registry.search_state (section smallint primary key, pos bigint not null, layout text not null);

alter table registry.search_entry enable row level security;
create policy in_scope on registry.search_entry for select to zhiben_web
  using (exists (select from identity.record_scope s where s.record = search_entry.record));

-- Facts of records within the caller's scope: the source and the history of every value.
create view registry.visible_fact with (security_barrier) as
  select f.seq, f.fact_id, f.type, f.record_key, f.record, f.at, f.set, f.retired, f.by, f.evidence,
    f.recorded_at, f.recorder
  from ledger.published_fact f
  join identity.record_scope s on s.record = f.record_key
  join identity.anchor a on a.id = s.anchor
  where a.keys && (select identity.my_keys());

grant usage on schema registry to zhiben_web;
grant select on registry.search_entry, registry.visible_fact to zhiben_web;
