-- What was closed today stays on the list of the day (线上巡查): found by when, not among all that ever came.
create index alarm_by_closing on alarms.alarm (closed_at) where closed_at is not null;
