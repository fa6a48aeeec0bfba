-- Reports from outside, their rewards and leads from them hang on their division alone: the next start
-- places all records anew.
delete from identity.scope_state;
