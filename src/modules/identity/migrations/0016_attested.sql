-- Whoever may write of a clause's subject may attest that the clause is fulfilled there; of another's never.
create or replace function identity.may_state(record_key bigint, stated jsonb) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
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
end $$;
