-- Keys of writes (幂等键): who sent which key for which request, and the first answer. Kept a day.
create table identity.write_key (
  who text not null,
  key text not null,
  request text not null,
  begun_at timestamptz not null,
  status integer,
  body text,
  primary key (who, key)
);
create index write_key_by_age on identity.write_key (begun_at);
