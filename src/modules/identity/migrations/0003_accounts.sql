-- Accounts (账号), grants (授权), sessions (会话) and the audit (审计). People are answered as
-- zhiben_web: an administrator reaches what lies below the node of his own grant, everybody his own
-- account; what proves who somebody is (credential, attempt) is read by the owner alone.
create function identity.my_roles() returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('zhiben.roles', true), ''), '{}')::text[] $$;

-- Keys of the nodes that an administrator administers, or within which a bureau delegates.
create function identity.my_admin_keys() returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('zhiben.admin_keys', true), ''), '{}')::text[] $$;

-- Keys under which a node lies: its own and those of all above it. From the projection.
create function identity.node_keys(node_kind text, node text) returns text[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare found_keys text[];
begin
  -- Before the projection is built: its own keys are known, no others.
  if to_regclass('rec.division_above') is null then
    return case when node_kind = 'division' then array['d:' || node || ':chem', 'd:' || node || ':trade'] else '{}' end;
  end if;
  if node_kind = 'division' then
    return array(select 'd:' || d.above || ':' || l from (
      select above from rec.division_above where id = node and vt = 'infinity' union select node) d,
      unnest(array['chem', 'trade']) l order by 1);
  end if;
  select a.keys into found_keys from identity.record_scope s join identity.anchor a on a.id = s.anchor
    where s.subject = node_kind || '/' || node;
  return coalesce(found_keys, '{}');
end $$;
revoke execute on function identity.node_keys from public;

create table identity.organisation (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('government', 'bureau', 'office', 'township', 'park', 'enterprise', 'body')),
  parent text references identity.organisation,
  -- The division, park, enterprise or body that it stands for; keys: where that lies.
  node_kind text not null check (node_kind in ('division', 'park', 'enterprise', 'organisation')),
  node text not null,
  keys text[] not null default '{}',
  made_at timestamptz not null,
  made_by text not null,
  version integer not null default 1
);
create index organisation_by_parent on identity.organisation (parent);
create index organisation_by_node on identity.organisation (node_kind, node);

create table identity.account (
  id text primary key,
  login text not null,
  name text not null,
  organisation text not null references identity.organisation,
  phone text,
  status text not null check (status in ('active', 'disabled')),
  -- Of the demo: neither second factor nor a new password every 90 days; said on the page of the account.
  demo boolean not null default false,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  type_size text not null default 'standard' check (type_size in ('standard', 'large', 'largest')),
  made_at timestamptz not null,
  made_by text not null,
  version integer not null default 1
);
create unique index account_by_login on identity.account (lower(login));
create index account_by_organisation on identity.account (organisation);

create table identity.credential (
  account text primary key references identity.account,
  password text not null,
  previous text[] not null default '{}',
  must_change boolean not null,
  changed_at timestamptz not null,
  -- Sealed with a key that the database does not hold; pending: shown, not yet confirmed.
  totp text,
  totp_pending text,
  -- The last step that was used: a code is good once.
  totp_step bigint,
  issuer text,
  subject text,
  unique (issuer, subject)
);

-- Failures by the name that was given, whether an account has it or not: both answer alike.
create table identity.attempt (
  login text primary key,
  failed integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);

create table identity.role_grant (
  id text primary key,
  account text not null references identity.account,
  role text not null,
  node_kind text not null check (node_kind in ('division', 'park', 'enterprise', 'organisation')),
  node text not null,
  lines text[] not null check (lines <@ array['chem', 'trade'] and cardinality(lines) > 0),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  granted_by text not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text
);
create index role_grant_by_account on identity.role_grant (account);

-- Only the hash of what the cookie holds.
create table identity.session (
  id text primary key,
  account text not null references identity.account,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  ip text not null,
  agent text not null,
  second_factor boolean not null,
  locked boolean not null default false,
  ended_at timestamptz,
  ended_by text
);
create index session_by_account on identity.session (account, made_at desc);

-- Three administrators who exclude each other and have no business role (三员分立).
create function identity.exclude_administrators() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare held text[];
begin
  perform from identity.account where id = new.account for update;
  held := array(select distinct role from identity.role_grant g where g.account = new.account
    and g.revoked_at is null and (g.valid_until is null or g.valid_until >= current_date));
  if held && array['systemAdmin', 'securityAdmin', 'auditAdmin'] and cardinality(held) > 1 then
    raise exception 'an administrator holds no other role' using errcode = 'ZB001';
  end if;
  return null;
end $$;
create trigger administrators_exclude after insert or update on identity.role_grant
  for each row execute function identity.exclude_administrators();

