-- Letters (工作提醒函、通报): a draft of a node, with the list that it was made from as it stood that
-- day; approved, numbered, delivered, answered. The list is a copy on purpose: it is what was sent.
create schema letters;

create table letters.letter (
  id text primary key,
  kind text not null check (kind in ('reminder', 'circular')),
  -- The division whose bureau writes, and the keys under which its people see it.
  issuer text not null,
  issuer_name text not null,
  keys text[] not null,
  title text not null,
  text text not null,
  as_of date not null,
  answer_within integer not null,
  state text not null check (state in ('draft', 'review', 'delivered', 'answered', 'discarded')),
  version integer not null default 1,
  author text not null,
  author_name text not null,
  made_at timestamptz not null,
  approver text,
  approver_name text,
  delivered_on date,
  due date,
  year integer,
  number integer,
  doc_number text,
  -- The fact `notice` is stated.
  stated boolean not null default false,
  unique (issuer, kind, year, number),
  check ((state in ('delivered', 'answered')) = (doc_number is not null))
);
create index letter_by_key on letters.letter using gin (keys);

create table letters.item (
  letter text not null references letters.letter on delete cascade,
  no integer not null,
  addressee text not null,
  keys text[] not null,
  subject text not null,
  name text not null,
  division_name text not null,
  clause text not null,
  due date,
  overdue_days integer,
  primary key (letter, no)
);

create table letters.delivery (
  letter text not null references letters.letter on delete cascade,
  -- Node: e:…, d:371721; keys: under which its people see it, once it is delivered.
  addressee text not null,
  name text not null,
  keys text[] not null,
  delivered boolean not null default false,
  answered_on date,
  answered_at timestamptz,
  answer text,
  answered_by text,
  answered_name text,
  file_name text,
  file bytea,
  primary key (letter, addressee)
);
create index delivery_by_key on letters.delivery using gin (keys);

create table letters.step (
  id bigint generated always as identity primary key,
  letter text not null references letters.letter on delete cascade,
  at timestamptz not null,
  account text not null,
  name text not null,
  action text not null,
  note text
);
create index step_by_letter on letters.step (letter);

-- Last number given by an issuer in a year: taken with the row locked, so that none is left out.
create table letters.series (
  issuer text not null,
  kind text not null,
  year integer not null,
  last integer not null,
  primary key (issuer, kind, year)
);

-- May the caller see the letter as its issuer, or as one it was delivered to? Asked without the
-- policies of the tables, which ask each other.
create function letters.is_issuer(letter_id text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from letters.letter l where l.id = letter_id and l.keys && identity.my_keys()) $$;
create function letters.is_addressee(letter_id text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from letters.delivery d where d.letter = letter_id and d.delivered
    and d.keys && identity.my_keys()) $$;
create function letters.is_circular(letter_id text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from letters.letter l where l.id = letter_id and l.kind = 'circular') $$;
revoke execute on function letters.is_issuer, letters.is_addressee, letters.is_circular from public;

-- The next number, only in the transaction of somebody of the issuer.
create function letters.take_number(letter_issuer text, letter_kind text, in_year integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare taken integer;
begin
  if not exists (select from unnest(identity.my_keys()) k where k like 'd:' || letter_issuer || ':%') then
    raise exception 'a number is taken by its issuer' using errcode = 'insufficient_privilege';
  end if;
  insert into letters.series as s values (letter_issuer, letter_kind, in_year, 1)
    on conflict (issuer, kind, year) do update set last = s.last + 1 returning s.last into taken;
  return taken;
end $$;
revoke execute on function letters.take_number from public;

alter table letters.letter enable row level security;
alter table letters.item enable row level security;
alter table letters.delivery enable row level security;
alter table letters.step enable row level security;
alter table letters.series enable row level security;

create policy seen on letters.letter for select to zhiben_web
  using (keys && (select identity.my_keys()) or letters.is_addressee(id));
create policy drafted on letters.letter for insert to zhiben_web
  with check (keys <@ (select identity.my_write_keys()) and keys <> '{}' and author = (select identity.me()) and state = 'draft');
create policy worked_on on letters.letter for update to zhiben_web using (keys && (select identity.my_keys()));
-- An addressee sees his own rows; a circular is for all to read.
create policy seen on letters.item for select to zhiben_web
  using (letters.is_issuer(letter) or letters.is_addressee(letter)
    and (keys && (select identity.my_keys()) or letters.is_circular(letter)));
create policy drafted on letters.item for insert to zhiben_web with check (letters.is_issuer(letter));
create policy seen on letters.delivery for select to zhiben_web
  using (letters.is_issuer(letter) or delivered and keys && (select identity.my_keys()));
create policy drafted on letters.delivery for insert to zhiben_web
  with check (letters.is_issuer(letter) and not delivered and answer is null);
create policy worked_on on letters.delivery for update to zhiben_web
  using (letters.is_issuer(letter) or delivered and keys && (select identity.my_keys()));
create policy seen on letters.step for select to zhiben_web using (letters.is_issuer(letter));
create policy noted on letters.step for insert to zhiben_web
  with check (account = (select identity.me()) and (letters.is_issuer(letter) or letters.is_addressee(letter)));

grant usage on schema letters to zhiben_web;
grant select, insert on letters.letter, letters.item, letters.delivery, letters.step to zhiben_web;
grant update (title, text, answer_within, state, version, approver, approver_name, delivered_on, due, year, number, doc_number)
  on letters.letter to zhiben_web;
grant update (delivered, answered_on, answered_at, answer, answered_by, answered_name, file_name, file)
  on letters.delivery to zhiben_web;
grant execute on function letters.is_issuer, letters.is_addressee, letters.is_circular, letters.take_number to zhiben_web;
