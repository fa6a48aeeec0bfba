-- What phones brought (离线上报): when it was written by the device's clock and by ours, and when it came
-- in; the same record, however often it is sent, is one hazard. The hazard itself is in the ledger.
create table hazards.written (
  account text not null,
  client uuid not null,
  hazard text not null,
  device_at timestamptz not null,
  offset_ms bigint,
  written_at timestamptz not null,
  received_at timestamptz not null,
  primary key (account, client)
);
create index written_newest on hazards.written (account, received_at desc);
alter table hazards.written enable row level security;
create policy own on hazards.written to zhiben_web
  using (account = (select identity.me()) and (select cardinality(identity.my_keys())) > 0)
  with check (account = (select identity.me()));
grant select, insert on hazards.written to zhiben_web;
