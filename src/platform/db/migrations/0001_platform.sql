-- What every slice builds on: the list of migrations and the application's role.
create schema if not exists platform;

create table if not exists platform.migration (
  slice text not null,
  name text not null,
  sha256 text not null,
  applied_at timestamptz not null default now(),
  primary key (slice, name)
);

revoke all on schema platform from public;
grant usage on schema platform to zhiben_app;
grant select on platform.migration to zhiben_app;
