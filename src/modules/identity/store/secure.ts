import type { Queryable } from '../../../platform/db/index.ts';
import { listIndexes } from '../../records/index.ts';

/**
 * Row-level security of what is built anew (rec, duty): set after every build. Until then nobody
 * but the owner may read it. A record is looked up where it is met: `exists` would let the planner
 * hash every record of the province for a page of fifty.
 */
const SECURE = `do $$
declare t record;
begin
  grant usage on schema rec, duty to zhiben_web;
  for t in
    select c.relname, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'seqkey') as records
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'rec' and c.relkind = 'r' and c.relname <> 'state'
  loop
    execute format('alter table rec.%I enable row level security', t.relname);
    execute format('drop policy if exists in_scope on rec.%I', t.relname);
    if t.records then
      execute format('create policy in_scope on rec.%I for select to zhiben_web
        using ((select identity.whole()) or (select true from identity.record_scope s where s.record = seqkey))', t.relname);
      execute format('grant select on rec.%I to zhiben_web', t.relname);
    elsif strpos(t.relname, '__') > 0 and to_regclass(format('rec.%I', split_part(t.relname, '__', 1))) is not null then
      -- Values that follow from other records (enterprise__gradeColour): seen with their owner.
      execute format('create policy in_scope on rec.%I for select to zhiben_web
        using ((select identity.whole()) or (select true from identity.record_scope s where s.subject = %L || id))',
        t.relname, split_part(t.relname, '__', 1) || '/');
      execute format('grant select on rec.%I to zhiben_web', t.relname);
    elsif strpos(t.relname, '__') > 0 then
      -- About no record (docId__firstValidFrom).
      execute format('create policy in_scope on rec.%I for select to zhiben_web
        using ((select cardinality(identity.my_keys())) > 0)', t.relname);
      execute format('grant select on rec.%I to zhiben_web', t.relname);
    end if;
  end loop;
  create policy in_scope on rec.division_above for select to zhiben_web
    using ((select cardinality(identity.my_keys())) > 0);
  grant select on rec.division_above to zhiben_web;
  alter table duty.span enable row level security;
  drop policy if exists in_scope on duty.span;
  create policy in_scope on duty.span for select to zhiben_web
    -- What a division owes is not public, though the division is.
    -- A value, not an exists: that would be hashed over the whole scope to judge a few rows.
    using ((select identity.whole()) or (select a.keys && (select array_remove(identity.my_keys(), '*'))
      from identity.record_scope s join identity.anchor a on a.id = s.anchor where s.subject = span.subject));
  alter table duty.clause enable row level security;
  drop policy if exists signed_in on duty.clause;
  create policy signed_in on duty.clause for select to zhiben_web
    using ((select cardinality(identity.my_keys())) > 0);
  grant select on duty.span, duty.clause to zhiben_web;
end $$`;

/** And the indexes of lists, those that a later version added. */
export async function secureDerived(db: Queryable): Promise<void> {
  await db.query(SECURE);
  for (const index of Object.values(listIndexes).flat()) await db.query(index);
}
