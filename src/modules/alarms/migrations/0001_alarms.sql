-- Alarms (报警): one for each episode of a rule at a source. Kept here, so that one is visible within
-- milliseconds; what it means for the plans is stated as facts (record `alarm`) afterwards.
create schema alarms;

-- Alarms of one unit, or of one tag, that belong together (事件).
create table alarms.incident (
  id text primary key,
  unit text not null,
  enterprise text not null,
  facility text,
  first_at timestamptz not null,
  last_at timestamptz not null,
  received_at timestamptz not null
);
create index incident_by_unit on alarms.incident (unit, last_at);
create index incident_by_receipt on alarms.incident (received_at);

create table alarms.alarm (
  id text primary key,
  source text not null,
  rule text not null,
  -- When the condition began, by the device's clock: source, rule and this name the episode.
  since timestamptz not null,
  -- When it was found to hold, to hold no longer, or when the next episode showed that it had ended.
  raised_at timestamptz,
  ended_at timestamptz,
  superseded_at timestamptz,
  received_at timestamptz not null,
  taken_at timestamptz not null,
  level text not null check (level in ('red', 'orange', 'yellow', 'blue')),
  kind text not null,
  enterprise text not null,
  facility text,
  value double precision,
  lim double precision,
  unit text,
  trust text not null,
  incident text references alarms.incident,
  acknowledged_at timestamptz,
  hold text check (hold in ('shelved', 'suppressed', 'outOfService')),
  hold_until timestamptz,
  verdict text,
  judged_at timestamptz,
  handled_at timestamptz,
  measure text,
  checked_at timestamptz,
  permit_matched boolean,
  closed_at timestamptz,
  -- What rules/state.ts says, for questions.
  state text not null generated always as (case
    when closed_at is not null then 'closed'
    when hold in ('suppressed', 'outOfService') and coalesce(ended_at, superseded_at) is not null then 'closed'
    when hold is not null then hold
    when coalesce(ended_at, superseded_at) is null and acknowledged_at is null then 'unacknowledged'
    when coalesce(ended_at, superseded_at) is null then 'acknowledged'
    when acknowledged_at is null then 'returnedUnacknowledged'
    else 'returned' end) stored,
  -- When it climbs next by itself.
  climb_at timestamptz,
  -- From when it is counted that nobody answers: receipt, or the end of a hold.
  climb_from timestamptz not null,
  -- Acts taken: whoever acts names the number that he looked at.
  acts integer not null default 0,
  -- Grows with every change; `stated`: the one that facts follow.
  version integer not null default 1,
  stated integer not null default 0,
  unique (source, rule, since)
);
create unique index alarm_active on alarms.alarm (source, rule)
  where ended_at is null and superseded_at is null and closed_at is null;
create index alarm_open on alarms.alarm (incident) where state <> 'closed';
create index alarm_by_incident on alarms.alarm (incident);
create index alarm_by_receipt on alarms.alarm (received_at, id);
create index alarm_by_enterprise on alarms.alarm (enterprise, received_at, id);
create index alarm_to_climb on alarms.alarm (climb_at) where climb_at is not null;
create index alarm_held on alarms.alarm (hold_until) where hold_until is not null;
create index alarm_to_state on alarms.alarm (id) where stated < version;

-- What was done about it, by people and by itself. Only added to.
create table alarms.act (
  alarm text not null references alarms.alarm,
  no integer not null,
  act text not null,
  at timestamptz not null,
  from_state text not null,
  to_state text not null,
  account text,
  name text,
  role text,
  given jsonb not null,
  primary key (alarm, no)
);
-- Each step of the climb once.
create unique index act_climb on alarms.act (alarm, (given ->> 'why'), (given ->> 'to'), (given ->> 'from')) where act = 'climb';
create index act_by_time on alarms.act (at);

create function alarms.added_only() returns trigger language plpgsql as $$
begin
  raise exception 'the history of alarms is only added to';
end $$;
create trigger added_only before update or delete or truncate on alarms.act
  for each statement execute function alarms.added_only();

-- Shifts of a desk (值班): who leads it, what he hands over, who took over.
create table alarms.shift (
  id bigint generated always as identity primary key,
  node text not null,
  keys text[] not null,
  leader text not null,
  leader_name text not null,
  began_at timestamptz not null,
  handed_at timestamptz,
  notes text,
  -- Figures as they stood when it was handed over.
  summary jsonb,
  taken_at timestamptz,
  taken_by text,
  taken_name text
);
create unique index shift_open on alarms.shift (node) where taken_at is null;

alter table alarms.incident enable row level security;
alter table alarms.alarm enable row level security;
alter table alarms.act enable row level security;
alter table alarms.shift enable row level security;

create policy in_scope on alarms.incident for select to zhiben_web using ((select identity.whole())
  or exists (select from identity.record_scope s where s.subject = 'enterprise/' || enterprise));
create policy in_scope on alarms.alarm for select to zhiben_web using ((select identity.whole())
  or exists (select from identity.record_scope s where s.subject = 'enterprise/' || enterprise));
create policy acted on alarms.alarm for update to zhiben_web using ((select identity.whole())
  or exists (select from identity.record_scope s where s.subject = 'enterprise/' || enterprise));
create policy in_scope on alarms.act for select to zhiben_web
  using (exists (select from alarms.alarm a where a.id = alarm));
create policy acted on alarms.act for insert to zhiben_web
  with check (account = (select identity.me()) and exists (select from alarms.alarm a where a.id = alarm));
create policy seen on alarms.shift for select to zhiben_web using (keys && (select identity.my_keys()));
create policy begun on alarms.shift for insert to zhiben_web
  with check (leader = (select identity.me()) and keys <@ (select identity.my_keys()));
create policy changed on alarms.shift for update to zhiben_web using (keys <@ (select identity.my_keys()));

grant usage on schema alarms to zhiben_web;
grant select on alarms.incident, alarms.alarm, alarms.act, alarms.shift to zhiben_web;
grant insert on alarms.act, alarms.shift to zhiben_web;
grant update (acknowledged_at, hold, hold_until, verdict, judged_at, handled_at, measure, checked_at, permit_matched,
  closed_at, climb_at, climb_from, acts, version) on alarms.alarm to zhiben_web;
grant update (handed_at, notes, summary, taken_at, taken_by, taken_name) on alarms.shift to zhiben_web;
