-- Data connections (数据接入) of which readings come in here: from the first that is stated of one on, it is
-- stated by this slice alone, or taken in by an operator.
create table live.feed (
  record text primary key
);

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
  if kind = 'dataFeed' and exists (select from live.feed f
    join ledger.published_record r on r.type = 'dataFeed' and r.id = f.record where r.key = new.record) then
    raise exception 'this connection is stated by live monitoring' using errcode = 'insufficient_privilege',
      hint = '这条数据接入由监测数据认定（是否接入、在线率、最近数据时间），不能直接填写、撤销或注销 | this data connection follows what is received, and is not filled in, undone or retired by hand';
  end if;
  return new;
end $$;
