-- Parameters (参数) with their history: each entry says what a name is worth from a day on, in one
-- division and those under it or everywhere. Append-only: a change is a new entry.
create schema plan;

create table plan.parameter_entry (
  seq bigint generated always as identity primary key,
  name text not null check (name ~ '^\w+(\.\w+)+$'),
  -- null takes back what the same place said before
  value jsonb check (jsonb_typeof(value) <> 'null'),
  from_day date not null,
  jurisdiction text check (jurisdiction ~ '^\d{6}(\d{3})?(\d{3})?$'),
  -- a text, or {"zh", "en"}
  reason jsonb not null check (jsonb_typeof(reason) in ('string', 'object')),
  by text not null check (by <> ''),
  -- the profile that the value was taken from
  profile text,
  recorded_at timestamptz not null
);
create index parameter_entry_by_name on plan.parameter_entry (name, seq);

create function plan.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'plan.% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on plan.parameter_entry
  for each statement execute function plan.refuse_change();
-- For every role, the owner included; "always" holds in replication sessions too.
alter table plan.parameter_entry enable always trigger append_only;

revoke all on all tables in schema plan from public;
grant usage on schema plan to zhiben_app;
grant select, insert on plan.parameter_entry to zhiben_app;
