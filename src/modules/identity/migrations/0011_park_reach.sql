-- Keys of all that a grant of a park lets see: its enterprises lie under other lines and divisions too.
create function identity.park_keys(park text) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(jsonb_agg(distinct to_jsonb(a.keys)), '[]') from identity.anchor a where a.keys @> array['p:' || park]
$$;
revoke execute on function identity.park_keys from public;
grant execute on function identity.park_keys to zhiben_web;
