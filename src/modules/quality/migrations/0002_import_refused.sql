-- What a bulk import of facts (facts import) refused: kept so that it can be mended after the terminal is
-- closed. Newest 1,000 lines an import, newest 100 imports (store/import-refused.ts). A refusal may name
-- any record of the city, so whoever sees all of it sees these, and nobody else.
create table quality.import (
  id bigint generated always as identity primary key,
  file_name text not null,
  at timestamptz not null,
  refused bigint not null
);

create table quality.import_refused (
  import bigint not null references quality.import on delete cascade,
  no int not null,
  line bigint not null,
  path text not null,
  reason jsonb not null,
  mend jsonb not null,
  primary key (import, no)
);

alter table quality.import enable row level security;
alter table quality.import_refused enable row level security;
create policy whole on quality.import for select to zhiben_web using ((select identity.whole()));
create policy whole on quality.import_refused for select to zhiben_web using ((select identity.whole()));
grant select on quality.import, quality.import_refused to zhiben_web;
