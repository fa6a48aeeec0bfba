-- Data quality (数据质量): the state of what came in is read, never kept; of its own this slice has only
-- when the chains of the ledger were verified, by whom and what came out.
create schema quality;

create view quality.visible_fact with (security_barrier) as
  select f.seq, f.fact_id, f.type, f.record, f.at, f.set, f.recorded_at, f.recorder
  from ledger.published_fact f
  join identity.record_scope s on s.record = f.record_key
  join identity.anchor a on a.id = s.anchor
  where a.keys && (select identity.my_keys());

-- State of the system, not business content: read and written by the owner only.
create table quality.verification (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  started_by text not null,
  started_name text not null,
  state text not null check (state in ('running', 'sound', 'broken', 'failed')),
  checked bigint not null default 0,
  finished_at timestamptz,
  -- Section, position and kind of the first fault; never what a fact says.
  problem jsonb
);

grant usage on schema quality to zhiben_web;
grant select on quality.visible_fact to zhiben_web;
