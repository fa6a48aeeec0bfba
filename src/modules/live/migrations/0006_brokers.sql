-- Brokers elsewhere (接入代理): those told to be away, and by which one a gateway last came ('': by none).
create table live.broker_state (
  broker text primary key,
  down_since timestamptz not null
);
alter table live.gateway_state add column broker text;
