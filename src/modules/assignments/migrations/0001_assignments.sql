-- Tasks split from a clause (任务分解): duties of the clause, chosen by a filter, given to whoever owes
-- them with an end date and the minutes that each takes. Nothing is reported back: an object is done when
-- its duty is.
create schema assignments;

create table assignments.assignment (
  id uuid primary key,
  clause text not null,
  title text not null,
  text text not null,
  -- The filter that chose the objects, as it was shown.
  division text,
  statuses text[] not null,
  as_of date not null,
  due date not null,
  minutes integer not null check (minutes between 1 and 600),
  issuer text not null,
  issuer_name text not null,
  -- Of scope: the issuer's.
  keys text[] not null,
  author text not null,
  author_name text not null,
  made_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done', 'withdrawn')),
  ended_on date,
  withdrawn_by text,
  reason text,
  version integer not null default 1,
  check ((state = 'open') = (ended_on is null)),
  check ((state = 'withdrawn') = (reason is not null))
);
create index assignment_by_key on assignments.assignment using gin (keys);
create index assignment_open on assignments.assignment (clause) where state = 'open';

create table assignments.object (
  assignment uuid not null references assignments.assignment on delete cascade,
  no integer not null,
  -- The duty: of this subject, by this trigger, for this period.
  subject text not null,
  trigger text,
  period text,
  name text not null,
  duty_due date,
  owner text not null,
  owner_name text not null,
  roles text[] not null,
  keys text[] not null,
  issuer_keys text[] not null,
  done_on date,
  outcome text check (outcome in ('met', 'late', 'gone')),
  primary key (assignment, no),
  check ((done_on is null) = (outcome is null))
);
create index object_by_key on assignments.object using gin (keys);

alter table assignments.assignment enable row level security;
alter table assignments.object enable row level security;
create policy seen on assignments.object for select to zhiben_web
  using (keys && (select identity.my_keys()) or issuer_keys && (select identity.my_keys()));
create policy seen on assignments.assignment for select to zhiben_web
  using (keys && (select identity.my_keys())
    or exists (select from assignments.object o where o.assignment = id));
create policy given on assignments.assignment for insert to zhiben_web
  with check (author = (select identity.me()) and keys <@ (select identity.my_write_keys()));
-- By the owner: the two policies would ask each other in turns.
create function assignments.is_author(task uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from assignments.assignment t where t.id = task and t.author = identity.me()) $$;
revoke execute on function assignments.is_author from public;
grant execute on function assignments.is_author to zhiben_web;
create policy given on assignments.object for insert to zhiben_web
  with check (issuer_keys <@ (select identity.my_write_keys()) and assignments.is_author(assignment));
create policy withdrawn on assignments.assignment for update to zhiben_web
  using (keys && (select identity.my_write_keys()));

grant usage on schema assignments to zhiben_web;
grant select, insert on assignments.assignment, assignments.object to zhiben_web;
grant update (state, ended_on, withdrawn_by, reason, version) on assignments.assignment to zhiben_web;
