-- The county of an enterprise, as it lies by its newest record: a county's list by name walks its own
-- entries alone. Names begin with their county, so that the last county's page lay behind all others.
alter table registry.search_entry add column county text;
create index search_in_county on registry.search_entry (type, county, sort, id) where county is not null;
-- The next start builds the entries anew, with it.
delete from registry.search_state;

-- With the county, where only one is asked for; whoever sees all is not asked entry by entry.
drop function registry.find(text[], text[], text, text, integer);
create function registry.find(
  some_pieces text[], other_pieces text[], within text, of_type text, of_county text, most integer)
returns table (type text, id text, texts text)
language sql stable security definer set search_path = pg_catalog as $$
  select s.type, s.id, s.texts from registry.search_entry s
  where (s.pieces @> some_pieces or s.pieces @> other_pieces) and strpos(s.texts, within) > 0
    and (of_type is null or s.type = of_type) and (of_county is null or s.county = of_county)
    and ((select identity.whole()) or (select a.keys && (select identity.my_keys()) from identity.record_scope r
      join identity.anchor a on a.id = r.anchor where r.record = s.record))
  limit most $$;
revoke execute on function registry.find from public;
grant execute on function registry.find to zhiben_web;
