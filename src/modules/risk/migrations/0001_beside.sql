-- What a risk point's level is follows from its graded events, and its reviews from assessments: both
-- are stated by the slice alone, which says so in its transaction, or taken in by an operator. Whoever
-- says neither is a person with a form, a sheet or a call.
create schema risk;

create function risk.refuse_beside() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := (select t.type from ledger.published_type t where t.section = new.section);
begin
  if kind = 'riskEvent' then
    raise exception 'a risk event is graded at its point' using errcode = 'insufficient_privilege',
      hint = '风险事件在所属风险点的页面评价、注销，等级由评价得出 | a risk event is graded and ended on the page of its risk point';
  end if;
  if kind = 'riskItem' and new.set ?| array['level', 'riskAssessment', 'reviewedOn', 'reviewDueOn'] then
    raise exception 'the level of a risk point follows from its events' using errcode = 'insufficient_privilege',
      hint = '风险点的等级由其风险事件的评价得出，复评在风险点页面办理，不能直接填写 | the level of a risk point follows from its graded events and its review is done on its page';
  end if;
  if kind = 'riskItem' and new.retired is not null then
    raise exception 'a risk point is ended on its page' using errcode = 'insufficient_privilege',
      hint = '风险点连同其事件和管控措施在风险点页面注销 | a risk point is ended on its page, together with its events and measures';
  end if;
  return new;
end $$;

create trigger beside_grading before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on'
    and current_setting('zhiben.procedure', true) is distinct from 'risk')
  execute function risk.refuse_beside();

revoke execute on all functions in schema risk from public;
