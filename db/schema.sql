-- What the migrations make, rights of others than the owner as comments: npm run schema

create schema alarms;
-- zhiben_web: usage

create sequence alarms.delivery_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence alarms.shift_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

CREATE OR REPLACE FUNCTION alarms.added_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the history of alarms is only added to';
end $function$;
-- public: execute

CREATE OR REPLACE FUNCTION alarms.refuse_beside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

create table alarms.act (
  alarm text not null,
  no integer not null,
  act text not null,
  at timestamp with time zone not null,
  from_state text not null,
  to_state text not null,
  account text,
  name text,
  role text,
  given jsonb not null,
  constraint act_alarm_fkey FOREIGN KEY (alarm) REFERENCES alarms.alarm(id),
  constraint act_pkey PRIMARY KEY (alarm, no)
);
-- row security
-- zhiben_web: insert, select

create table alarms.alarm (
  id text not null,
  source text not null,
  rule text not null,
  since timestamp with time zone not null,
  raised_at timestamp with time zone,
  ended_at timestamp with time zone,
  superseded_at timestamp with time zone,
  received_at timestamp with time zone not null,
  taken_at timestamp with time zone not null,
  level text not null,
  kind text not null,
  enterprise text not null,
  facility text,
  value double precision,
  lim double precision,
  unit text,
  trust text not null,
  incident text,
  acknowledged_at timestamp with time zone,
  hold text,
  hold_until timestamp with time zone,
  verdict text,
  judged_at timestamp with time zone,
  handled_at timestamp with time zone,
  measure text,
  checked_at timestamp with time zone,
  permit_matched boolean,
  closed_at timestamp with time zone,
  state text not null generated always as (
CASE
    WHEN (closed_at IS NOT NULL) THEN 'closed'::text
    WHEN ((hold = ANY (ARRAY['suppressed'::text, 'outOfService'::text])) AND (COALESCE(ended_at, superseded_at) IS NOT NULL)) THEN 'closed'::text
    WHEN (hold IS NOT NULL) THEN hold
    WHEN ((COALESCE(ended_at, superseded_at) IS NULL) AND (acknowledged_at IS NULL)) THEN 'unacknowledged'::text
    WHEN (COALESCE(ended_at, superseded_at) IS NULL) THEN 'acknowledged'::text
    WHEN (acknowledged_at IS NULL) THEN 'returnedUnacknowledged'::text
    ELSE 'returned'::text
END) stored,
  climb_at timestamp with time zone,
  climb_from timestamp with time zone not null,
  acts integer not null default 0,
  version integer not null default 1,
  stated integer not null default 0,
  tags text[] not null default '{}'::text[],
  constraint alarm_hold_check CHECK ((hold = ANY (ARRAY['shelved'::text, 'suppressed'::text, 'outOfService'::text]))),
  constraint alarm_level_check CHECK ((level = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'blue'::text]))),
  constraint alarm_incident_fkey FOREIGN KEY (incident) REFERENCES alarms.incident(id),
  constraint alarm_pkey PRIMARY KEY (id),
  constraint alarm_source_rule_since_key UNIQUE (source, rule, since)
);
-- row security
-- zhiben_web: select

create table alarms.delivery (
  id bigint not null generated always as identity,
  key text not null,
  alarm text not null,
  incident text,
  enterprise text not null,
  why text not null,
  rung text not null,
  node text not null,
  channel text not null,
  recipient text,
  shown text,
  content jsonb not null,
  state text not null,
  tries integer not null default 0,
  failed text,
  made_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'givenUp'::text, 'dropped'::text]))),
  constraint delivery_alarm_fkey FOREIGN KEY (alarm) REFERENCES alarms.alarm(id),
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_key_key UNIQUE (key)
);
-- row security

create table alarms.incident (
  id text not null,
  unit text not null,
  enterprise text not null,
  facility text,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  constraint incident_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: select

create table alarms.shift (
  id bigint not null generated always as identity,
  node text not null,
  keys text[] not null,
  leader text not null,
  leader_name text not null,
  began_at timestamp with time zone not null,
  handed_at timestamp with time zone,
  notes text,
  summary jsonb,
  taken_at timestamp with time zone,
  taken_by text,
  taken_name text,
  constraint shift_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

CREATE INDEX act_by_time ON alarms.act USING btree (at);

CREATE UNIQUE INDEX act_climb ON alarms.act USING btree (alarm, ((given ->> 'why'::text)), ((given ->> 'to'::text)), ((given ->> 'from'::text))) WHERE (act = 'climb'::text);

CREATE UNIQUE INDEX alarm_active ON alarms.alarm USING btree (source, rule) WHERE ((ended_at IS NULL) AND (superseded_at IS NULL) AND (closed_at IS NULL));

CREATE INDEX alarm_by_closing ON alarms.alarm USING btree (closed_at) WHERE (closed_at IS NOT NULL);

CREATE INDEX alarm_by_enterprise ON alarms.alarm USING btree (enterprise, received_at, id);

CREATE INDEX alarm_by_incident ON alarms.alarm USING btree (incident);

CREATE INDEX alarm_by_level ON alarms.alarm USING btree ((
CASE level
    WHEN 'red'::text THEN 4
    WHEN 'orange'::text THEN 3
    WHEN 'yellow'::text THEN 2
    ELSE 1
END), received_at, id);

CREATE INDEX alarm_by_receipt ON alarms.alarm USING btree (received_at, id);

CREATE INDEX alarm_held ON alarms.alarm USING btree (hold_until) WHERE (hold_until IS NOT NULL);

CREATE INDEX alarm_open ON alarms.alarm USING btree (incident) WHERE (state <> 'closed'::text);

CREATE INDEX alarm_to_climb ON alarms.alarm USING btree (climb_at) WHERE (climb_at IS NOT NULL);

CREATE INDEX alarm_to_state ON alarms.alarm USING btree (id) WHERE (stated < version);

CREATE INDEX delivery_by_alarm ON alarms.delivery USING btree (alarm);

CREATE INDEX delivery_by_incident ON alarms.delivery USING btree (incident);

CREATE INDEX delivery_due ON alarms.delivery USING btree (next_at) WHERE (state = 'waiting'::text);

CREATE INDEX incident_by_receipt ON alarms.incident USING btree (received_at);

CREATE INDEX incident_by_unit ON alarms.incident USING btree (unit, last_at);

CREATE UNIQUE INDEX shift_open ON alarms.shift USING btree (node) WHERE (taken_at IS NULL);

CREATE TRIGGER added_only BEFORE DELETE OR UPDATE OR TRUNCATE ON alarms.act FOR EACH STATEMENT EXECUTE FUNCTION alarms.added_only();

create policy acted on alarms.act as permissive for insert to zhiben_web using (true) with check (((account = ( SELECT identity.me() AS me)) AND (EXISTS ( SELECT
   FROM alarms.alarm a
  WHERE (a.id = act.alarm)))));

create policy in_scope on alarms.act as permissive for select to zhiben_web using ((EXISTS ( SELECT
   FROM alarms.alarm a
  WHERE (a.id = act.alarm)))) with check (true);

create policy acted on alarms.alarm as permissive for update to zhiben_web using ((( SELECT identity.whole() AS whole) OR (EXISTS ( SELECT
   FROM identity.record_scope s
  WHERE (s.subject = ('enterprise/'::text || alarm.enterprise)))))) with check (true);

create policy in_scope on alarms.alarm as permissive for select to zhiben_web using ((( SELECT identity.whole() AS whole) OR (EXISTS ( SELECT
   FROM identity.record_scope s
  WHERE (s.subject = ('enterprise/'::text || alarm.enterprise)))))) with check (true);

create policy in_scope on alarms.delivery as permissive for select to zhiben_web using ((( SELECT identity.whole() AS whole) OR (EXISTS ( SELECT
   FROM identity.record_scope s
  WHERE (s.subject = ('enterprise/'::text || delivery.enterprise)))))) with check (true);

create policy in_scope on alarms.incident as permissive for select to zhiben_web using ((( SELECT identity.whole() AS whole) OR (EXISTS ( SELECT
   FROM identity.record_scope s
  WHERE (s.subject = ('enterprise/'::text || incident.enterprise)))))) with check (true);

create policy begun on alarms.shift as permissive for insert to zhiben_web using (true) with check (((leader = ( SELECT identity.me() AS me)) AND (keys <@ ( SELECT identity.my_keys() AS my_keys))));

create policy changed on alarms.shift as permissive for update to zhiben_web using ((keys <@ ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy seen on alarms.shift as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create view alarms.published_alarm (id text, source text, rule text, since timestamp with time zone, received_at timestamp with time zone, ended_at timestamp with time zone, acknowledged_at timestamp with time zone, closed_at timestamp with time zone, verdict text, level text, enterprise text, facility text, state text) as
  SELECT a.id, a.source, a.rule, a.since, a.received_at, e.ended_at, a.acknowledged_at, a.closed_at, a.verdict, a.level, a.enterprise, a.facility, a.state FROM (alarms.alarm a CROSS JOIN LATERAL ( SELECT COALESCE(a.ended_at, a.superseded_at) AS ended_at) e);

create schema assignments;
-- zhiben_web: usage

CREATE OR REPLACE FUNCTION assignments.is_author(task uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from assignments.assignment t where t.id = task and t.author = identity.me()) $function$;
-- zhiben_web: execute

create table assignments.assignment (
  id uuid not null,
  clause text not null,
  title text not null,
  text text not null,
  division text,
  statuses text[] not null,
  as_of date not null,
  due date not null,
  minutes integer not null,
  issuer text not null,
  issuer_name text not null,
  keys text[] not null,
  author text not null,
  author_name text not null,
  made_at timestamp with time zone not null,
  state text not null default 'open'::text,
  ended_on date,
  withdrawn_by text,
  reason text,
  version integer not null default 1,
  constraint assignment_check CHECK (((state = 'open'::text) = (ended_on IS NULL))),
  constraint assignment_check1 CHECK (((state = 'withdrawn'::text) = (reason IS NOT NULL))),
  constraint assignment_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600))),
  constraint assignment_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'withdrawn'::text]))),
  constraint assignment_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

