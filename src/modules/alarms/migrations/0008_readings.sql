-- Episodes of a head count (人员定位记录) are stated with the alarms of people over a limit: by the same
-- slice alone, or taken in by an operator.
create or replace function alarms.refuse_beside() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := (select t.type from ledger.published_type t where t.section = new.section);
begin
  if kind = 'alarm' then
    raise exception 'alarms are stated by their disposal' using errcode = 'insufficient_privilege',
      hint = '报警由监测数据产生，确认、处置、结案在报警页面按步骤办理，不能直接填写、撤销或注销 | alarms come from what is monitored and are acknowledged, handled and closed on their own page, not by a form, an undo or a retirement';
  end if;
  if kind = 'positionReading' then
    raise exception 'head counts are stated by live monitoring' using errcode = 'insufficient_privilege',
      hint = '人员定位记录由监测数据产生，不能直接填写、撤销或注销 | episodes of a head count come from what is monitored, not from a form, an undo or a retirement';
  end if;
  return new;
end $$;
