-- The limits of a tag (报警规则) are checked against each other and against its range, tried on its history
-- and audited: they too are stated by this slice alone, or taken in by an operator.
create or replace function live.refuse_beside() returns trigger
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
  if kind = 'tag' and new.set ?| array['highHigh', 'high', 'low', 'lowLow', 'deadband', 'onDelay',
    'ratePerMinute', 'ruleOwner', 'ruleReviewOn', 'ruleReason', 'ruleChangedBy'] then
    raise exception 'limits are changed on the page of the rule' using errcode = 'insufficient_privilege',
      hint = '报警限值在“报警规则”中试算、启用和回退，不能直接填写或撤销 | limits are tried, switched on and taken back under Alarm rules, and not by a form or an undo';
  end if;
  return new;
end $$;
