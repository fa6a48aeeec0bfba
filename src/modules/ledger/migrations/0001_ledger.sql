-- The ledger of facts: append-only, hash-chained a section (链段) at a time.
-- A section is one record type, so that writers of different types do not wait for each other.
create schema ledger;

create table ledger.record_type (
  id smallint primary key,
  name text not null unique
);

create table ledger.section (
  id smallint primary key references ledger.record_type,
  head_pos bigint not null default 0 check (head_pos >= 0),
  head_hash bytea not null default decode(repeat('00', 32), 'hex') check (length(head_hash) = 32)
);

create table ledger.record (
  key bigint generated always as identity primary key,
  type smallint not null references ledger.record_type,
  id text not null,
  unique (type, id)
);

create sequence ledger.fact_seq;

-- No foreign keys from here: a check for every row would halve the rate of an import. The writer
-- takes section and record under the section's lock, and verification joins both.
create table ledger.fact (
  seq bigint primary key,
  section smallint not null,
  pos bigint not null,
  fact_id text not null unique,
  record bigint not null,
  at timestamptz not null,
  set jsonb not null,
  retired boolean,
  by text,
  evidence text[],
  recorded_at timestamptz not null,
  recorder text not null,
  previous bytea not null,
  hash bytea not null,
  unique (section, pos)
);
create index fact_by_record on ledger.fact (record, at, seq);

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger.% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;

create function ledger.only_forward() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.head_pos <= old.head_pos then
    raise exception 'ledger.section moves forward only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- For every role, the owner included; "always" holds in replication sessions too.
do $$
declare name text;
begin
  foreach name in array array['fact', 'record', 'record_type', 'section'] loop
    execute format('create trigger append_only before delete or truncate%s on ledger.%I
      for each statement execute function ledger.refuse_change()',
      case name when 'section' then '' else ' or update' end, name);
    execute format('alter table ledger.%I enable always trigger append_only', name);
  end loop;
end $$;
create trigger only_forward before update on ledger.section
  for each row execute function ledger.only_forward();
alter table ledger.section enable always trigger only_forward;

-- What later slices may read.
create view ledger.published_record as
  select r.key, t.name as type, r.id from ledger.record r join ledger.record_type t on t.id = r.type;

create view ledger.published_fact as
  select f.seq, f.fact_id, t.name as type, f.record as record_key, r.id as record, f.at, f.set,
    f.retired, f.by, f.evidence, f.recorded_at, f.recorder, f.section, f.pos
  from ledger.fact f
  join ledger.record r on r.key = f.record
  join ledger.record_type t on t.id = r.type;

revoke all on all tables in schema ledger from public;
grant usage on schema ledger to zhiben_app;
grant select, insert on ledger.fact, ledger.record, ledger.record_type to zhiben_app;
grant select, insert, update on ledger.section to zhiben_app;
grant select on ledger.published_fact, ledger.published_record to zhiben_app;
grant usage on sequence ledger.fact_seq to zhiben_app;
