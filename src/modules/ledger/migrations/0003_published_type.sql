-- The record types with their section and the number of facts in it, for later slices.
create view ledger.published_type as
  select t.id as section, t.name as type, s.head_pos as facts
  from ledger.record_type t join ledger.section s on s.id = t.id;

revoke all on ledger.published_type from public;
grant select on ledger.published_type to zhiben_app;
