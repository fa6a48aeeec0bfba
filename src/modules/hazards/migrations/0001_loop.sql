-- The loop of hidden hazards (隐患闭环): its attributes and its steps are stated by the loop alone,
-- which says so in its transaction, or taken in by an operator. Whoever says neither is a person with
-- a form, a sheet or a call, and goes through the loop. rules/seals.ts has the same attributes.
create schema hazards;

create function hazards.loop_attributes() returns text[] language sql immutable parallel safe as $$
  select array['stage', 'major', 'treatedAsMajor', 'criterion', 'class', 'subclass', 'responsible',
    'measures', 'funds', 'contingencyPlan', 'rectificationLead', 'rectificationLeadRole', 'dueOn',
    'stopRequired', 'interimMeasures', 'stopScope', 'stoppedOn', 'rectifiedOn', 'handling',
    'extendedUntil', 'escalatedTo', 'refused', 'supervisedBy', 'verifiedOn', 'verifiedBy', 'closedOn',
    'judgedOn', 'assignedOn', 'controlledOn', 'dismissedOn', 'recheckedOn', 'handledOn',
    'extendedTimes', 'returnedTimes', 'reopenedTimes'] $$;

-- What is reported may be mended until it is judged.
create function hazards.report_attributes() returns text[] language sql immutable parallel safe as $$
  select array['enterprise', 'source', 'sourceRecord', 'campaign', 'foundOn', 'foundBy', 'facility',
    'equipment', 'kind', 'note', 'permit', 'project', 'jurisdiction'] $$;

create function hazards.refuse_around_loop() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := (select t.type from ledger.published_type t where t.section = new.section);
  begun boolean;
begin
  if kind = 'hazardStep' then
    raise exception 'a step of a hazard is stated by the loop' using errcode = 'insufficient_privilege';
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
    raise exception 'this field of a hazard is stated by the loop' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger around_loop before insert on ledger.fact for each row
  when (current_setting('zhiben.intake', true) is distinct from 'on'
    and current_setting('zhiben.loop', true) is distinct from 'on')
  execute function hazards.refuse_around_loop();

-- What somebody has written and not sent: his alone.
create table hazards.draft (
  account text not null,
  key text not null,
  body jsonb not null,
  saved_at timestamptz not null,
  primary key (account, key)
);
alter table hazards.draft enable row level security;
create policy own on hazards.draft to zhiben_web
  using (account = (select identity.me()) and (select cardinality(identity.my_keys())) > 0)
  with check (account = (select identity.me()));

revoke execute on all functions in schema hazards from public;
grant usage on schema hazards to zhiben_web;
grant select, insert, update, delete on hazards.draft to zhiben_web;
