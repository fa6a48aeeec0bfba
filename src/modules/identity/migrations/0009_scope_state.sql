-- Up to where in the ledger records were placed: the facts that the projection had read then.
create table identity.scope_state (facts bigint not null);
create index anchor_without_keys on identity.anchor (id) where keys = '{}';
