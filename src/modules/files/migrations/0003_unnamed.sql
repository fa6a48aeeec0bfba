-- Uploads that nothing came to name are removed after a time (service/unnamed.ts). Which files facts
-- name is gathered as the ledger grows: nothing in it is found by the file that it names.
create table files.named (blob text primary key);
create table files.gathered (
  only_one boolean primary key default true check (only_one),
  -- Facts up to here were looked at; those of the last day are looked at again.
  seq bigint not null
);

-- Of these files, those that stand in a draft, an import or whatever else a slice keeps as written.
create function files.kept_elsewhere(ids text[]) returns setof text
language plpgsql stable set search_path = pg_catalog as $$
declare
  place record;
begin
  for place in
    select n.nspname, c.relname, a.attname from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
    join pg_namespace n on n.oid = c.relnamespace
    where a.atttypid = 'jsonb'::regtype and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('ledger', 'rec', 'duty', 'files', 'pg_catalog', 'information_schema')
  loop
    return query execute format('select distinct w.id from %I.%I t
      join unnest($1) w (id) on strpos(t.%I::text, w.id) > 0 where t.%I::text like ''%%sha256:%%''',
      place.nspname, place.relname, place.attname, place.attname) using ids;
  end loop;
end $$;
revoke execute on function files.kept_elsewhere from public;

-- Whoever sends a file once more has it anew.
grant update (at) on files.upload to zhiben_web;
create policy again on files.upload for update to zhiben_web
  using (account = (select identity.me()) and (select cardinality(identity.my_keys())) > 0)
  with check (account = (select identity.me()));

create or replace function files.refuse_others() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- Not while uploads are removed: none of them is named from now on.
  perform pg_advisory_xact_lock_shared(72180040);
  perform from jsonb_path_query(new.set, 'lax $.*[*] ? (@ like_regex "^sha256:[0-9a-f]{64}$")') v
    where not exists (select from files.upload u
        where u.blob = v #>> '{}' and u.account = identity.me())
      and not exists (select from ledger.published_fact f
        where f.record_key = new.record and files.names(f.set, v #>> '{}'));
  if found then
    raise exception 'a file is named by whoever uploaded it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
