-- Alarms as later slices read them: the system's own reading, not a caller's.
create view alarms.published_alarm as
  select a.id, a.source, a.rule, a.since, a.received_at, e.ended_at,
    a.acknowledged_at, a.closed_at, a.verdict, a.level, a.enterprise, a.facility, a.state
  from alarms.alarm a cross join lateral (select coalesce(a.ended_at, a.superseded_at) as ended_at) e;
revoke all on alarms.published_alarm from public;
