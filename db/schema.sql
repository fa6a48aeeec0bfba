-- What the migrations make, rights of others than the owner as comments: npm run schema

create schema ledger;
-- zhiben_app: usage

create sequence ledger.fact_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;
-- zhiben_app: usage

create sequence ledger.record_key_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

CREATE OR REPLACE FUNCTION ledger.only_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.id <> old.id or new.head_pos <= old.head_pos then
    raise exception 'ledger.section moves forward only' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;
-- public: execute

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'ledger.% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $function$;
-- public: execute

create table ledger.fact (
  seq bigint not null,
  section smallint not null,
  pos bigint not null,
  fact_id text not null,
  record bigint not null,
  at timestamp with time zone not null,
  set jsonb not null,
  retired boolean,
  by text,
  evidence text[],
  recorded_at timestamp with time zone not null,
  recorder text not null,
  previous bytea not null,
  hash bytea not null,
  constraint fact_pkey PRIMARY KEY (seq),
  constraint fact_fact_id_key UNIQUE (fact_id),
  constraint fact_section_pos_key UNIQUE (section, pos)
);
-- zhiben_app: insert, select

create table ledger.record (
  key bigint not null generated always as identity,
  type smallint not null,
  id text not null,
  constraint record_type_fkey FOREIGN KEY (type) REFERENCES ledger.record_type(id),
  constraint record_pkey PRIMARY KEY (key),
  constraint record_type_id_key UNIQUE (type, id)
);
-- zhiben_app: insert, select

create table ledger.record_type (
  id smallint not null,
  name text not null,
  constraint record_type_pkey PRIMARY KEY (id),
  constraint record_type_name_key UNIQUE (name)
);
-- zhiben_app: insert, select

create table ledger.section (
  id smallint not null,
  head_pos bigint not null default 0,
  head_hash bytea not null default decode(repeat('00'::text, 32), 'hex'::text),
  constraint section_head_hash_check CHECK ((length(head_hash) = 32)),
  constraint section_head_pos_check CHECK ((head_pos >= 0)),
  constraint section_id_fkey FOREIGN KEY (id) REFERENCES ledger.record_type(id),
  constraint section_pkey PRIMARY KEY (id)
);
-- zhiben_app: insert, select, update

CREATE INDEX fact_by_record ON ledger.fact USING btree (record, at, seq);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.fact FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.record FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.record_type FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON ledger.section FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER only_forward BEFORE UPDATE ON ledger.section FOR EACH ROW EXECUTE FUNCTION ledger.only_forward(); -- enabled always

create view ledger.published_fact (seq bigint, fact_id text, type text, record_key bigint, record text, at timestamp with time zone, set jsonb, retired boolean, by text, evidence text[], recorded_at timestamp with time zone, recorder text, section smallint, pos bigint) as
  SELECT f.seq, f.fact_id, t.name AS type, f.record AS record_key, r.id AS record, f.at, f.set, f.retired, f.by, f.evidence, f.recorded_at, f.recorder, f.section, f.pos FROM ((ledger.fact f JOIN ledger.record r ON ((r.key = f.record))) JOIN ledger.record_type t ON ((t.id = r.type)));
-- zhiben_app: select

create view ledger.published_record (key bigint, type text, id text) as
  SELECT r.key, t.name AS type, r.id FROM (ledger.record r JOIN ledger.record_type t ON ((t.id = r.type)));
-- zhiben_app: select

create view ledger.published_type (section smallint, type text, facts bigint) as
  SELECT t.id AS section, t.name AS type, s.head_pos AS facts FROM (ledger.record_type t JOIN ledger.section s ON ((s.id = t.id)));
-- zhiben_app: select

create schema platform;
-- zhiben_app: usage

create table platform.migration (
  slice text not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (slice, name)
);
-- zhiben_app: select
