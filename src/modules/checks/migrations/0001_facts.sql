-- When a record of a check was received, and its version: by the ledger's own facts, in scope.
create schema checks;

create view checks.visible_fact with (security_barrier) as
  select f.seq, f.record_key, f.recorded_at, f.recorder
  from ledger.published_fact f
  join identity.record_scope s on s.record = f.record_key
  join identity.anchor a on a.id = s.anchor
  where a.keys && (select identity.my_keys());

grant usage on schema checks to zhiben_web;
grant select on checks.visible_fact to zhiben_web;
