-- Files (文件): photographs and papers that records name. Bytes are kept once, under their hash; whoever
-- uploaded them is kept beside, with the name that they had. Facts name a file by its id alone, so that
-- the chained ledger seals what the file was.
create schema files;

create table files.blob (
  -- sha256:… of the bytes
  id text primary key,
  media_type text not null,
  size integer not null,
  bytes bytea not null
);

create table files.upload (
  blob text not null references files.blob,
  account text not null,
  name text not null,
  at timestamptz not null,
  -- As the device claims; nothing is judged by it.
  taken_at timestamptz,
  primary key (blob, account)
);

-- Does any value of a fact name the file? Lists are looked into.
create function files.names(stated jsonb, file text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select exists (select from jsonb_path_query(stated, 'lax $.*[*]') v where v = to_jsonb(file)) $$;

-- Who named the file in a record that the caller may see; none: he sees no record that names it.
create function files.named_by(named text, file text) returns text[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct f.recorder), '{}')
  from identity.record_scope s join identity.anchor a on a.id = s.anchor
    join ledger.published_fact f on f.record_key = s.record
  where s.subject = named and a.keys && identity.my_keys() and files.names(f.set, file) $$;

-- The record for which the transaction asks (`hazard/HZ-1`).
create function files.asked_for() returns text language sql stable parallel safe as $$
  select nullif(current_setting('zhiben.file_of', true), '') $$;

alter table files.blob enable row level security;
alter table files.upload enable row level security;
create policy own on files.upload for select to zhiben_web
  using (account = (select identity.me()) and (select cardinality(identity.my_keys())) > 0
    or (select files.asked_for()) is not null
      and account = any(files.named_by((select files.asked_for()), blob)));
create policy made on files.upload for insert to zhiben_web
  with check (account = (select identity.me()) and (select cardinality(identity.my_keys())) > 0);
create policy seen on files.blob for select to zhiben_web
  using (exists (select from files.upload u where u.blob = id and u.account = (select identity.me()))
    or (select files.asked_for()) is not null
      and cardinality(files.named_by((select files.asked_for()), id)) > 0);
create policy made on files.blob for insert to zhiben_web
  with check ((select cardinality(identity.my_keys())) > 0);

-- A person names what he uploaded himself, or what the record named before: whoever knows an id of
-- somebody else's file opens it by no record of his own.
create function files.refuse_others() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
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

create trigger own_files before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on'
    and new.set::text like '%sha256:%')
  execute function files.refuse_others();

revoke execute on all functions in schema files from public;
grant usage on schema files to zhiben_web;
grant execute on function files.named_by, files.asked_for to zhiben_web;
grant select, insert on files.blob, files.upload to zhiben_web;
