-- Scope (数据范围): who may see and state what. A record hangs on an anchor (enterprises, divisions,
-- park, organisation); an anchor has keys; a caller's transaction brings the keys of his grants.
--   *              everyone who has signed in
--   d:371728:chem  a division and all below it, one line of supervision
--   e:…  p:…  o:…  one enterprise, one park, one organisation
-- A transaction without keys sees nothing.
create schema identity;

create function identity.my_keys() returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('zhiben.keys', true), ''), '{}')::text[] $$;

create function identity.my_write_keys() returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('zhiben.write_keys', true), ''), '{}')::text[] $$;

-- The account that acts; null outside a caller's transaction.
create function identity.me() returns text language sql stable parallel safe as $$
  select nullif(current_setting('zhiben.user', true), '') $$;

create table identity.anchor (
  id integer generated always as identity primary key,
  enterprises text[] not null,
  divisions text[] not null,
  park text,
  organisation text,
  everyone boolean not null,
  keys text[] not null,
  unique nulls not distinct (enterprises, divisions, park, organisation, everyone)
);
create index anchor_by_enterprise on identity.anchor using gin (enterprises);
create index anchor_by_key on identity.anchor using gin (keys);

-- Worked out from the projection (rec), kept with it: rebuilt when it is.
create table identity.record_scope (
  record bigint primary key,
  subject text not null unique,
  anchor integer not null references identity.anchor
);
create index record_scope_by_anchor on identity.record_scope (anchor);

alter table identity.anchor enable row level security;
alter table identity.record_scope enable row level security;
create policy in_scope on identity.anchor for select to zhiben_web
  using (keys && (select identity.my_keys()));
create policy in_scope on identity.record_scope for select to zhiben_web
  using (exists (select from identity.anchor a where a.id = anchor));

-- May the caller state facts of this record (null: it is new), with these references?
-- Every reference that would place the record must lie where he may write.
create function identity.may_state(record_key bigint, stated jsonb) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  mine text[] := identity.my_write_keys();
  placed boolean := false;
  ref record;
begin
  if mine = '{}' then return false; end if;
  perform from identity.record_scope s join identity.anchor a on a.id = s.anchor
    where s.record = record_key and not a.keys && mine;
  if found then return false; end if;
  placed := exists (select from identity.record_scope s where s.record = record_key);
  for ref in
    select r.kind, t.id from (values ('enterprise', 'enterprise'), ('facility', 'facility'),
      ('park', 'park'), ('project', 'project'), ('equipment', 'equipment')) r(attr, kind)
    cross join lateral (select stated ->> r.attr as id) t where t.id is not null
  loop
    perform from identity.record_scope s join identity.anchor a on a.id = s.anchor
      where s.subject = ref.kind || '/' || ref.id and a.keys && mine;
    if not found then return false; end if;
    placed := true;
  end loop;
  if stated ->> 'jurisdiction' is not null then
    perform from rec.division_above d
        join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity'
        cross join lateral unnest(array[d.above] || j.zones) area, unnest(mine) k
      where d.id = stated ->> 'jurisdiction' and d.vt = 'infinity' and k like 'd:' || area || ':%';
    if not found then
      -- An enterprise states where it lies; whether it may move is not its to say.
      return placed and exists (select from identity.record_scope s join identity.anchor a on a.id = s.anchor
        where s.record = record_key and stated ->> 'jurisdiction' = any(a.divisions));
    end if;
    placed := true;
  end if;
  return placed;
end $$;
revoke execute on function identity.may_state from public;

create function identity.refuse_outside_scope() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not identity.may_state(new.record, new.set) then
    raise exception 'this record is outside the scope of whoever states it'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Commands, imports and the demo say in their transaction that they take facts in; whoever does not
-- is a person, and a person without a scope states nothing.
create trigger within_scope before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on')
  execute function identity.refuse_outside_scope();

grant usage on schema identity to zhiben_web, zhiben_app;
grant select on identity.anchor, identity.record_scope to zhiben_web;
