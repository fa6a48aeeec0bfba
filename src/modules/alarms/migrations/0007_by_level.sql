-- The ledger by level, the worst first: the order of store/list.ts.
create index alarm_by_level on alarms.alarm
  ((case level when 'red' then 4 when 'orange' then 3 when 'yellow' then 2 else 1 end), received_at, id);
