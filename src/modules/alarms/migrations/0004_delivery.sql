-- What is to be said to whom of a step of the climb (送达), beside the message in the platform: put here in the
-- step's own transaction, once, and sent until it is taken or given up.
create table alarms.delivery (
  id bigint generated always as identity primary key,
  -- Incident, step, channel and recipient: the key by which a receiver knows a repetition.
  key text not null unique,
  alarm text not null references alarms.alarm,
  incident text,
  enterprise text not null,
  why text not null,
  rung text not null,
  node text not null,
  channel text not null,
  -- A number or an address; only `shown`, which hides most of it, is read by people.
  recipient text,
  shown text,
  content jsonb not null,
  state text not null check (state in ('waiting', 'sent', 'givenUp', 'dropped')),
  tries integer not null default 0,
  failed text,
  made_at timestamptz not null,
  -- When it is tried next. A try that begins moves it on: one that nobody ends is begun again then.
  next_at timestamptz not null,
  done_at timestamptz
);
create index delivery_due on alarms.delivery (next_at) where state = 'waiting';
create index delivery_by_alarm on alarms.delivery (alarm);
create index delivery_by_incident on alarms.delivery (incident);

alter table alarms.delivery enable row level security;
create policy in_scope on alarms.delivery for select to zhiben_web using ((select identity.whole())
  or exists (select from identity.record_scope s where s.subject = 'enterprise/' || enterprise));
grant select (id, alarm, incident, enterprise, why, rung, channel, shown, state, tries, failed, made_at, next_at, done_at)
  on alarms.delivery to zhiben_web;