-- A grant is taken back, never changed or removed.
create function identity.keep_grant() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.revoked_at is null and new.revoked_at is not null
     and (to_jsonb(new) - 'revoked_at' - 'revoked_by') = (to_jsonb(old) - 'revoked_at' - 'revoked_by') then
    return new;
  end if;
  raise exception 'a grant is revoked, never changed';
end $$;
create trigger keep before update or delete on identity.role_grant
  for each row execute function identity.keep_grant();

-- The audit: each row's hash covers the one before it. Rows are kept; nothing removes them.
create table identity.audit (
  pos bigint primary key,
  at timestamptz not null,
  account text,
  login text,
  action text not null,
  object text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  detail jsonb not null,
  ip text,
  hash text not null
);
create index audit_by_time on identity.audit (at, pos);
create index audit_by_account on identity.audit (account, pos);
create index audit_by_action on identity.audit (action, pos);

create function identity.audit_hash(previous text, a identity.audit) returns text
language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(previous, a.pos, (extract(epoch from a.at) * 1000000)::bigint,
    a.account, a.login, a.action, a.object, a.outcome, a.detail, a.ip)::text, 'UTF8')), 'hex') $$;

create function identity.note(at timestamptz, account text, login text, action text, object text,
  outcome text, detail jsonb, ip text) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  last identity.audit;
  made identity.audit;
begin
  -- One after the other until the transaction ends: the chain has no forks.
  perform pg_advisory_xact_lock(72180021);
  select * into last from identity.audit order by pos desc limit 1;
  made.pos := coalesce(last.pos, 0) + 1;
  made.at := note.at;
  -- Who acts in his own scope notes his own acts.
  made.account := coalesce(identity.me(), note.account);
  made.login := note.login;
  made.action := note.action;
  made.object := note.object;
  made.outcome := note.outcome;
  made.detail := note.detail;
  made.ip := note.ip;
  made.hash := identity.audit_hash(coalesce(last.hash, ''), made);
  insert into identity.audit select made.*;
  return made.pos;
end $$;
revoke execute on function identity.note from public;

create function identity.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is only added to';
end $$;
create trigger append_only before update or delete on identity.audit
  for each row execute function identity.refuse_change();
create trigger append_only_truncate before truncate on identity.audit
  for each statement execute function identity.refuse_change();

alter table identity.organisation enable row level security;
alter table identity.account enable row level security;
alter table identity.credential enable row level security;
alter table identity.attempt enable row level security;
alter table identity.role_grant enable row level security;
alter table identity.session enable row level security;
alter table identity.audit enable row level security;

create policy administered on identity.organisation for all to zhiben_web
  using (keys && (select identity.my_admin_keys()))
  with check (keys && (select identity.my_admin_keys()) and (select identity.my_roles()) && array['systemAdmin']);
create policy seen on identity.account for select to zhiben_web
  using (id = (select identity.me()) or exists (select from identity.organisation o where o.id = organisation));
create policy made on identity.account for insert to zhiben_web
  with check ((select identity.my_roles()) && array['systemAdmin'] and not demo
    and exists (select from identity.organisation o where o.id = organisation));
create policy changed on identity.account for update to zhiben_web
  using ((select identity.my_roles()) && array['systemAdmin'] and exists (select from identity.organisation o where o.id = organisation))
  with check ((select identity.my_roles()) && array['systemAdmin'] and exists (select from identity.organisation o where o.id = organisation));
create policy seen on identity.role_grant for select to zhiben_web
  using (exists (select from identity.account a where a.id = account));
create policy given on identity.role_grant for insert to zhiben_web
  with check (granted_by = (select identity.me()) and account <> (select identity.me())
    and exists (select from identity.account a where a.id = account)
    and identity.node_keys(node_kind, node) && (select identity.my_admin_keys()));
create policy taken on identity.role_grant for update to zhiben_web
  using (exists (select from identity.account a where a.id = account)
    and identity.node_keys(node_kind, node) && (select identity.my_admin_keys()))
  with check (revoked_by = (select identity.me()));
create policy seen on identity.session for select to zhiben_web
  using (account = (select identity.me()));
create policy read on identity.audit for select to zhiben_web
  using ((select identity.my_roles()) && array['auditAdmin']);

grant select, insert on identity.organisation, identity.account, identity.role_grant to zhiben_web;
grant update on identity.organisation, identity.account to zhiben_web;
grant update (revoked_at, revoked_by) on identity.role_grant to zhiben_web;
grant select on identity.session, identity.audit to zhiben_web;
grant execute on function identity.note, identity.node_keys to zhiben_web;
