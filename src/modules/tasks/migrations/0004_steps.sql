-- To-dos for whoever is next on one thing (下一步办理), such as a hidden hazard: worked out by the slice that
-- knows the thing, opened and closed with its steps. The key begins with what it is about: `hazard/HZ-1|judge`.
alter table tasks.todo drop constraint todo_kind_check;
alter table tasks.todo add constraint todo_kind_check
  check (kind in ('duty', 'chase', 'letter', 'approval', 'read', 'task', 'step'));
create index todo_by_thing on tasks.todo (split_part(key, '|', 1)) where kind = 'step';
