-- A task split from a clause comes to an inbox with its sender, as letters do.
alter table tasks.todo drop constraint todo_kind_check;
alter table tasks.todo add constraint todo_kind_check
  check (kind in ('duty', 'chase', 'letter', 'approval', 'read', 'task'));
drop policy raised on tasks.todo;
create policy raised on tasks.todo for insert to zhiben_web
  with check (kind in ('letter', 'approval', 'read', 'task') and sender_account = (select identity.me())
    and sender_keys <@ (select identity.my_keys()));
