-- Why a hazard came about (成因) is said when it is judged, and sealed like the rest of the judgement.
create or replace function hazards.loop_attributes() returns text[] language sql immutable parallel safe as $$
  select array['stage', 'major', 'treatedAsMajor', 'criterion', 'class', 'subclass', 'cause', 'responsible',
    'measures', 'funds', 'contingencyPlan', 'rectificationLead', 'rectificationLeadRole', 'dueOn',
    'stopRequired', 'interimMeasures', 'stopScope', 'stoppedOn', 'rectifiedOn', 'handling',
    'extendedUntil', 'escalatedTo', 'refused', 'supervisedBy', 'verifiedOn', 'verifiedBy', 'closedOn',
    'judgedOn', 'assignedOn', 'controlledOn', 'dismissedOn', 'recheckedOn', 'handledOn',
    'extendedTimes', 'returnedTimes', 'reopenedTimes', 'documents'] $$;
