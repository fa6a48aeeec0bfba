-- Readings (实时数据): what gateways sent, kept as it came, then packed by tag.
create schema live;

-- Small numbers that stand for records in readings; given once, never again.
create table live.tag_number (
  tag text primary key,
  no integer generated always as identity (start with 1) unique
);
create table live.gateway_number (
  gateway text primary key,
  no integer generated always as identity (start with 1) unique
);

-- What a gateway signs in with: only its hash is kept, a new one ends the one before.
create table live.gateway_key (
  gateway integer not null references live.gateway_number (no),
  hash bytea not null,
  made_at timestamptz not null,
  made_by text not null,
  ended_at timestamptz,
  primary key (gateway, made_at)
);

-- One row a batch, written before it is acknowledged: readings in four columns (times and values as
-- 8-byte floats, tag numbers of 4 bytes, qualities of 1 byte), and what was refused beside them.
create table live.journal (
  -- Given by the one writer, in the order in which batches were taken in.
  seq bigint not null,
  gateway integer not null,
  received timestamptz not null,
  -- Milliseconds of the first and the last reading, by the device's clock.
  first_ms bigint not null,
  last_ms bigint not null,
  digest bytea not null,
  readings bytea not null,
  refused text
) partition by range (received);
-- What a restore brings back, and hours that nobody made a partition for.
create table live.journal_rest partition of live.journal default;
create index journal_seq on live.journal (seq);
create index journal_of_gateway on live.journal (gateway, received);
create index journal_digest on live.journal (gateway, digest);
alter table live.journal alter column readings set storage external;

-- Readings of one tag packed: delta of deltas for times, deltas of scaled values.
create table live.chunk (
  tag integer not null,
  from_ms bigint not null,
  until_ms bigint not null,
  readings integer not null,
  -- Of the good readings; null: there were none.
  least double precision,
  most double precision,
  total double precision not null,
  good integer not null,
  packed bytea not null,
  primary key (tag, from_ms, until_ms)
);
alter table live.chunk alter column packed set storage external;
-- A year of a tag is drawn from the figures of its chunks alone: they lie together here.
create index chunk_figures on live.chunk (tag, from_ms) include (until_ms, least, most, total, good);

-- Which journal rows lie in chunks; what was judged, and how the tags stood then.
create table live.progress (
  id smallint primary key check (id = 1),
  judged bigint not null default 0,
  -- Every row received before it lies in chunks.
  packed_until timestamptz
);
create table live.state_page (
  page integer primary key,
  state bytea not null
);
create table live.gateway_state (
  gateway integer primary key references live.gateway_number (no),
  heard timestamptz not null,
  silent_since timestamptz
);

-- What became of rows, by hour of receipt and gateway.
create table live.outcome_count (
  gateway integer not null,
  hour timestamptz not null,
  outcome text not null,
  rows bigint not null,
  primary key (gateway, hour, outcome)
);
-- Codes that no tag stands for (待认领点位), until somebody makes tags of them.
create table live.unknown_tag (
  gateway integer not null,
  code text not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  rows bigint not null,
  sample text,
  primary key (gateway, code)
);

-- The tag for which the transaction asks, if the caller may see it.
create function live.asked_tag() returns integer
language sql stable security definer set search_path = pg_catalog as $$
  select n.no from live.tag_number n
    join identity.record_scope s on s.subject = 'tag/' || n.tag
    join identity.anchor a on a.id = s.anchor
  where n.tag = nullif(current_setting('zhiben.tag', true), '') and a.keys && identity.my_keys()
  limit 1 $$;
alter table live.chunk enable row level security;
create policy seen on live.chunk for select to zhiben_web using (tag = (select live.asked_tag()));
grant usage on schema live to zhiben_web, zhiben_app;
grant select on live.chunk to zhiben_web;
grant select, insert on live.journal, live.gateway_number, live.tag_number to zhiben_app;

-- The journal's partition of an hour since 1970; twice is once.
create function live.make_partition(hour bigint) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create table if not exists live.%I partition of live.journal for values from (%L) to (%L)',
    'journal_' || hour, to_timestamp(hour * 3600), to_timestamp((hour + 1) * 3600));
exception when check_violation then
  -- The rest holds rows of that hour already: it takes the others as well.
  null;
end $$;
revoke execute on function live.make_partition from public;

-- Ends the partitions of hours before one, and what lies in the rest from before it.
create function live.drop_partitions(before bigint) returns void
language plpgsql set search_path = pg_catalog as $$
declare name text;
begin
  for name in select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'live.journal'::regclass and relname ~ '^journal_[0-9]+$'
      and substr(relname, 9)::bigint < before
  loop
    execute format('drop table live.%I', name);
  end loop;
  delete from live.journal_rest where received < to_timestamp(before * 3600);
end $$;
revoke execute on function live.drop_partitions from public;
