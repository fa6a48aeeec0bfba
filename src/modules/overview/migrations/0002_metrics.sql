-- Counts of the rows behind each metric (口径) on a day, by place: kept like overview.tally.
create table overview.metric_count (
  as_of date not null,
  metric text not null,
  division text,
  keys text[] not null,
  total integer not null,
  bad integer not null
);
create index metric_count_by_day on overview.metric_count (as_of, metric);

alter table overview.metric_count enable row level security;
create policy in_scope on overview.metric_count for select to zhiben_web
  using (keys && (select identity.my_keys()));
grant select on overview.metric_count to zhiben_web;

-- Disputes (异议): a division disputes an indicator of its ranking; the city answers within three
-- working days.
create table overview.dispute (
  id bigint generated always as identity primary key,
  division text not null,
  metric text not null,
  as_of date not null,
  -- The row that is disputed; null: the indicator as a whole.
  row_key text,
  text text not null,
  raised_by text not null,
  raised_by_name text not null,
  raised_at timestamptz not null,
  answer_due date not null,
  outcome text check (outcome in ('upheld', 'rejected')),
  answer text,
  answered_by text,
  answered_by_name text,
  answered_at timestamptz,
  keys text[] not null,
  answer_keys text[] not null,
  check ((outcome is null) = (answer is null) and (answer is null) = (answered_at is null))
);
create index dispute_by_division on overview.dispute (division, id);

alter table overview.dispute enable row level security;
create policy in_scope on overview.dispute for select to zhiben_web
  using (keys && (select identity.my_keys()));
create policy raised on overview.dispute for insert to zhiben_web
  with check (keys && (select identity.my_keys()) and raised_by = identity.me() and answer is null);
create policy answered on overview.dispute for update to zhiben_web
  using (answer_keys && (select identity.my_write_keys()))
  with check (answered_by = identity.me());
grant select, insert on overview.dispute to zhiben_web;
grant update (outcome, answer, answered_by, answered_by_name, answered_at)
  on overview.dispute to zhiben_web;
