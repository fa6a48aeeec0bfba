-- Rows refused at import, for whoever is set over all that their importer may state: which row of which
-- file and why, never its cells.
create function sheets.covers(import_keys text[]) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select import_keys <> '{}' and not exists (
    select from unnest(import_keys) i where i <> '*' and not exists (
      select from identity.record_scope s join identity.anchor a on a.id = s.anchor, unnest(a.keys) k
      where s.subject = case left(i, 2)
          when 'd:' then 'jurisdiction/' || split_part(i, ':', 2)
          when 'e:' then 'enterprise/' || split_part(i, ':', 2)
          when 'p:' then 'park/' || split_part(i, ':', 2)
          else 'organisation/' || split_part(i, ':', 2) end
        and k = any(identity.my_keys()) and k <> '*'
        and (i not like 'd:%' or split_part(k, ':', 3) = split_part(i, ':', 3)))) $$;
revoke execute on function sheets.covers from public;

create view sheets.published_refused with (security_barrier) as
  select i.id as import, i.type, i.owner, i.file_name, i.created_at, r.row, r.errors, coalesce(r.outcome, r.state) as state
  from sheets.import i
  join sheets.import_row r on r.import = i.id
  where (r.state = 'error' or r.outcome = 'refused') and sheets.covers(i.write_keys);

grant execute on function sheets.covers to zhiben_web;
grant select on sheets.published_refused to zhiben_web;
