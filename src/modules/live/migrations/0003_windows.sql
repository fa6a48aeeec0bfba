-- A gateway that was said to be silent within a window of maintenance: told anew when that has ended.
alter table live.gateway_state add column covered boolean not null default false;

-- Windows of maintenance and bypassed interlocks have an end that is checked, and the limits of a tag
-- are checked against each other: they are stated by this slice alone, which says so in its
-- transaction, or taken in by an operator. Whoever says neither is a person with a form, a sheet or a call.
create function live.refuse_beside() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := (select t.type from ledger.published_type t where t.section = new.section);
begin
  if kind = 'maintenanceWindow' then
    raise exception 'windows are entered under live monitoring' using errcode = 'insufficient_privilege',
      hint = '检修标定窗口在“监测数据—检修标定窗口”登记和提前结束，不能直接填写、撤销或注销 | windows of maintenance are entered and ended under Live monitoring, and not by a form, an undo or a retirement';
  end if;
  if kind = 'interlockBypass' then
    raise exception 'bypassed interlocks are entered under live monitoring' using errcode = 'insufficient_privilege',
      hint = '联锁摘除在“监测数据—联锁摘除登记”登记和恢复，不能直接填写、撤销或注销 | bypassed interlocks are entered and restored under Live monitoring, and not by a form, an undo or a retirement';
  end if;
  return new;
end $$;

create trigger beside_monitoring before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on'
    and current_setting('zhiben.procedure', true) is distinct from 'live')
  execute function live.refuse_beside();

revoke execute on function live.refuse_beside from public;
