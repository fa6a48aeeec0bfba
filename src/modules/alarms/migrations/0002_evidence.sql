-- The tags that show what a rule across signals says (证据点位): its page draws their curves.
alter table alarms.alarm add column tags text[] not null default '{}';
