-- Duties that came (1) and went (-1) while those of some subjects were renewed, in their order: whoever
-- keeps counts of duties adds what came since instead of counting whole clauses. Kept only as long as
-- somebody's counts are behind; duties of a clause that are replaced as a whole are not written here.
create table plan.published_duty_change (
  no bigint generated always as identity primary key,
  sign smallint not null,
  clause smallint not null, subject text not null, period text, due date,
  status smallint not null, division text,
  vf timestamptz not null, vt timestamptz not null);
