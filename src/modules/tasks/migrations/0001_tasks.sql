-- To-dos (待办) of nodes: worked out from duties, or raised by letters. Once each (key), seen by whoever
-- works at the node that owes, and by the node that sent it.
create schema tasks;

create table tasks.todo (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null check (kind in ('duty', 'chase', 'letter', 'approval', 'read')),
  -- Node that owes: e:…, p:…, d:371728; keys: of scope, with the line; roles: who at the node.
  owner text not null,
  keys text[] not null,
  roles text[] not null,
  clause text,
  -- What the clause does not say: a letter's title.
  object_zh text,
  object_en text,
  link text,
  subjects integer not null,
  overdue integer not null,
  due date,
  opened_on date not null,
  closed_on date,
  closed_at timestamptz,
  closed_by text,
  -- Node and person that sent it; null: the system, by the plan.
  sender text,
  sender_name text,
  sender_keys text[] not null default '{}',
  sender_account text,
  assignee text,
  assignee_name text,
  assigned_by text,
  version integer not null default 1
);
create index todo_by_key on tasks.todo using gin (keys);
create index todo_by_sender on tasks.todo using gin (sender_keys);
create index todo_by_clause on tasks.todo (clause);

create table tasks.todo_read (
  todo bigint not null references tasks.todo on delete cascade,
  account text not null,
  at timestamptz not null,
  primary key (todo, account)
);

create table tasks.todo_note (
  id bigint generated always as identity primary key,
  todo bigint not null references tasks.todo on delete cascade,
  at timestamptz not null,
  account text not null,
  name text not null,
  text text not null
);
create index todo_note_by_todo on tasks.todo_note (todo);

-- Messages (消息) to nodes: merged by key; class decides when a person sees them.
create table tasks.message (
  id bigint generated always as identity primary key,
  key text not null unique,
  class text not null check (class in ('strong', 'normal', 'digest')),
  reason text not null check (reason in ('overdue', 'soon', 'chase', 'letter', 'approval', 'answered', 'returned')),
  owner text not null,
  keys text[] not null,
  roles text[] not null,
  title_zh text not null,
  title_en text not null,
  link text,
  count integer not null,
  at timestamptz not null
);
create index message_by_key on tasks.message using gin (keys);

create table tasks.message_read (
  message bigint not null references tasks.message on delete cascade,
  account text not null,
  at timestamptz not null,
  primary key (message, account)
);

create table tasks.message_settings (
  account text primary key,
  settings jsonb not null
);

-- Complaints and suggestions (投诉建议): whoever wrote it and the city's bureau see it.
create table tasks.feedback (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account text not null,
  name text not null,
  kind text not null check (kind in ('complaint', 'suggestion', 'fault')),
  page text,
  text text not null,
  keys text[] not null,
  answer text,
  answered_at timestamptz,
  answered_by text
);
create index feedback_by_account on tasks.feedback (account);

alter table tasks.todo enable row level security;
alter table tasks.todo_read enable row level security;
alter table tasks.todo_note enable row level security;
alter table tasks.message enable row level security;
alter table tasks.message_read enable row level security;
alter table tasks.message_settings enable row level security;
alter table tasks.feedback enable row level security;

create policy seen on tasks.todo for select to zhiben_web
  using (keys && (select identity.my_keys()) or sender_keys && (select identity.my_keys()));
-- Into another's inbox goes only what carries its sender.
create policy raised on tasks.todo for insert to zhiben_web
  with check (kind in ('letter', 'approval', 'read') and sender_account = (select identity.me())
    and sender_keys <@ (select identity.my_keys()));
create policy changed on tasks.todo for update to zhiben_web
  using (keys && (select identity.my_keys()) or sender_keys && (select identity.my_keys()));
create policy mine on tasks.todo_read for all to zhiben_web
  using (account = (select identity.me()))
  with check (account = (select identity.me()) and exists (select from tasks.todo t where t.id = todo));
create policy seen on tasks.todo_note for select to zhiben_web
  using (exists (select from tasks.todo t where t.id = todo));
create policy written on tasks.todo_note for insert to zhiben_web
  with check (account = (select identity.me()) and exists (select from tasks.todo t where t.id = todo));
create policy seen on tasks.message for select to zhiben_web using (keys && (select identity.my_keys()));
create policy sent on tasks.message for insert to zhiben_web
  with check (reason in ('letter', 'approval', 'answered', 'returned')
    and (select cardinality(identity.my_keys())) > 0);
create policy mine on tasks.message_read for all to zhiben_web
  using (account = (select identity.me()))
  with check (account = (select identity.me()) and exists (select from tasks.message m where m.id = message));
create policy mine on tasks.message_settings for all to zhiben_web
  using (account = (select identity.me())) with check (account = (select identity.me()));
create policy seen on tasks.feedback for select to zhiben_web
  using (account = (select identity.me()) or keys && (select identity.my_keys()));
create policy written on tasks.feedback for insert to zhiben_web with check (account = (select identity.me()));
create policy answered on tasks.feedback for update to zhiben_web
  using (keys && (select identity.my_keys()));

grant usage on schema tasks to zhiben_web;
grant select, insert on tasks.todo, tasks.todo_note, tasks.message, tasks.feedback to zhiben_web;
grant update (closed_on, closed_at, closed_by, assignee, assignee_name, assigned_by, version) on tasks.todo to zhiben_web;
grant update (answer, answered_at, answered_by) on tasks.feedback to zhiben_web;
grant select, insert, update on tasks.message_settings to zhiben_web;
grant select, insert, update on tasks.todo_read, tasks.message_read to zhiben_web;
