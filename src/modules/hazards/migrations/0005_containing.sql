-- Hazards whose words contain a text, by the index of their signs (records/store/list-indexes.ts), the
-- newest first and within the scope of whoever asks: row-level security lets no index of signs choose,
-- so the owner looks, and lets out what the policy would.
create function hazards.containing(q text, at timestamptz, most integer) returns setof text
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select h.id from rec.hazard h
  where string_to_array(coalesce(h."note", '') || ' ' || coalesce(h."criterion", ''), null) @> string_to_array(q, null)
    and (strpos(h."note", q) > 0 or strpos(h."criterion", q) > 0)
    and h.vf <= at and at < h.vt
    and ((select identity.whole()) or exists (select from identity.record_scope s
      join identity.anchor a on a.id = s.anchor where s.record = h.seqkey and a.keys && identity.my_keys()))
  order by h."foundOn" desc nulls last, h.id desc limit most;
end $$;
revoke execute on function hazards.containing from public;
grant execute on function hazards.containing to zhiben_web;
