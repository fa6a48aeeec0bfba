-- Files of ledgers on their way in: steps, rows and what became of them. No value here counts:
-- those that do are facts. Dropped a week after (service/imports.ts).
create schema sheets;

create table sheets.import (
  id text primary key,
  type text not null,
  -- The account that imports, with his scope and roles as they were when he asked: work goes on after a restart.
  owner text not null,
  keys text[] not null,
  write_keys text[] not null,
  roles text[] not null,
  file_name text not null,
  file_hash text not null,
  sheet text not null,
  sheets text[] not null,
  from_template boolean not null,
  headings text[] not null,
  -- Attributes by column of the file; null: left out.
  mapping text[] not null,
  formulas integer not null,
  hidden_rows integer not null,
  row_count integer not null,
  state text not null check (state in
    ('read', 'checking', 'checked', 'importing', 'imported', 'undoing', 'undone', 'failed')),
  -- Rows done of the step at work.
  done integer not null default 0,
  created_at timestamptz not null,
  -- The moment that the facts speak of.
  at timestamptz,
  committed_at timestamptz,
  undo_at timestamptz
);
create index import_of_owner on sheets.import (owner, type, created_at desc, id);

create table sheets.import_row (
  import text not null references sheets.import on delete cascade,
  -- As the sheet counts it.
  row integer not null,
  cells jsonb not null,
  state text check (state in ('new', 'change', 'same', 'error')),
  record text,
  set jsonb,
  -- What stands where `set` would change it, when the row was checked.
  current jsonb,
  errors jsonb not null default '[]',
  -- What stood right before the import: {fresh, values}.
  snapshot jsonb,
  outcome text check (outcome in ('imported', 'refused', 'undone', 'kept')),
  primary key (import, row)
);
create index import_row_by_state on sheets.import_row (import, state, row);

alter table sheets.import enable row level security;
alter table sheets.import_row enable row level security;
create policy own on sheets.import to zhiben_web
  using (owner = (select identity.me()) and (select cardinality(identity.my_keys())) > 0)
  with check (owner = (select identity.me()) and (select cardinality(identity.my_keys())) > 0);
create policy own on sheets.import_row to zhiben_web
  using (exists (select from sheets.import i where i.id = import))
  with check (exists (select from sheets.import i where i.id = import));

-- May the caller state this of the subject, whether it is there or not? What the ledger will ask.
create function sheets.may_state(named text, stated jsonb) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select identity.may_state(
    (select s.record from identity.record_scope s where s.subject = named), stated) $$;
revoke execute on function sheets.may_state from public;

grant usage on schema sheets to zhiben_web;
grant select, insert, update, delete on sheets.import, sheets.import_row to zhiben_web;
grant execute on function sheets.may_state to zhiben_web;
