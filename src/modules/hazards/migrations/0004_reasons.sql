-- One setting says which procedure states a fact (loop, reports, risk), and a refusal says why.
create or replace function hazards.refuse_around_loop() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := (select t.type from ledger.published_type t where t.section = new.section);
  begun boolean;
begin
  if kind = 'hazardStep' then
    raise exception 'a step of a hazard is stated by the loop' using errcode = 'insufficient_privilege',
      hint = '隐患的处置步骤由闭环流程产生，不能直接填写 | steps of a hazard come from the loop alone';
  end if;
  if kind <> 'hazard' then return new; end if;
  begun := exists (select from rec.hazard h
    where h.seqkey = new.record and h.vt = 'infinity' and h."stage" <> 'reported')
    or exists (select from rec."hazardStep" s join rec.hazard h on h.id = s."hazard"
      where h.seqkey = new.record and new.retired is not null);
  -- Its reporter may take back what nobody has judged (an import undone, a slip).
  if new.retired is not null then
    begun := begun or exists (select from ledger.published_fact f
      where f.record_key = new.record and f.recorder <> new.recorder);
  end if;
  if new.set ?| hazards.loop_attributes() or (begun and new.retired is not null)
    or (begun and new.set ?| hazards.report_attributes()) then
    raise exception 'this field of a hazard is stated by the loop' using errcode = 'insufficient_privilege',
      hint = '隐患的判定、整改、验收、销号等由闭环流程逐步办理，已判定的隐患不能直接修改、撤销或注销 | a hazard is judged, rectified, verified and closed step by step in the loop; a judged one is not edited, undone or retired';
  end if;
  return new;
end $$;

drop trigger around_loop on ledger.fact;
create trigger around_loop before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on'
    and current_setting('zhiben.procedure', true) is distinct from 'loop')
  execute function hazards.refuse_around_loop();
