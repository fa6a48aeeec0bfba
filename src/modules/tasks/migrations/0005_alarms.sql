-- What an alarm says when it climbs (逐级升级): a message of the strong kind, at once.
alter table tasks.message drop constraint message_reason_check;
alter table tasks.message add constraint message_reason_check
  check (reason in ('overdue', 'soon', 'chase', 'letter', 'approval', 'answered', 'returned', 'alarm'));
