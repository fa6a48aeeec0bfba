-- History (历史数据) in partitions by the month of its readings, so that what is past its time is dropped at
-- once; the figures of the hours of a merged day lie within its chunk.
drop index live.chunk_figures;
drop policy seen on live.chunk;
revoke select on live.chunk from zhiben_web;
alter table live.chunk disable row level security;
alter table live.chunk rename to chunk_rest;
alter table live.chunk_rest rename constraint chunk_pkey to chunk_rest_pkey;
alter table live.chunk_rest add column parts bytea;

create table live.chunk (
  tag integer not null,
  from_ms bigint not null,
  until_ms bigint not null,
  readings integer not null,
  least double precision,
  most double precision,
  total double precision not null,
  good integer not null,
  packed bytea not null,
  -- Figures by the hour, packed; null: an hour at most.
  parts bytea,
  primary key (tag, from_ms, until_ms)
) partition by range (from_ms);
alter table live.chunk alter column packed set storage external;
-- What a restore brings back, and months that nobody made a partition for.
alter table live.chunk attach partition live.chunk_rest default;
alter table live.chunk enable row level security;
create policy seen on live.chunk for select to zhiben_web using (tag = (select live.asked_tag()));
grant select on live.chunk to zhiben_web;

-- Days that ended before it are merged, each tag's chunks into one; those of them that readings may still
-- have come late for, a second time.
alter table live.progress add column merged_until timestamptz;
alter table live.progress add column settled_until timestamptz;
-- History from before it was dropped.
alter table live.progress add column dropped_before timestamptz;

-- When a month since 1970 begins in the city, in ms.
create function live.month_start(month integer) returns bigint
language sql immutable set search_path = pg_catalog as $$
  select (extract(epoch from make_timestamptz(1970 + month / 12, month % 12 + 1, 1, 0, 0, 0, 'Asia/Shanghai')) * 1000)::bigint $$;
revoke execute on function live.month_start from public;

-- The partition of a month's readings; twice is once.
create function live.make_chunk_partition(month integer) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  if to_regclass('live.chunk_' || month) is not null then return; end if;
  execute format('create table live.%I partition of live.chunk for values from (%s) to (%s)',
    'chunk_' || month, live.month_start(month), live.month_start(month + 1));
exception when check_violation then
  -- The rest holds readings of that month already: it takes the others as well.
  null;
end $$;
revoke execute on function live.make_chunk_partition from public;

-- Ends the history of months before one.
create function live.drop_chunks(before integer) returns void
language plpgsql set search_path = pg_catalog as $$
declare name text;
begin
  for name in select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'live.chunk'::regclass and relname ~ '^chunk_[0-9]+$'
      and substr(relname, 7)::integer < before
  loop
    execute format('drop table live.%I', name);
  end loop;
  delete from live.chunk_rest where from_ms < live.month_start(before);
end $$;
revoke execute on function live.drop_chunks from public;

-- What lay in the rest and is packed leaves its room as well.
create or replace function live.drop_partitions(before bigint) returns void
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
  if found and not exists (select from live.journal_rest) then truncate live.journal_rest; end if;
end $$;