create table assignments.object (
  assignment uuid not null,
  no integer not null,
  subject text not null,
  trigger text,
  period text,
  name text not null,
  duty_due date,
  owner text not null,
  owner_name text not null,
  roles text[] not null,
  keys text[] not null,
  issuer_keys text[] not null,
  done_on date,
  outcome text,
  constraint object_check CHECK (((done_on IS NULL) = (outcome IS NULL))),
  constraint object_outcome_check CHECK ((outcome = ANY (ARRAY['met'::text, 'late'::text, 'gone'::text]))),
  constraint object_assignment_fkey FOREIGN KEY (assignment) REFERENCES assignments.assignment(id) ON DELETE CASCADE,
  constraint object_pkey PRIMARY KEY (assignment, no)
);
-- row security
-- zhiben_web: insert, select

CREATE INDEX assignment_by_key ON assignments.assignment USING gin (keys);

CREATE INDEX assignment_open ON assignments.assignment USING btree (clause) WHERE (state = 'open'::text);

CREATE INDEX object_by_key ON assignments.object USING gin (keys);

create policy given on assignments.assignment as permissive for insert to zhiben_web using (true) with check (((author = ( SELECT identity.me() AS me)) AND (keys <@ ( SELECT identity.my_write_keys() AS my_write_keys))));

create policy seen on assignments.assignment as permissive for select to zhiben_web using (((keys && ( SELECT identity.my_keys() AS my_keys)) OR (EXISTS ( SELECT
   FROM assignments.object o
  WHERE (o.assignment = assignment.id))))) with check (true);

create policy withdrawn on assignments.assignment as permissive for update to zhiben_web using ((keys && ( SELECT identity.my_write_keys() AS my_write_keys))) with check (true);

create policy given on assignments.object as permissive for insert to zhiben_web using (true) with check (((issuer_keys <@ ( SELECT identity.my_write_keys() AS my_write_keys)) AND assignments.is_author(assignment)));

create policy seen on assignments.object as permissive for select to zhiben_web using (((keys && ( SELECT identity.my_keys() AS my_keys)) OR (issuer_keys && ( SELECT identity.my_keys() AS my_keys)))) with check (true);

create schema board;
-- zhiben_web: usage

create view board.published_fact (seq bigint, fact_id text, type text, record text, at timestamp with time zone, set jsonb, retired boolean, by text, evidence text[], recorded_at timestamp with time zone) as
  SELECT f.seq, f.fact_id, f.type, f.record, f.at, f.set, f.retired, f.by, f.evidence, f.recorded_at FROM ((ledger.published_fact f JOIN identity.record_scope s ON ((s.record = f.record_key))) JOIN identity.anchor a ON ((a.id = s.anchor))) WHERE (a.keys && ( SELECT identity.my_keys() AS my_keys));
-- with security_barrier=true
-- zhiben_web: select

create schema burden;
-- zhiben_web: usage

create table burden.form_time (
  enterprise text not null,
  form text not null,
  month date not null,
  tens smallint not null,
  times integer not null,
  constraint form_time_tens_check CHECK (((tens >= 1) AND (tens <= 360))),
  constraint form_time_times_check CHECK ((times > 0)),
  constraint form_time_pkey PRIMARY KEY (month, enterprise, form, tens)
);
-- row security
-- zhiben_web: insert, select, update

create policy in_scope on burden.form_time as permissive for all to zhiben_web using ((( SELECT identity.whole() AS whole) OR (EXISTS ( SELECT
   FROM identity.record_scope s
  WHERE (s.subject = ('enterprise/'::text || form_time.enterprise)))))) with check ((EXISTS ( SELECT
   FROM identity.record_scope s
  WHERE (s.subject = ('enterprise/'::text || form_time.enterprise)))));

create schema checks;
-- zhiben_web: usage

create view checks.visible_fact (seq bigint, record_key bigint, recorded_at timestamp with time zone, recorder text) as
  SELECT f.seq, f.record_key, f.recorded_at, f.recorder FROM ((ledger.published_fact f JOIN identity.record_scope s ON ((s.record = f.record_key))) JOIN identity.anchor a ON ((a.id = s.anchor))) WHERE (a.keys && ( SELECT identity.my_keys() AS my_keys));
-- with security_barrier=true
-- zhiben_web: select

create schema criteria;
-- zhiben_web: usage

create table criteria.major_count (
  as_of date not null,
  kind text not null,
  division text,
  keys text[] not null,
  industry text,
  sector text,
  criterion text,
  nature text,
  cause text,
  found_month date,
  closed_month date,
  open boolean not null,
  overdue boolean not null,
  on_books boolean not null,
  closed_in_year boolean not null,
  reopened boolean not null,
  count integer not null,
  constraint major_count_kind_check CHECK ((kind = ANY (ARRAY['statutory'::text, 'cityRule'::text])))
);
-- row security
-- zhiben_web: select

create table criteria.suspicion (
  as_of date not null,
  detector text not null,
  item text not null,
  enterprise text not null,
  division text,
  keys text[] not null,
  found integer not null
);
-- row security
-- zhiben_web: select

CREATE INDEX major_count_by_day ON criteria.major_count USING btree (as_of);

CREATE INDEX suspicion_by_detector ON criteria.suspicion USING btree (as_of, detector);

CREATE INDEX suspicion_by_enterprise ON criteria.suspicion USING btree (as_of, enterprise, item);

create policy in_scope on criteria.major_count as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy in_scope on criteria.suspicion as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create schema files;
-- zhiben_web: usage

