-- Pages of the state of the tags are kept one by one: each stands as after a row of the journal of its own,
-- or after the row of `progress.judged` where that is later. Rows up to `counted` are in the counts.
alter table live.state_page add column seq bigint not null default 0;
alter table live.progress add column counted bigint not null default 0;
update live.progress set counted = judged;
