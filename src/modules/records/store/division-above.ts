/**
 * Which divisions a division is at or under, over time: `rec.division_above` (id, above, vf, vt),
 * itself included. Whoever reads "of this division and below" joins it.
 */
export const createDivisionAbove =
  'create table rec.division_above (id text not null, above text not null, vf timestamptz not null, vt timestamptz not null, primary key (id, above, vf))';

/** A circle of parents adds nothing new and so ends by itself. */
export const fillDivisionAbove = `insert into rec.division_above
with recursive up(id, above, lo, hi) as (
 select distinct id, id, '-infinity'::timestamptz, 'infinity'::timestamptz from rec."jurisdiction"
 union
 select up.id, j."parent", greatest(up.lo, j.vf), least(up.hi, j.vt)
 from up join rec."jurisdiction" j on j.id = up.above and j.vf < up.hi and j.vt > up.lo where j."parent" is not null)
select id, above, lower(r), upper(r)
from (select id, above, unnest(range_agg(tstzrange(lo, hi))) r from up group by id, above) x`;
