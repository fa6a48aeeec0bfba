-- The journal in parts, each written and judged by one process: progress and pages of a part have
-- numbers of their own (part + 1; page + 65536 * part), the first part's are those of a server by itself.
alter table live.progress drop constraint progress_id_check;
alter table live.progress add constraint progress_id_check check (id > 0);
