-- A report (举报) and what it earned are stated by the handling of reports alone, step by step, or taken
-- in by an operator: whoever says neither is a person with a form, a sheet or a call.
create function reports.refuse_beside() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select t.type from ledger.published_type t where t.section = new.section) in ('report', 'reward') then
    raise exception 'reports and rewards are stated by their handling' using errcode = 'insufficient_privilege',
      hint = '举报的办理和奖励在“举报”中按步骤进行，不能直接填写、撤销或注销 | reports are handled and rewarded step by step under Reports, and not by a form, an undo or a retirement';
  end if;
  return new;
end $$;

create trigger beside_handling before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on'
    and current_setting('zhiben.procedure', true) is distinct from 'reports')
  execute function reports.refuse_beside();

revoke execute on function reports.refuse_beside from public;

-- A step that is about to be stated: its moment, and the id of the hazard that a check is to find. A
-- second try after a crash states the same facts of the same hazard. Nothing leads back from the hazard.
create table reports.begun (
  report text not null,
  no smallint not null,
  at timestamptz not null,
  hazard text not null,
  primary key (report, no)
);
alter table reports.begun enable row level security;
