-- Conditions across signals and records (关联研判) that hold or are about to: a start goes on from them.
create table live.standing (
  source text not null,
  rule text not null,
  enterprise text not null,
  facility text,
  since timestamptz not null,
  raised boolean not null,
  leaving timestamptz,
  seen timestamptz not null,
  primary key (source, rule)
);
