-- Reports (举报). That one came, of what, and what became of it are facts (report, reward). Here lies
-- what is none: how its reporter asks again, what he wrote, who he is, and the steps of the work.
create schema reports;

-- A reporter's code and PIN, as hashes. Whoever answers people reads none of it.
create table reports.entry (
  report text primary key,
  code_hash text not null unique,
  pin_hash text not null,
  misses smallint not null default 0,
  locked_until timestamptz
);

-- What was written, the picture, further notes, and apart from them who reported: each sealed with a
-- key that is not in the database. Whoever answers people reads none of it either.
create table reports.sealed (
  report text not null,
  kind text not null check (kind in ('who', 'content', 'photo', 'note')),
  no smallint not null,
  at timestamptz not null,
  body bytea not null,
  primary key (report, kind, no)
);

-- Steps of the work; seen where the report is.
create table reports.step (
  report text not null,
  no smallint not null,
  act text not null,
  stage text not null,
  due date,
  at timestamptz not null,
  by_account text,
  by_name text,
  by_role text,
  -- What the reporter reads.
  told text,
  -- How a reward was worked out, to whom it was passed on.
  detail jsonb not null,
  primary key (report, no)
);

alter table reports.entry enable row level security;
alter table reports.sealed enable row level security;
alter table reports.step enable row level security;
create policy in_scope on reports.step for select to zhiben_web
  using (exists (select from identity.record_scope s where s.subject = 'report/' || report));

grant usage on schema reports to zhiben_web;
grant select on reports.step to zhiben_web;
