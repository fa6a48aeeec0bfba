-- What an attestation, a video or an analysis is about places it: the next start places all records anew.
delete from identity.scope_state;