CREATE OR REPLACE FUNCTION files.asked_for()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select nullif(current_setting('zhiben.file_of', true), '') $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION files.kept_elsewhere(ids text[])
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  place record;
begin
  for place in
    select n.nspname, c.relname, a.attname from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
    join pg_namespace n on n.oid = c.relnamespace
    where a.atttypid = 'jsonb'::regtype and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('ledger', 'rec', 'duty', 'files', 'pg_catalog', 'information_schema')
  loop
    return query execute format('select distinct w.id from %I.%I t
      join unnest($1) w (id) on strpos(t.%I::text, w.id) > 0 where t.%I::text like ''%%sha256:%%''',
      place.nspname, place.relname, place.attname, place.attname) using ids;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION files.named_by(named text, file text)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct f.recorder), '{}')
  from identity.record_scope s join identity.anchor a on a.id = s.anchor
    join ledger.published_fact f on f.record_key = s.record
  where s.subject = named and a.keys && identity.my_keys() and files.names(f.set, file) $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION files.names(stated jsonb, file text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from jsonb_path_query(stated, 'lax $.*[*]') v where v = to_jsonb(file)) $function$;

CREATE OR REPLACE FUNCTION files.refuse_others()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  -- Not while uploads are removed: none of them is named from now on.
  perform pg_advisory_xact_lock_shared(72180040);
  perform from jsonb_path_query(new.set, 'lax $.*[*] ? (@ like_regex "^sha256:[0-9a-f]{64}$")') v
    where not exists (select from files.upload u
        where u.blob = v #>> '{}' and u.account = identity.me())
      and not exists (select from ledger.published_fact f
        where f.record_key = new.record and files.names(f.set, v #>> '{}'));
  if found then
    raise exception 'a file is named by whoever uploaded it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;

create table files.blob (
  id text not null,
  media_type text not null,
  size integer not null,
  bytes bytea not null,
  constraint blob_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

create table files.gathered (
  only_one boolean not null default true,
  seq bigint not null,
  constraint gathered_only_one_check CHECK (only_one),
  constraint gathered_pkey PRIMARY KEY (only_one)
);

create table files.named (
  blob text not null,
  constraint named_pkey PRIMARY KEY (blob)
);

create table files.upload (
  blob text not null,
  account text not null,
  name text not null,
  at timestamp with time zone not null,
  taken_at timestamp with time zone,
  constraint upload_blob_fkey FOREIGN KEY (blob) REFERENCES files.blob(id),
  constraint upload_pkey PRIMARY KEY (blob, account)
);
-- row security
-- zhiben_web: insert, select

CREATE INDEX upload_by_account ON files.upload USING btree (account, at);

create policy made on files.blob as permissive for insert to zhiben_web using (true) with check ((( SELECT cardinality(identity.my_keys()) AS cardinality) > 0));

create policy seen on files.blob as permissive for select to zhiben_web using (((EXISTS ( SELECT
   FROM files.upload u
  WHERE ((u.blob = blob.id) AND (u.account = ( SELECT identity.me() AS me))))) OR ((( SELECT files.asked_for() AS asked_for) IS NOT NULL) AND (cardinality(files.named_by(( SELECT files.asked_for() AS asked_for), id)) > 0)))) with check (true);

create policy again on files.upload as permissive for update to zhiben_web using (((account = ( SELECT identity.me() AS me)) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0))) with check ((account = ( SELECT identity.me() AS me)));

create policy made on files.upload as permissive for insert to zhiben_web using (true) with check (((account = ( SELECT identity.me() AS me)) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0)));

create policy own on files.upload as permissive for select to zhiben_web using ((((account = ( SELECT identity.me() AS me)) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0)) OR ((( SELECT files.asked_for() AS asked_for) IS NOT NULL) AND (account = ANY (files.named_by(( SELECT files.asked_for() AS asked_for), blob)))))) with check (true);

create schema hazards;
-- zhiben_web: usage

CREATE OR REPLACE FUNCTION hazards.containing(q text, at timestamp with time zone, most integer)
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query select h.id from rec.hazard h
  where string_to_array(coalesce(h."note", '') || ' ' || coalesce(h."criterion", ''), null) @> string_to_array(q, null)
    and (strpos(h."note", q) > 0 or strpos(h."criterion", q) > 0)
    and h.vf <= at and at < h.vt
    and ((select identity.whole()) or exists (select from identity.record_scope s
      join identity.anchor a on a.id = s.anchor where s.record = h.seqkey and a.keys && identity.my_keys()))
  order by h."foundOn" desc nulls last, h.id desc limit most;
end $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION hazards.loop_attributes()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array['stage', 'major', 'treatedAsMajor', 'criterion', 'class', 'subclass', 'cause', 'responsible',
    'measures', 'funds', 'contingencyPlan', 'rectificationLead', 'rectificationLeadRole', 'dueOn',
    'stopRequired', 'interimMeasures', 'stopScope', 'stoppedOn', 'rectifiedOn', 'handling',
    'extendedUntil', 'escalatedTo', 'refused', 'supervisedBy', 'verifiedOn', 'verifiedBy', 'closedOn',
    'judgedOn', 'assignedOn', 'controlledOn', 'dismissedOn', 'recheckedOn', 'handledOn',
    'extendedTimes', 'returnedTimes', 'reopenedTimes', 'documents'] $function$;

CREATE OR REPLACE FUNCTION hazards.refuse_around_loop()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION hazards.report_attributes()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array['enterprise', 'source', 'sourceRecord', 'campaign', 'foundOn', 'foundBy', 'facility',
    'equipment', 'kind', 'note', 'permit', 'project', 'jurisdiction', 'photos'] $function$;

create table hazards.draft (
  account text not null,
  key text not null,
  body jsonb not null,
  saved_at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (account, key)
);
-- row security
-- zhiben_web: delete, insert, select, update

create table hazards.written (
  account text not null,
  client uuid not null,
  hazard text not null,
  device_at timestamp with time zone not null,
  offset_ms bigint,
  written_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  constraint written_pkey PRIMARY KEY (account, client)
);
-- row security
-- zhiben_web: insert, select

CREATE INDEX written_newest ON hazards.written USING btree (account, received_at DESC);

create policy own on hazards.draft as permissive for all to zhiben_web using (((account = ( SELECT identity.me() AS me)) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0))) with check ((account = ( SELECT identity.me() AS me)));

create policy own on hazards.written as permissive for all to zhiben_web using (((account = ( SELECT identity.me() AS me)) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0))) with check ((account = ( SELECT identity.me() AS me)));

create schema identity;
-- zhiben_app: usage
-- zhiben_web: usage

create sequence identity.anchor_id_seq as integer start 1 increment 1 minvalue 1 maxvalue 2147483647 cache 1;

CREATE OR REPLACE FUNCTION identity.administers_all()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  mine text[] := array(select split_part(k, ':', 2) from unnest(identity.my_admin_keys()) k where k like 'd:%');
  known text[] := '{}';
begin
  if to_regclass('rec.jurisdiction') is not null then
    perform from rec.jurisdiction j left join rec.jurisdiction p on p.id = j."parent" and p.vt = 'infinity'
      where j.id = any(mine) and j.vt = 'infinity' and p.id is null;
    if found then return true; end if;
    known := array(select j.id from rec.jurisdiction j where j.id = any(mine));
  end if;
  -- Where no division is on record yet: a code of GB/T 2260 that names no county.
  return exists (select from unnest(mine) d where d ~ '^\d{4}00$' and not d = any(known));
end $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION identity.audit_hash(previous text, a identity.audit)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select encode(sha256(convert_to(jsonb_build_array(previous, a.pos, (extract(epoch from a.at) * 1000000)::bigint,
    a.account, a.login, a.action, a.object, a.outcome, a.detail, a.ip)::text, 'UTF8')), 'hex') $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.exclude_administrators()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare held text[];
begin
  perform from identity.account where id = new.account for update;
  held := array(select distinct role from identity.role_grant g where g.account = new.account
    and g.revoked_at is null and (g.valid_until is null or g.valid_until >= current_date));
  if held && array['systemAdmin', 'securityAdmin', 'auditAdmin'] and cardinality(held) > 1 then
    raise exception 'an administrator holds no other role' using errcode = 'ZB001';
  end if;
  return null;
end $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.keep_grant()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.revoked_at is null and new.revoked_at is not null
     and (to_jsonb(new) - 'revoked_at' - 'revoked_by') = (to_jsonb(old) - 'revoked_at' - 'revoked_by') then
    return new;
  end if;
  raise exception 'a grant is revoked, never changed';
end $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.may_state(record_key bigint, stated jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  mine text[] := identity.my_write_keys();
  placed boolean := false;
  ref record;
begin
  if mine = '{}' then return false; end if;
  perform from identity.record_scope s join identity.anchor a on a.id = s.anchor
    where s.record = record_key and not a.keys && mine;
  if found then return false; end if;
  placed := exists (select from identity.record_scope s where s.record = record_key);
  for ref in
    select r.kind, t.id from (values ('enterprise', 'enterprise'), ('facility', 'facility'),
      ('park', 'park'), ('project', 'project'), ('equipment', 'equipment')) r(attr, kind)
    cross join lateral (select stated ->> r.attr as id) t where t.id is not null
  loop
    perform from identity.record_scope s join identity.anchor a on a.id = s.anchor
      where s.subject = ref.kind || '/' || ref.id and a.keys && mine;
    if not found then return false; end if;
    placed := true;
  end loop;
  -- An attestation (落实证明) is of a clause and of its subject, which it names by type and id.
  if stated ? 'clause' and stated ->> 'subject' like '%/%' then
    perform from identity.record_scope s join identity.anchor a on a.id = s.anchor
      where s.subject = stated ->> 'subject' and a.keys && mine;
    if not found then return false; end if;
    placed := true;
  end if;
  if stated ->> 'jurisdiction' is not null then
    perform from rec.division_above d
        join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity'
        cross join lateral unnest(array[d.above] || j.zones) area, unnest(mine) k
      where d.id = stated ->> 'jurisdiction' and d.vt = 'infinity' and k like 'd:' || area || ':%';
    if not found then
      -- An enterprise states where it lies; whether it may move is not its to say.
      return placed and exists (select from identity.record_scope s join identity.anchor a on a.id = s.anchor
        where s.record = record_key and stated ->> 'jurisdiction' = any(a.divisions));
    end if;
    placed := true;
  end if;
  return placed;
end $function$;

CREATE OR REPLACE FUNCTION identity.me()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select nullif(current_setting('zhiben.user', true), '') $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.my_admin_keys()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('zhiben.admin_keys', true), ''), '{}')::text[] $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.my_keys()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('zhiben.keys', true), ''), '{}')::text[] $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.my_roles()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('zhiben.roles', true), ''), '{}')::text[] $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.my_write_keys()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('zhiben.write_keys', true), ''), '{}')::text[] $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.node_keys(node_kind text, node text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare found_keys text[];
begin
  -- Before the projection is built: its own keys are known, no others.
  if to_regclass('rec.division_above') is null then
    return case when node_kind = 'division' then array['d:' || node || ':chem', 'd:' || node || ':trade'] else '{}' end;
  end if;
  if node_kind = 'division' then
    return array(select 'd:' || d.above || ':' || l from (
      select above from rec.division_above where id = node and vt = 'infinity' union select node) d,
      unnest(array['chem', 'trade']) l order by 1);
  end if;
  select a.keys into found_keys from identity.record_scope s join identity.anchor a on a.id = s.anchor
    where s.subject = node_kind || '/' || node;
  return coalesce(found_keys, '{}');
end $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION identity.note(at timestamp with time zone, account text, login text, action text, object text, outcome text, detail jsonb, ip text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  last identity.audit;
  made identity.audit;
begin
  -- One after the other until the transaction ends: the chain has no forks.
  perform pg_advisory_xact_lock(72180021);
  select * into last from identity.audit order by pos desc limit 1;
  made.pos := coalesce(last.pos, 0) + 1;
  made.at := note.at;
  -- Who acts in his own scope notes his own acts.
  made.account := coalesce(identity.me(), note.account);
  made.login := note.login;
  made.action := note.action;
  made.object := note.object;
  made.outcome := note.outcome;
  made.detail := note.detail;
  made.ip := note.ip;
  made.hash := identity.audit_hash(coalesce(last.hash, ''), made);
  insert into identity.audit select made.*;
  return made.pos;
end $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION identity.park_keys(park text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(jsonb_agg(distinct to_jsonb(a.keys)), '[]') from identity.anchor a where a.keys @> array['p:' || park]
$function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION identity.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the audit is only added to';
end $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.refuse_outside_scope()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not identity.may_state(new.record, new.set) then
    raise exception 'this record is outside the scope of whoever states it'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;
-- public: execute

CREATE OR REPLACE FUNCTION identity.sees_all(keys text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from identity.scope_state s where s.whole <@ keys) $function$;
-- zhiben_app: execute
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION identity.whole()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(current_setting('zhiben.whole', true) = 'on', false) $function$;
-- public: execute

create table identity.account (
  id text not null,
  login text not null,
  name text not null,
  organisation text not null,
  phone text,
  status text not null,
  demo boolean not null default false,
  locale text not null default 'zh'::text,
  type_size text not null default 'standard'::text,
  made_at timestamp with time zone not null,
  made_by text not null,
  version integer not null default 1,
  constraint account_locale_check CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text]))),
  constraint account_type_size_check CHECK ((type_size = ANY (ARRAY['standard'::text, 'large'::text, 'largest'::text]))),
  constraint account_organisation_fkey FOREIGN KEY (organisation) REFERENCES identity.organisation(id),
  constraint account_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select, update

create table identity.anchor (
  id integer not null generated always as identity,
  enterprises text[] not null,
  divisions text[] not null,
  park text,
  organisation text,
  everyone boolean not null,
  keys text[] not null,
  constraint anchor_pkey PRIMARY KEY (id),
  constraint anchor_enterprises_divisions_park_organisation_everyone_key UNIQUE NULLS NOT DISTINCT (enterprises, divisions, park, organisation, everyone)
);
-- row security
-- zhiben_web: select

create table identity.attempt (
  login text not null,
  failed integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint attempt_pkey PRIMARY KEY (login)
);
-- row security

create table identity.audit (
  pos bigint not null,
  at timestamp with time zone not null,
  account text,
  login text,
  action text not null,
  object text,
  outcome text not null,
  detail jsonb not null,
  ip text,
  hash text not null,
  constraint audit_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text]))),
  constraint audit_pkey PRIMARY KEY (pos)
);
-- row security
-- zhiben_web: select

create table identity.credential (
  account text not null,
  password text not null,
  previous text[] not null default '{}'::text[],
  must_change boolean not null,
  changed_at timestamp with time zone not null,
  totp text,
  totp_pending text,
  totp_step bigint,
  issuer text,
  subject text,
  constraint credential_account_fkey FOREIGN KEY (account) REFERENCES identity.account(id),
  constraint credential_pkey PRIMARY KEY (account),
  constraint credential_issuer_subject_key UNIQUE (issuer, subject)
);
-- row security

create table identity.organisation (
  id text not null,
  name text not null,
  kind text not null,
  parent text,
  node_kind text not null,
  node text not null,
  keys text[] not null default '{}'::text[],
  made_at timestamp with time zone not null,
  made_by text not null,
  version integer not null default 1,
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['government'::text, 'bureau'::text, 'office'::text, 'township'::text, 'park'::text, 'enterprise'::text, 'body'::text]))),
  constraint organisation_node_kind_check CHECK ((node_kind = ANY (ARRAY['division'::text, 'park'::text, 'enterprise'::text, 'organisation'::text]))),
  constraint organisation_parent_fkey FOREIGN KEY (parent) REFERENCES identity.organisation(id),
  constraint organisation_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select, update

create table identity.record_scope (
  record bigint not null,
  subject text not null,
  anchor integer not null,
  constraint record_scope_anchor_fkey FOREIGN KEY (anchor) REFERENCES identity.anchor(id),
  constraint record_scope_pkey PRIMARY KEY (record),
  constraint record_scope_subject_key UNIQUE (subject)
);
-- row security
-- zhiben_web: select

create table identity.role_grant (
  id text not null,
  account text not null,
  role text not null,
  node_kind text not null,
  node text not null,
  lines text[] not null,
  valid_from date not null,
  valid_until date,
  granted_by text not null,
  granted_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint role_grant_check CHECK ((valid_until >= valid_from)),
  constraint role_grant_lines_check CHECK (((lines <@ ARRAY['chem'::text, 'trade'::text]) AND (cardinality(lines) > 0))),
  constraint role_grant_node_kind_check CHECK ((node_kind = ANY (ARRAY['division'::text, 'park'::text, 'enterprise'::text, 'organisation'::text]))),
  constraint role_grant_account_fkey FOREIGN KEY (account) REFERENCES identity.account(id),
  constraint role_grant_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

create table identity.scope_state (
  facts bigint not null,
  whole text[]
);

create table identity.session (
  id text not null,
  account text not null,
  made_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ip text not null,
  agent text not null,
  second_factor boolean not null,
  locked boolean not null default false,
  ended_at timestamp with time zone,
  ended_by text,
  vouched boolean not null default false,
  constraint session_account_fkey FOREIGN KEY (account) REFERENCES identity.account(id),
  constraint session_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: select

create table identity.write_key (
  who text not null,
  key text not null,
  request text not null,
  begun_at timestamp with time zone not null,
  status integer,
  body text,
  constraint write_key_pkey PRIMARY KEY (who, key)
);

CREATE UNIQUE INDEX account_by_login ON identity.account USING btree (lower(login));

CREATE INDEX account_by_organisation ON identity.account USING btree (organisation);

CREATE INDEX anchor_by_enterprise ON identity.anchor USING gin (enterprises);

CREATE INDEX anchor_by_key ON identity.anchor USING gin (keys);

CREATE INDEX anchor_without_keys ON identity.anchor USING btree (id) WHERE (keys = '{}'::text[]);

CREATE INDEX audit_by_account ON identity.audit USING btree (account, pos);

CREATE INDEX audit_by_action ON identity.audit USING btree (action, pos);

CREATE INDEX audit_by_time ON identity.audit USING btree (at, pos);

CREATE INDEX organisation_by_node ON identity.organisation USING btree (node_kind, node);

CREATE INDEX organisation_by_parent ON identity.organisation USING btree (parent);

CREATE INDEX record_scope_by_anchor ON identity.record_scope USING btree (anchor);

CREATE INDEX role_grant_by_account ON identity.role_grant USING btree (account);

CREATE INDEX session_by_account ON identity.session USING btree (account, made_at DESC);

CREATE INDEX write_key_by_age ON identity.write_key USING btree (begun_at);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON identity.audit FOR EACH ROW EXECUTE FUNCTION identity.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON identity.audit FOR EACH STATEMENT EXECUTE FUNCTION identity.refuse_change();

CREATE TRIGGER administrators_exclude AFTER INSERT OR UPDATE ON identity.role_grant FOR EACH ROW EXECUTE FUNCTION identity.exclude_administrators();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON identity.role_grant FOR EACH ROW EXECUTE FUNCTION identity.keep_grant();

create policy changed on identity.account as permissive for update to zhiben_web using (((( SELECT identity.my_roles() AS my_roles) && ARRAY['systemAdmin'::text]) AND (EXISTS ( SELECT
   FROM identity.organisation o
  WHERE (o.id = account.organisation))))) with check (((( SELECT identity.my_roles() AS my_roles) && ARRAY['systemAdmin'::text]) AND (EXISTS ( SELECT
   FROM identity.organisation o
  WHERE (o.id = account.organisation)))));

create policy made on identity.account as permissive for insert to zhiben_web using (true) with check (((( SELECT identity.my_roles() AS my_roles) && ARRAY['systemAdmin'::text]) AND (NOT demo) AND (EXISTS ( SELECT
   FROM identity.organisation o
  WHERE (o.id = account.organisation)))));

create policy seen on identity.account as permissive for select to zhiben_web using (((id = ( SELECT identity.me() AS me)) OR (EXISTS ( SELECT
   FROM identity.organisation o
  WHERE (o.id = account.organisation))))) with check (true);

create policy in_scope on identity.anchor as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy read on identity.audit as permissive for select to zhiben_web using (((( SELECT identity.my_roles() AS my_roles) && ARRAY['auditAdmin'::text]) AND (( SELECT identity.administers_all() AS administers_all) OR (account IN ( SELECT a.id
   FROM identity.account a)) OR ((account IS NULL) AND (lower(login) IN ( SELECT lower(a.login) AS lower
   FROM identity.account a))) OR (object IN ( SELECT ('account/'::text || a.id)
   FROM identity.account a)) OR (object IN ( SELECT ('organisation/'::text || o.id)
   FROM identity.organisation o)) OR (identity.node_keys(split_part(object, '/'::text, 1), substr(object, (strpos(object, '/'::text) + 1))) && ( SELECT identity.my_admin_keys() AS my_admin_keys))))) with check (true);

create policy administered on identity.organisation as permissive for all to zhiben_web using ((keys && ( SELECT identity.my_admin_keys() AS my_admin_keys))) with check (((keys && ( SELECT identity.my_admin_keys() AS my_admin_keys)) AND (( SELECT identity.my_roles() AS my_roles) && ARRAY['systemAdmin'::text])));

create policy in_scope on identity.record_scope as permissive for select to zhiben_web using ((( SELECT identity.whole() AS whole) OR (EXISTS ( SELECT
   FROM identity.anchor a
  WHERE (a.id = record_scope.anchor))))) with check (true);

create policy given on identity.role_grant as permissive for insert to zhiben_web using (true) with check (((granted_by = ( SELECT identity.me() AS me)) AND (account <> ( SELECT identity.me() AS me)) AND (EXISTS ( SELECT
   FROM identity.account a
  WHERE (a.id = role_grant.account))) AND (identity.node_keys(node_kind, node) && ( SELECT identity.my_admin_keys() AS my_admin_keys))));

create policy seen on identity.role_grant as permissive for select to zhiben_web using ((EXISTS ( SELECT
   FROM identity.account a
  WHERE (a.id = role_grant.account)))) with check (true);

create policy taken on identity.role_grant as permissive for update to zhiben_web using (((EXISTS ( SELECT
   FROM identity.account a
  WHERE (a.id = role_grant.account))) AND (identity.node_keys(node_kind, node) && ( SELECT identity.my_admin_keys() AS my_admin_keys)))) with check ((revoked_by = ( SELECT identity.me() AS me)));

create policy seen on identity.session as permissive for select to zhiben_web using ((account = ( SELECT identity.me() AS me))) with check (true);

create schema ledger;
-- zhiben_app: usage

create sequence ledger.fact_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;
-- zhiben_app: usage

create sequence ledger.record_key_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;
-- zhiben_app: usage

CREATE OR REPLACE FUNCTION ledger.only_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.id <> old.id or new.head_pos <= old.head_pos then
    raise exception 'ledger.section moves forward only' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;
-- public: execute

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'ledger.% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $function$;
-- public: execute

create table ledger.fact (
  seq bigint not null,
  section smallint not null,
  pos bigint not null,
  fact_id text not null,
  record bigint not null,
  at timestamp with time zone not null,
  set jsonb not null,
  retired boolean,
  by text,
  evidence text[],
  recorded_at timestamp with time zone not null,
  recorder text not null,
  previous bytea not null,
  hash bytea not null,
  constraint fact_pkey PRIMARY KEY (seq),
  constraint fact_fact_id_key UNIQUE (fact_id),
  constraint fact_section_pos_key UNIQUE (section, pos)
);
-- zhiben_app: insert, select

create table ledger.record (
  key bigint not null generated always as identity,
  type smallint not null,
  id text not null,
  constraint record_pkey PRIMARY KEY (key),
  constraint record_type_id_key UNIQUE (type, id)
);
-- zhiben_app: insert, select

create table ledger.record_type (
  id smallint not null,
  name text not null,
  constraint record_type_pkey PRIMARY KEY (id),
  constraint record_type_name_key UNIQUE (name)
);
-- zhiben_app: insert, select

create table ledger.section (
  id smallint not null,
  head_pos bigint not null default 0,
  head_hash bytea not null default decode(repeat('00'::text, 32), 'hex'::text),
  constraint section_head_hash_check CHECK ((length(head_hash) = 32)),
  constraint section_head_pos_check CHECK ((head_pos >= 0)),
  constraint section_id_fkey FOREIGN KEY (id) REFERENCES ledger.record_type(id),
  constraint section_pkey PRIMARY KEY (id)
);
-- zhiben_app: insert, select, update

CREATE INDEX fact_by_record ON ledger.fact USING btree (record, at, seq);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.fact FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER around_loop BEFORE INSERT ON ledger.fact FOR EACH ROW WHEN (((current_setting('zhiben.intake'::text, true) IS DISTINCT FROM 'on'::text) AND (current_setting('zhiben.procedure'::text, true) IS DISTINCT FROM 'loop'::text))) EXECUTE FUNCTION hazards.refuse_around_loop();

CREATE TRIGGER beside_disposal BEFORE INSERT ON ledger.fact FOR EACH ROW WHEN (((current_setting('zhiben.intake'::text, true) IS DISTINCT FROM 'on'::text) AND (current_setting('zhiben.procedure'::text, true) IS DISTINCT FROM 'alarms'::text))) EXECUTE FUNCTION alarms.refuse_beside();

CREATE TRIGGER beside_grading BEFORE INSERT ON ledger.fact FOR EACH ROW WHEN (((current_setting('zhiben.intake'::text, true) IS DISTINCT FROM 'on'::text) AND (current_setting('zhiben.procedure'::text, true) IS DISTINCT FROM 'risk'::text))) EXECUTE FUNCTION risk.refuse_beside();

CREATE TRIGGER beside_handling BEFORE INSERT ON ledger.fact FOR EACH ROW WHEN (((current_setting('zhiben.intake'::text, true) IS DISTINCT FROM 'on'::text) AND (current_setting('zhiben.procedure'::text, true) IS DISTINCT FROM 'reports'::text))) EXECUTE FUNCTION reports.refuse_beside();

CREATE TRIGGER beside_monitoring BEFORE INSERT ON ledger.fact FOR EACH ROW WHEN (((current_setting('zhiben.intake'::text, true) IS DISTINCT FROM 'on'::text) AND (current_setting('zhiben.procedure'::text, true) IS DISTINCT FROM 'live'::text))) EXECUTE FUNCTION live.refuse_beside();

CREATE TRIGGER own_files BEFORE INSERT ON ledger.fact FOR EACH ROW WHEN (((current_setting('zhiben.intake'::text, true) IS DISTINCT FROM 'on'::text) AND ((new.set)::text ~~ '%sha256:%'::text))) EXECUTE FUNCTION files.refuse_others();

CREATE TRIGGER within_scope BEFORE INSERT ON ledger.fact FOR EACH ROW WHEN ((current_setting('zhiben.intake'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION identity.refuse_outside_scope();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.record FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.record_type FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON ledger.section FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); -- enabled always

CREATE TRIGGER only_forward BEFORE UPDATE ON ledger.section FOR EACH ROW EXECUTE FUNCTION ledger.only_forward(); -- enabled always

create view ledger.published_fact (seq bigint, fact_id text, type text, record_key bigint, record text, at timestamp with time zone, set jsonb, retired boolean, by text, evidence text[], recorded_at timestamp with time zone, recorder text, section smallint, pos bigint) as
  SELECT f.seq, f.fact_id, t.name AS type, f.record AS record_key, r.id AS record, f.at, f.set, f.retired, f.by, f.evidence, f.recorded_at, f.recorder, f.section, f.pos FROM ((ledger.fact f JOIN ledger.record r ON ((r.key = f.record))) JOIN ledger.record_type t ON ((t.id = r.type)));
-- zhiben_app: select

create view ledger.published_record (key bigint, type text, id text) as
  SELECT r.key, t.name AS type, r.id FROM (ledger.record r JOIN ledger.record_type t ON ((t.id = r.type)));
-- zhiben_app: select

create view ledger.published_type (section smallint, type text, facts bigint) as
  SELECT t.id AS section, t.name AS type, s.head_pos AS facts FROM (ledger.record_type t JOIN ledger.section s ON ((s.id = t.id)));
-- zhiben_app: select

create schema letters;
-- zhiben_web: usage

create sequence letters.step_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

CREATE OR REPLACE FUNCTION letters.is_addressee(letter_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from letters.delivery d where d.letter = letter_id and d.delivered
    and d.keys && identity.my_keys()) $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION letters.is_circular(letter_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from letters.letter l where l.id = letter_id and l.kind = 'circular') $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION letters.is_issuer(letter_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from letters.letter l where l.id = letter_id and l.keys && identity.my_keys()) $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION letters.take_number(letter_issuer text, letter_kind text, in_year integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare taken integer;
begin
  if not exists (select from unnest(identity.my_keys()) k where k like 'd:' || letter_issuer || ':%') then
    raise exception 'a number is taken by its issuer' using errcode = 'insufficient_privilege';
  end if;
  insert into letters.series as s values (letter_issuer, letter_kind, in_year, 1)
    on conflict (issuer, kind, year) do update set last = s.last + 1 returning s.last into taken;
  return taken;
end $function$;
-- zhiben_web: execute

create table letters.delivery (
  letter text not null,
  addressee text not null,
  name text not null,
  keys text[] not null,
  delivered boolean not null default false,
  answered_on date,
  answered_at timestamp with time zone,
  answer text,
  answered_by text,
  answered_name text,
  file_name text,
  file bytea,
  constraint delivery_letter_fkey FOREIGN KEY (letter) REFERENCES letters.letter(id) ON DELETE CASCADE,
  constraint delivery_pkey PRIMARY KEY (letter, addressee)
);
-- row security
-- zhiben_web: insert, select

create table letters.item (
  letter text not null,
  no integer not null,
  addressee text not null,
  keys text[] not null,
  subject text not null,
  name text not null,
  division_name text not null,
  clause text not null,
  due date,
  overdue_days integer,
  constraint item_letter_fkey FOREIGN KEY (letter) REFERENCES letters.letter(id) ON DELETE CASCADE,
  constraint item_pkey PRIMARY KEY (letter, no)
);
-- row security
-- zhiben_web: insert, select

create table letters.letter (
  id text not null,
  kind text not null,
  issuer text not null,
  issuer_name text not null,
  keys text[] not null,
  title text not null,
  text text not null,
  as_of date not null,
  answer_within integer not null,
  state text not null,
  version integer not null default 1,
  author text not null,
  author_name text not null,
  made_at timestamp with time zone not null,
  approver text,
  approver_name text,
  delivered_on date,
  due date,
  year integer,
  number integer,
  doc_number text,
  stated boolean not null default false,
  layout text,
  constraint letter_check CHECK (((state = ANY (ARRAY['delivered'::text, 'answered'::text])) = (doc_number IS NOT NULL))),
  constraint letter_kind_check CHECK ((kind = ANY (ARRAY['reminder'::text, 'circular'::text]))),
  constraint letter_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'delivered'::text, 'answered'::text, 'discarded'::text]))),
  constraint letter_pkey PRIMARY KEY (id),
  constraint letter_issuer_kind_year_number_key UNIQUE (issuer, kind, year, number)
);
-- row security
-- zhiben_web: insert, select

create table letters.series (
  issuer text not null,
  kind text not null,
  year integer not null,
  last integer not null,
  constraint series_pkey PRIMARY KEY (issuer, kind, year)
);
-- row security

create table letters.step (
  id bigint not null generated always as identity,
  letter text not null,
  at timestamp with time zone not null,
  account text not null,
  name text not null,
  action text not null,
  note text,
  constraint step_letter_fkey FOREIGN KEY (letter) REFERENCES letters.letter(id) ON DELETE CASCADE,
  constraint step_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

CREATE INDEX delivery_by_key ON letters.delivery USING gin (keys);

CREATE INDEX letter_by_key ON letters.letter USING gin (keys);

CREATE INDEX step_by_letter ON letters.step USING btree (letter);

create policy drafted on letters.delivery as permissive for insert to zhiben_web using (true) with check ((letters.is_issuer(letter) AND (NOT delivered) AND (answer IS NULL)));

create policy seen on letters.delivery as permissive for select to zhiben_web using ((letters.is_issuer(letter) OR (delivered AND (keys && ( SELECT identity.my_keys() AS my_keys))))) with check (true);

create policy worked_on on letters.delivery as permissive for update to zhiben_web using ((letters.is_issuer(letter) OR (delivered AND (keys && ( SELECT identity.my_keys() AS my_keys))))) with check (true);

create policy drafted on letters.item as permissive for insert to zhiben_web using (true) with check (letters.is_issuer(letter));

create policy seen on letters.item as permissive for select to zhiben_web using ((letters.is_issuer(letter) OR (letters.is_addressee(letter) AND ((keys && ( SELECT identity.my_keys() AS my_keys)) OR letters.is_circular(letter))))) with check (true);

create policy drafted on letters.letter as permissive for insert to zhiben_web using (true) with check (((keys <@ ( SELECT identity.my_write_keys() AS my_write_keys)) AND (keys <> '{}'::text[]) AND (author = ( SELECT identity.me() AS me)) AND (state = 'draft'::text)));

create policy seen on letters.letter as permissive for select to zhiben_web using (((keys && ( SELECT identity.my_keys() AS my_keys)) OR letters.is_addressee(id))) with check (true);

create policy worked_on on letters.letter as permissive for update to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy noted on letters.step as permissive for insert to zhiben_web using (true) with check (((account = ( SELECT identity.me() AS me)) AND (letters.is_issuer(letter) OR letters.is_addressee(letter))));

create policy seen on letters.step as permissive for select to zhiben_web using (letters.is_issuer(letter)) with check (true);

create schema live;
-- zhiben_app: usage
-- zhiben_web: usage

create sequence live.gateway_number_no_seq as integer start 1 increment 1 minvalue 1 maxvalue 2147483647 cache 1;

create sequence live.tag_number_no_seq as integer start 1 increment 1 minvalue 1 maxvalue 2147483647 cache 1;

CREATE OR REPLACE FUNCTION live.asked_tag()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select n.no from live.tag_number n
    join identity.record_scope s on s.subject = 'tag/' || n.tag
    join identity.anchor a on a.id = s.anchor
  where n.tag = nullif(current_setting('zhiben.tag', true), '') and a.keys && identity.my_keys()
  limit 1 $function$;
-- public: execute

CREATE OR REPLACE FUNCTION live.drop_chunks(before integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare name text;
begin
  for name in select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'live.chunk'::regclass and relname ~ '^chunk_[0-9]+$'
      and substr(relname, 7)::integer < before
  loop
    execute format('drop table live.%I', name);
  end loop;
  delete from live.chunk_rest where from_ms < live.month_start(before);
end $function$;

CREATE OR REPLACE FUNCTION live.drop_partitions(before bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare name text;
begin
  for name in select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'live.journal'::regclass and relname ~ '^journal_[0-9]+$'
      and substr(relname, 9)::bigint < before
  loop
    execute format('drop table live.%I', name);
  end loop;
  delete from live.journal_rest where received < to_timestamp(before * 3600);
  if found and not exists (select from live.journal_rest) then truncate live.journal_rest; end if;
end $function$;

CREATE OR REPLACE FUNCTION live.make_chunk_partition(month integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if to_regclass('live.chunk_' || month) is not null then return; end if;
  execute format('create table live.%I partition of live.chunk for values from (%s) to (%s)',
    'chunk_' || month, live.month_start(month), live.month_start(month + 1));
exception when check_violation then
  -- The rest holds readings of that month already: it takes the others as well.
  null;
end $function$;

CREATE OR REPLACE FUNCTION live.make_partition(hour bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  execute format('create table if not exists live.%I partition of live.journal for values from (%L) to (%L)',
    'journal_' || hour, to_timestamp(hour * 3600), to_timestamp((hour + 1) * 3600));
exception when check_violation then
  -- The rest holds rows of that hour already: it takes the others as well.
  null;
end $function$;

CREATE OR REPLACE FUNCTION live.month_start(month integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select (extract(epoch from make_timestamptz(1970 + month / 12, month % 12 + 1, 1, 0, 0, 0, 'Asia/Shanghai')) * 1000)::bigint $function$;

CREATE OR REPLACE FUNCTION live.refuse_beside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

create table live.broker_state (
  broker text not null,
  down_since timestamp with time zone not null,
  constraint broker_state_pkey PRIMARY KEY (broker)
);

create table live.chunk (
  tag integer not null,
  from_ms bigint not null,
  until_ms bigint not null,
  readings integer not null,
  "least" double precision,
  most double precision,
  total double precision not null,
  good integer not null,
  packed bytea not null,
  parts bytea,
  constraint chunk_pkey PRIMARY KEY (tag, from_ms, until_ms)
) partition by RANGE (from_ms);
-- row security
-- zhiben_web: select

create table live.chunk_rest (
  tag integer not null,
  from_ms bigint not null,
  until_ms bigint not null,
  readings integer not null,
  "least" double precision,
  most double precision,
  total double precision not null,
  good integer not null,
  packed bytea not null,
  parts bytea,
  constraint chunk_rest_pkey PRIMARY KEY (tag, from_ms, until_ms)
) -- partition DEFAULT;

create table live.feed (
  record text not null,
  constraint feed_pkey PRIMARY KEY (record)
);

create table live.gateway_key (
  gateway integer not null,
  hash bytea not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  ended_at timestamp with time zone,
  constraint gateway_key_gateway_fkey FOREIGN KEY (gateway) REFERENCES live.gateway_number(no),
  constraint gateway_key_pkey PRIMARY KEY (gateway, made_at)
);

create table live.gateway_number (
  gateway text not null,
  no integer not null generated always as identity,
  constraint gateway_number_pkey PRIMARY KEY (gateway),
  constraint gateway_number_no_key UNIQUE (no)
);
-- zhiben_app: insert, select

create table live.gateway_state (
  gateway integer not null,
  heard timestamp with time zone not null,
  silent_since timestamp with time zone,
  covered boolean not null default false,
  broker text,
  constraint gateway_state_gateway_fkey FOREIGN KEY (gateway) REFERENCES live.gateway_number(no),
  constraint gateway_state_pkey PRIMARY KEY (gateway)
);

create table live.journal (
  seq bigint not null,
  gateway integer not null,
  received timestamp with time zone not null,
  first_ms bigint not null,
  last_ms bigint not null,
  digest bytea not null,
  readings bytea not null,
  refused text
) partition by RANGE (received);
-- zhiben_app: insert, select

create table live.journal_rest (
  seq bigint not null,
  gateway integer not null,
  received timestamp with time zone not null,
  first_ms bigint not null,
  last_ms bigint not null,
  digest bytea not null,
  readings bytea not null,
  refused text
) -- partition DEFAULT;

create table live.outcome_count (
  gateway integer not null,
  hour timestamp with time zone not null,
  outcome text not null,
  rows bigint not null,
  constraint outcome_count_pkey PRIMARY KEY (gateway, hour, outcome)
);

create table live.progress (
  id smallint not null,
  judged bigint not null default 0,
  packed_until timestamp with time zone,
  counted bigint not null default 0,
  merged_until timestamp with time zone,
  settled_until timestamp with time zone,
  dropped_before timestamp with time zone,
  constraint progress_id_check CHECK ((id > 0)),
  constraint progress_pkey PRIMARY KEY (id)
);

create table live.standing (
  source text not null,
  rule text not null,
  enterprise text not null,
  facility text,
  since timestamp with time zone not null,
  raised boolean not null,
  leaving timestamp with time zone,
  seen timestamp with time zone not null,
  constraint standing_pkey PRIMARY KEY (source, rule)
);

create table live.state_page (
  page integer not null,
  state bytea not null,
  seq bigint not null default 0,
  constraint state_page_pkey PRIMARY KEY (page)
);

create table live.tag_number (
  tag text not null,
  no integer not null generated always as identity,
  constraint tag_number_pkey PRIMARY KEY (tag),
  constraint tag_number_no_key UNIQUE (no)
);
-- zhiben_app: insert, select

create table live.unknown_tag (
  gateway integer not null,
  code text not null,
  first_seen timestamp with time zone not null,
  last_seen timestamp with time zone not null,
  rows bigint not null,
  sample text,
  constraint unknown_tag_pkey PRIMARY KEY (gateway, code)
);

CREATE INDEX journal_digest ON ONLY live.journal USING btree (gateway, digest);

CREATE INDEX journal_of_gateway ON ONLY live.journal USING btree (gateway, received);

CREATE INDEX journal_rest_gateway_digest_idx ON live.journal_rest USING btree (gateway, digest);

CREATE INDEX journal_rest_gateway_received_idx ON live.journal_rest USING btree (gateway, received);

CREATE INDEX journal_rest_seq_idx ON live.journal_rest USING btree (seq);

CREATE INDEX journal_seq ON ONLY live.journal USING btree (seq);

create policy seen on live.chunk as permissive for select to zhiben_web using ((tag = ( SELECT live.asked_tag() AS asked_tag))) with check (true);

create schema overview;
-- zhiben_app: usage
-- zhiben_web: usage

create sequence overview.base_map_choice_seq_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence overview.base_map_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence overview.dispute_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create table overview.base_map (
  id bigint not null generated always as identity,
  name text not null,
  approval text not null,
  attribution text not null,
  content jsonb not null,
  areas integer not null,
  bytes integer not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null default now(),
  constraint base_map_pkey PRIMARY KEY (id)
);
-- zhiben_app: insert, select

create table overview.base_map_choice (
  seq bigint not null generated always as identity,
  base_map bigint,
  undoes bigint,
  chosen_by text not null,
  chosen_by_name text not null,
  chosen_at timestamp with time zone not null default now(),
  constraint base_map_choice_base_map_fkey FOREIGN KEY (base_map) REFERENCES overview.base_map(id),
  constraint base_map_choice_undoes_fkey FOREIGN KEY (undoes) REFERENCES overview.base_map_choice(seq),
  constraint base_map_choice_pkey PRIMARY KEY (seq)
);
-- zhiben_app: insert, select

create table overview.dispute (
  id bigint not null generated always as identity,
  division text not null,
  metric text not null,
  as_of date not null,
  row_key text,
  text text not null,
  raised_by text not null,
  raised_by_name text not null,
  raised_at timestamp with time zone not null,
  answer_due date not null,
  outcome text,
  answer text,
  answered_by text,
  answered_by_name text,
  answered_at timestamp with time zone,
  keys text[] not null,
  answer_keys text[] not null,
  constraint dispute_check CHECK ((((outcome IS NULL) = (answer IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL)))),
  constraint dispute_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'rejected'::text]))),
  constraint dispute_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

create table overview.metric_count (
  as_of date not null,
  metric text not null,
  division text,
  keys text[] not null,
  total integer not null,
  bad integer not null
);
-- row security
-- zhiben_web: select

create table overview.tally (
  as_of date not null,
  clause smallint not null,
  period text,
  due date,
  status smallint not null,
  division text,
  keys text[] not null,
  count integer not null
);
-- row security
-- zhiben_web: select

CREATE INDEX dispute_by_division ON overview.dispute USING btree (division, id);

CREATE INDEX metric_count_by_day ON overview.metric_count USING btree (as_of, metric);

CREATE INDEX tally_by_day ON overview.tally USING btree (as_of, clause);

create policy answered on overview.dispute as permissive for update to zhiben_web using ((answer_keys && ( SELECT identity.my_write_keys() AS my_write_keys))) with check ((answered_by = identity.me()));

create policy in_scope on overview.dispute as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy raised on overview.dispute as permissive for insert to zhiben_web using (true) with check (((keys && ( SELECT identity.my_keys() AS my_keys)) AND (raised_by = identity.me()) AND (answer IS NULL)));

create policy in_scope on overview.metric_count as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy in_scope on overview.tally as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create schema plan;
-- zhiben_app: usage

create sequence plan.parameter_entry_seq_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence plan.published_duty_change_no_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

CREATE OR REPLACE FUNCTION plan.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'plan.% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $function$;
-- public: execute

create table plan.parameter_entry (
  seq bigint not null generated always as identity,
  name text not null,
  value jsonb,
  from_day date not null,
  jurisdiction text,
  reason jsonb not null,
  by text not null,
  profile text,
  recorded_at timestamp with time zone not null,
  constraint parameter_entry_by_check CHECK ((by <> ''::text)),
  constraint parameter_entry_jurisdiction_check CHECK ((jurisdiction ~ '^\d{6}(\d{3})?(\d{3})?$'::text)),
  constraint parameter_entry_name_check CHECK ((name ~ '^\w+(\.\w+)+$'::text)),
  constraint parameter_entry_reason_check CHECK ((jsonb_typeof(reason) = ANY (ARRAY['string'::text, 'object'::text]))),
  constraint parameter_entry_value_check CHECK ((jsonb_typeof(value) <> 'null'::text)),
  constraint parameter_entry_pkey PRIMARY KEY (seq)
);
-- zhiben_app: insert, select

create table plan.published_duty_change (
  no bigint not null generated always as identity,
  sign smallint not null,
  clause smallint not null,
  subject text not null,
  period text,
  due date,
  status smallint not null,
  division text,
  vf timestamp with time zone not null,
  vt timestamp with time zone not null,
  constraint published_duty_change_pkey PRIMARY KEY (no)
);

CREATE INDEX parameter_entry_by_name ON plan.parameter_entry USING btree (name, seq);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON plan.parameter_entry FOR EACH STATEMENT EXECUTE FUNCTION plan.refuse_change(); -- enabled always

create schema platform;
-- zhiben_app: usage

create table platform.migration (
  slice text not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (slice, name)
);
-- zhiben_app: select

create schema quality;
-- zhiben_web: usage

create sequence quality.import_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence quality.verification_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create table quality.import (
  id bigint not null generated always as identity,
  file_name text not null,
  at timestamp with time zone not null,
  refused bigint not null,
  constraint import_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: select

create table quality.import_refused (
  import bigint not null,
  no integer not null,
  line bigint not null,
  path text not null,
  reason jsonb not null,
  mend jsonb not null,
  constraint import_refused_import_fkey FOREIGN KEY (import) REFERENCES quality.import(id) ON DELETE CASCADE,
  constraint import_refused_pkey PRIMARY KEY (import, no)
);
-- row security
-- zhiben_web: select

create table quality.verification (
  id bigint not null generated always as identity,
  started_at timestamp with time zone not null,
  started_by text not null,
  started_name text not null,
  state text not null,
  checked bigint not null default 0,
  finished_at timestamp with time zone,
  problem jsonb,
  constraint verification_state_check CHECK ((state = ANY (ARRAY['running'::text, 'sound'::text, 'broken'::text, 'failed'::text]))),
  constraint verification_pkey PRIMARY KEY (id)
);

create policy whole on quality.import as permissive for select to zhiben_web using (( SELECT identity.whole() AS whole)) with check (true);

create policy whole on quality.import_refused as permissive for select to zhiben_web using (( SELECT identity.whole() AS whole)) with check (true);

create view quality.visible_fact (seq bigint, fact_id text, type text, record text, at timestamp with time zone, set jsonb, recorded_at timestamp with time zone, recorder text) as
  SELECT f.seq, f.fact_id, f.type, f.record, f.at, f.set, f.recorded_at, f.recorder FROM ((ledger.published_fact f JOIN identity.record_scope s ON ((s.record = f.record_key))) JOIN identity.anchor a ON ((a.id = s.anchor))) WHERE (a.keys && ( SELECT identity.my_keys() AS my_keys));
-- with security_barrier=true
-- zhiben_web: select

create schema registry;
-- zhiben_web: usage

CREATE OR REPLACE FUNCTION registry.find(some_pieces text[], other_pieces text[], within text, of_type text, of_county text, most integer)
 RETURNS TABLE(type text, id text, texts text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.type, s.id, s.texts from registry.search_entry s
  where (s.pieces @> some_pieces or s.pieces @> other_pieces) and strpos(s.texts, within) > 0
    and (of_type is null or s.type = of_type) and (of_county is null or s.county = of_county)
    and ((select identity.whole()) or (select a.keys && (select identity.my_keys()) from identity.record_scope r
      join identity.anchor a on a.id = r.anchor where r.record = s.record))
  limit most $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION registry.naming(kind text, enterprise text)
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query execute format(
    'select r.id from rec.%I r where r.enterprises && array[$1]
       and (select a.keys && (select identity.my_keys()) from identity.record_scope s
         join identity.anchor a on a.id = s.anchor where s.record = r.seqkey)', kind)
    using enterprise;
end $function$;
-- zhiben_web: execute

create table registry.search_entry (
  record bigint not null,
  type text not null,
  id text not null,
  name text not null,
  live boolean not null,
  sort text not null,
  texts text not null,
  pieces text[] not null,
  county text,
  constraint search_entry_pkey PRIMARY KEY (record)
);
-- row security
-- zhiben_web: select

create table registry.search_state (
  section smallint not null,
  pos bigint not null,
  layout text not null,
  constraint search_state_pkey PRIMARY KEY (section)
);

CREATE UNIQUE INDEX search_by_id ON registry.search_entry USING btree (type, id);

CREATE INDEX search_by_piece ON registry.search_entry USING gin (pieces) WITH (fastupdate=off);

CREATE INDEX search_in_county ON registry.search_entry USING btree (type, county, sort, id) WHERE (county IS NOT NULL);

CREATE INDEX search_in_order ON registry.search_entry USING btree (type, sort, id);

create policy in_scope on registry.search_entry as permissive for select to zhiben_web using ((( SELECT identity.whole() AS whole) OR ( SELECT true
   FROM identity.record_scope s
  WHERE (s.record = search_entry.record)))) with check (true);

create view registry.visible_fact (seq bigint, fact_id text, type text, record_key bigint, record text, at timestamp with time zone, set jsonb, retired boolean, by text, evidence text[], recorded_at timestamp with time zone, recorder text) as
  SELECT f.seq, f.fact_id, f.type, f.record_key, f.record, f.at, f.set, f.retired, f.by, f.evidence, f.recorded_at, f.recorder FROM ((ledger.published_fact f JOIN identity.record_scope s ON ((s.record = f.record_key))) JOIN identity.anchor a ON ((a.id = s.anchor))) WHERE (a.keys && ( SELECT identity.my_keys() AS my_keys));
-- with security_barrier=true
-- zhiben_web: select

create schema reports;
-- zhiben_web: usage

CREATE OR REPLACE FUNCTION reports.refuse_beside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (select t.type from ledger.published_type t where t.section = new.section) in ('report', 'reward') then
    raise exception 'reports and rewards are stated by their handling' using errcode = 'insufficient_privilege',
      hint = '举报的办理和奖励在“举报”中按步骤进行，不能直接填写、撤销或注销 | reports are handled and rewarded step by step under Reports, and not by a form, an undo or a retirement';
  end if;
  return new;
end $function$;

create table reports.begun (
  report text not null,
  no smallint not null,
  at timestamp with time zone not null,
  hazard text not null,
  constraint begun_pkey PRIMARY KEY (report, no)
);
-- row security

create table reports.entry (
  report text not null,
  code_hash text not null,
  pin_hash text not null,
  misses smallint not null default 0,
  locked_until timestamp with time zone,
  constraint entry_pkey PRIMARY KEY (report),
  constraint entry_code_hash_key UNIQUE (code_hash)
);
-- row security

create table reports.sealed (
  report text not null,
  kind text not null,
  no smallint not null,
  at timestamp with time zone not null,
  body bytea not null,
  constraint sealed_kind_check CHECK ((kind = ANY (ARRAY['who'::text, 'content'::text, 'photo'::text, 'note'::text]))),
  constraint sealed_pkey PRIMARY KEY (report, kind, no)
);
-- row security

create table reports.step (
  report text not null,
  no smallint not null,
  act text not null,
  stage text not null,
  due date,
  at timestamp with time zone not null,
  by_account text,
  by_name text,
  by_role text,
  told text,
  detail jsonb not null,
  constraint step_pkey PRIMARY KEY (report, no)
);
-- row security
-- zhiben_web: select

create policy in_scope on reports.step as permissive for select to zhiben_web using ((EXISTS ( SELECT
   FROM identity.record_scope s
  WHERE (s.subject = ('report/'::text || step.report))))) with check (true);

create schema risk;

CREATE OR REPLACE FUNCTION risk.refuse_beside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

create schema sheets;
-- zhiben_web: usage

CREATE OR REPLACE FUNCTION sheets.covers(import_keys text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select import_keys <> '{}' and not exists (
    select from unnest(import_keys) i where i <> '*' and not exists (
      select from identity.record_scope s join identity.anchor a on a.id = s.anchor, unnest(a.keys) k
      where s.subject = case left(i, 2)
          when 'd:' then 'jurisdiction/' || split_part(i, ':', 2)
          when 'e:' then 'enterprise/' || split_part(i, ':', 2)
          when 'p:' then 'park/' || split_part(i, ':', 2)
          else 'organisation/' || split_part(i, ':', 2) end
        and k = any(identity.my_keys()) and k <> '*'
        and (i not like 'd:%' or split_part(k, ':', 3) = split_part(i, ':', 3)))) $function$;
-- zhiben_web: execute

CREATE OR REPLACE FUNCTION sheets.may_state(named text, stated jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select identity.may_state(
    (select s.record from identity.record_scope s where s.subject = named), stated) $function$;
-- zhiben_web: execute

create table sheets.import (
  id text not null,
  type text not null,
  owner text not null,
  keys text[] not null,
  write_keys text[] not null,
  roles text[] not null,
  file_name text not null,
  file_hash text not null,
  sheet text not null,
  sheets text[] not null,
  from_template boolean not null,
  headings text[] not null,
  mapping text[] not null,
  formulas integer not null,
  hidden_rows integer not null,
  row_count integer not null,
  state text not null,
  done integer not null default 0,
  created_at timestamp with time zone not null,
  at timestamp with time zone,
  committed_at timestamp with time zone,
  undo_at timestamp with time zone,
  valid_from date,
  constraint import_state_check CHECK ((state = ANY (ARRAY['read'::text, 'checking'::text, 'checked'::text, 'importing'::text, 'imported'::text, 'undoing'::text, 'undone'::text, 'failed'::text]))),
  constraint import_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: delete, insert, select, update

create table sheets.import_row (
  import text not null,
  "row" integer not null,
  cells jsonb not null,
  state text,
  record text,
  set jsonb,
  current jsonb,
  errors jsonb not null default '[]'::jsonb,
  snapshot jsonb,
  outcome text,
  constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['imported'::text, 'refused'::text, 'undone'::text, 'kept'::text]))),
  constraint import_row_state_check CHECK ((state = ANY (ARRAY['new'::text, 'change'::text, 'same'::text, 'error'::text]))),
  constraint import_row_import_fkey FOREIGN KEY (import) REFERENCES sheets.import(id) ON DELETE CASCADE,
  constraint import_row_pkey PRIMARY KEY (import, "row")
);
-- row security
-- zhiben_web: delete, insert, select, update

CREATE INDEX import_of_owner ON sheets.import USING btree (owner, type, created_at DESC, id);

CREATE INDEX import_row_by_state ON sheets.import_row USING btree (import, state, "row");

create policy own on sheets.import as permissive for all to zhiben_web using (((owner = ( SELECT identity.me() AS me)) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0))) with check (((owner = ( SELECT identity.me() AS me)) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0)));

create policy own on sheets.import_row as permissive for all to zhiben_web using ((EXISTS ( SELECT
   FROM sheets.import i
  WHERE (i.id = import_row.import)))) with check ((EXISTS ( SELECT
   FROM sheets.import i
  WHERE (i.id = import_row.import))));

create view sheets.published_refused (import text, type text, owner text, file_name text, created_at timestamp with time zone, "row" integer, errors jsonb, state text) as
  SELECT i.id AS import, i.type, i.owner, i.file_name, i.created_at, r."row", r.errors, COALESCE(r.outcome, r.state) AS state FROM (sheets.import i JOIN sheets.import_row r ON ((r.import = i.id))) WHERE (((r.state = 'error'::text) OR (r.outcome = 'refused'::text)) AND sheets.covers(i.write_keys));
-- with security_barrier=true
-- zhiben_web: select

create schema tasks;
-- zhiben_web: usage

create sequence tasks.feedback_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence tasks.message_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence tasks.todo_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create sequence tasks.todo_note_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create table tasks.feedback (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  account text not null,
  name text not null,
  kind text not null,
  page text,
  text text not null,
  keys text[] not null,
  answer text,
  answered_at timestamp with time zone,
  answered_by text,
  constraint feedback_kind_check CHECK ((kind = ANY (ARRAY['complaint'::text, 'suggestion'::text, 'fault'::text]))),
  constraint feedback_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

create table tasks.message (
  id bigint not null generated always as identity,
  key text not null,
  class text not null,
  reason text not null,
  owner text not null,
  keys text[] not null,
  roles text[] not null,
  title_zh text not null,
  title_en text not null,
  link text,
  count integer not null,
  at timestamp with time zone not null,
  constraint message_class_check CHECK ((class = ANY (ARRAY['strong'::text, 'normal'::text, 'digest'::text]))),
  constraint message_reason_check CHECK ((reason = ANY (ARRAY['overdue'::text, 'soon'::text, 'chase'::text, 'letter'::text, 'approval'::text, 'answered'::text, 'returned'::text, 'alarm'::text]))),
  constraint message_pkey PRIMARY KEY (id),
  constraint message_key_key UNIQUE (key)
);
-- row security
-- zhiben_web: insert, select

create table tasks.message_read (
  message bigint not null,
  account text not null,
  at timestamp with time zone not null,
  constraint message_read_message_fkey FOREIGN KEY (message) REFERENCES tasks.message(id) ON DELETE CASCADE,
  constraint message_read_pkey PRIMARY KEY (message, account)
);
-- row security
-- zhiben_web: insert, select, update

create table tasks.message_settings (
  account text not null,
  settings jsonb not null,
  constraint message_settings_pkey PRIMARY KEY (account)
);
-- row security
-- zhiben_web: insert, select, update

create table tasks.todo (
  id bigint not null generated always as identity,
  key text not null,
  kind text not null,
  owner text not null,
  keys text[] not null,
  roles text[] not null,
  clause text,
  object_zh text,
  object_en text,
  link text,
  subjects integer not null,
  overdue integer not null,
  due date,
  opened_on date not null,
  closed_on date,
  closed_at timestamp with time zone,
  closed_by text,
  sender text,
  sender_name text,
  sender_keys text[] not null default '{}'::text[],
  sender_account text,
  assignee text,
  assignee_name text,
  assigned_by text,
  version integer not null default 1,
  constraint todo_kind_check CHECK ((kind = ANY (ARRAY['duty'::text, 'chase'::text, 'letter'::text, 'approval'::text, 'read'::text, 'task'::text, 'step'::text]))),
  constraint todo_pkey PRIMARY KEY (id),
  constraint todo_key_key UNIQUE (key)
);
-- row security
-- zhiben_web: insert, select

create table tasks.todo_note (
  id bigint not null generated always as identity,
  todo bigint not null,
  at timestamp with time zone not null,
  account text not null,
  name text not null,
  text text not null,
  constraint todo_note_todo_fkey FOREIGN KEY (todo) REFERENCES tasks.todo(id) ON DELETE CASCADE,
  constraint todo_note_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

create table tasks.todo_read (
  todo bigint not null,
  account text not null,
  at timestamp with time zone not null,
  constraint todo_read_todo_fkey FOREIGN KEY (todo) REFERENCES tasks.todo(id) ON DELETE CASCADE,
  constraint todo_read_pkey PRIMARY KEY (todo, account)
);
-- row security
-- zhiben_web: insert, select, update

CREATE INDEX feedback_by_account ON tasks.feedback USING btree (account);

CREATE INDEX message_by_key ON tasks.message USING gin (keys);

CREATE INDEX todo_by_clause ON tasks.todo USING btree (clause);

CREATE INDEX todo_by_key ON tasks.todo USING gin (keys);

CREATE INDEX todo_by_sender ON tasks.todo USING gin (sender_keys);

CREATE INDEX todo_by_thing ON tasks.todo USING btree (split_part(key, '|'::text, 1)) WHERE (kind = 'step'::text);

CREATE INDEX todo_note_by_todo ON tasks.todo_note USING btree (todo);

create policy answered on tasks.feedback as permissive for update to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy seen on tasks.feedback as permissive for select to zhiben_web using (((account = ( SELECT identity.me() AS me)) OR (keys && ( SELECT identity.my_keys() AS my_keys)))) with check (true);

create policy written on tasks.feedback as permissive for insert to zhiben_web using (true) with check ((account = ( SELECT identity.me() AS me)));

create policy seen on tasks.message as permissive for select to zhiben_web using ((keys && ( SELECT identity.my_keys() AS my_keys))) with check (true);

create policy sent on tasks.message as permissive for insert to zhiben_web using (true) with check (((reason = ANY (ARRAY['letter'::text, 'approval'::text, 'answered'::text, 'returned'::text])) AND (( SELECT cardinality(identity.my_keys()) AS cardinality) > 0)));

create policy mine on tasks.message_read as permissive for all to zhiben_web using ((account = ( SELECT identity.me() AS me))) with check (((account = ( SELECT identity.me() AS me)) AND (EXISTS ( SELECT
   FROM tasks.message m
  WHERE (m.id = message_read.message)))));

create policy mine on tasks.message_settings as permissive for all to zhiben_web using ((account = ( SELECT identity.me() AS me))) with check ((account = ( SELECT identity.me() AS me)));

create policy changed on tasks.todo as permissive for update to zhiben_web using (((keys && ( SELECT identity.my_keys() AS my_keys)) OR (sender_keys && ( SELECT identity.my_keys() AS my_keys)))) with check (true);

create policy raised on tasks.todo as permissive for insert to zhiben_web using (true) with check (((kind = ANY (ARRAY['letter'::text, 'approval'::text, 'read'::text, 'task'::text])) AND (sender_account = ( SELECT identity.me() AS me)) AND (sender_keys <@ ( SELECT identity.my_keys() AS my_keys))));

create policy seen on tasks.todo as permissive for select to zhiben_web using (((keys && ( SELECT identity.my_keys() AS my_keys)) OR (sender_keys && ( SELECT identity.my_keys() AS my_keys)))) with check (true);

create policy seen on tasks.todo_note as permissive for select to zhiben_web using ((EXISTS ( SELECT
   FROM tasks.todo t
  WHERE (t.id = todo_note.todo)))) with check (true);

create policy written on tasks.todo_note as permissive for insert to zhiben_web using (true) with check (((account = ( SELECT identity.me() AS me)) AND (EXISTS ( SELECT
   FROM tasks.todo t
  WHERE (t.id = todo_note.todo)))));

create policy mine on tasks.todo_read as permissive for all to zhiben_web using ((account = ( SELECT identity.me() AS me))) with check (((account = ( SELECT identity.me() AS me)) AND (EXISTS ( SELECT
   FROM tasks.todo t
  WHERE (t.id = todo_read.todo)))));

create schema templates;
-- zhiben_web: usage

create sequence templates.layout_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

create table templates.layout (
  id bigint not null generated always as identity,
  division text not null,
  from_day date not null,
  parts jsonb not null,
  note text,
  made_by text not null,
  made_name text not null,
  made_at timestamp with time zone not null,
  constraint layout_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: insert, select

CREATE INDEX layout_of_division ON templates.layout USING btree (division, from_day DESC, id DESC);

create policy seen on templates.layout as permissive for select to zhiben_web using (('*'::text = ANY (( SELECT identity.my_keys() AS my_keys)::text[]))) with check (true);

create policy set_by_own on templates.layout as permissive for insert to zhiben_web using (true) with check (((ARRAY[(('d:'::text || division) || ':chem'::text), (('d:'::text || division) || ':trade'::text)] && ( SELECT identity.my_write_keys() AS my_write_keys)) AND (made_by = ( SELECT identity.me() AS me))));

create schema warning;
-- zhiben_web: usage

create sequence warning.span_id_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

CREATE OR REPLACE FUNCTION warning.is_over(asked text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  held integer;
begin
  select count(distinct line.name) into held from (values ('chem'), ('trade')) line(name)
    join rec.division_above d on d.id = asked and d.vt = 'infinity'
    join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity'
    cross join lateral unnest(array[d.above] || j.zones) area
    where 'd:' || area || ':' || line.name = any(identity.my_keys());
  return held = 2;
end $function$;
-- zhiben_web: execute

create table warning.began (
  at timestamp with time zone not null
);

create table warning.day_count (
  day date not null,
  kind text not null,
  grade text not null,
  park text,
  division text,
  keys text[] not null,
  count integer not null,
  constraint day_count_kind_day_grade_park_division_keys_key UNIQUE NULLS NOT DISTINCT (kind, day, grade, park, division, keys)
);
-- row security
-- zhiben_web: select

create table warning.span (
  id bigint not null generated always as identity,
  kind text not null,
  object text not null,
  enterprise text,
  park text,
  division text,
  grade text not null,
  rank smallint not null generated always as (array_position(ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'blue'::text], grade)) stored,
  graded_since timestamp with time zone not null,
  alarms integer not null,
  working json not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null default 'infinity'::timestamp with time zone,
  constraint span_check CHECK ((since <= until)),
  constraint span_grade_check CHECK ((grade = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'blue'::text]))),
  constraint span_kind_check CHECK ((kind = ANY (ARRAY['installation'::text, 'enterprise'::text, 'park'::text, 'county'::text, 'city'::text]))),
  constraint span_pkey PRIMARY KEY (id)
);
-- row security
-- zhiben_web: select

CREATE INDEX span_by_time ON warning.span USING btree (until, since);

CREATE INDEX span_of_enterprise ON warning.span USING btree (enterprise, until);

CREATE INDEX span_of_kind ON warning.span USING btree (kind, until, since);

CREATE INDEX span_of_object ON warning.span USING btree (kind, object, since);

CREATE UNIQUE INDEX span_open ON warning.span USING btree (kind, object) WHERE (until = 'infinity'::timestamp with time zone);

create policy in_scope on warning.day_count as permissive for select to zhiben_web using ((( SELECT identity.whole() AS whole) OR
CASE
    WHEN (kind = ANY (ARRAY['installation'::text, 'enterprise'::text])) THEN (keys && ( SELECT identity.my_keys() AS my_keys))
    WHEN ((kind = 'park'::text) AND (ARRAY[('p:'::text || park)] && ( SELECT identity.my_keys() AS my_keys))) THEN true
    ELSE warning.is_over(division)
END)) with check (true);

create policy in_scope on warning.span as permissive for select to zhiben_web using ((( SELECT identity.whole() AS whole) OR
CASE
    WHEN (enterprise IS NOT NULL) THEN (EXISTS ( SELECT
       FROM identity.record_scope s
      WHERE (s.subject = ('enterprise/'::text || span.enterprise))))
    WHEN ((kind = 'park'::text) AND (ARRAY[('p:'::text || object)] && ( SELECT identity.my_keys() AS my_keys))) THEN true
    ELSE warning.is_over(division)
END)) with check (true);
