-- Photographs of the report (整改前) and evidence of the work (整改后) are the loop's like the rest.
create or replace function hazards.loop_attributes() returns text[] language sql immutable parallel safe as $$
  select array['stage', 'major', 'treatedAsMajor', 'criterion', 'class', 'subclass', 'responsible',
    'measures', 'funds', 'contingencyPlan', 'rectificationLead', 'rectificationLeadRole', 'dueOn',
    'stopRequired', 'interimMeasures', 'stopScope', 'stoppedOn', 'rectifiedOn', 'handling',
    'extendedUntil', 'escalatedTo', 'refused', 'supervisedBy', 'verifiedOn', 'verifiedBy', 'closedOn',
    'judgedOn', 'assignedOn', 'controlledOn', 'dismissedOn', 'recheckedOn', 'handledOn',
    'extendedTimes', 'returnedTimes', 'reopenedTimes', 'documents'] $$;

-- What is reported may be mended until it is judged.
create or replace function hazards.report_attributes() returns text[] language sql immutable parallel safe as $$
  select array['enterprise', 'source', 'sourceRecord', 'campaign', 'foundOn', 'foundBy', 'facility',
    'equipment', 'kind', 'note', 'permit', 'project', 'jurisdiction', 'photos'] $$;
