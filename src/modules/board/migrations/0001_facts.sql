-- Facts (事实) of records that the caller may see: the evidence behind a duty. The ledger has no
-- row-level security, and zhiben_web no right to read it; the view asks for the caller's keys itself.
create schema board;

create view board.published_fact with (security_barrier) as
  select f.seq, f.fact_id, f.type, f.record, f.at, f.set, f.retired, f.by, f.evidence, f.recorded_at
  from ledger.published_fact f
  join identity.record_scope s on s.record = f.record_key
  join identity.anchor a on a.id = s.anchor
  where a.keys && (select identity.my_keys());

grant usage on schema board to zhiben_web;
grant select on board.published_fact to zhiben_web;
