-- Facts of the record `alarm` (报警) follow alarms and their disposal: the slice states them, or an operator
-- takes them in. Whoever says neither is a person with a form, a sheet or a call.
create function alarms.refuse_beside() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select t.type from ledger.published_type t where t.section = new.section) = 'alarm' then
    raise exception 'alarms are stated by their disposal' using errcode = 'insufficient_privilege',
      hint = '报警由监测数据产生，确认、处置、结案在报警页面按步骤办理，不能直接填写、撤销或注销 | alarms come from what is monitored and are acknowledged, handled and closed on their own page, not by a form, an undo or a retirement';
  end if;
  return new;
end $$;

create trigger beside_disposal before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on'
    and current_setting('zhiben.procedure', true) is distinct from 'alarms')
  execute function alarms.refuse_beside();

revoke execute on function alarms.refuse_beside from public;
