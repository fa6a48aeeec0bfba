-- Form time (填报用时): how long an enterprise's forms were worked on before they were sent, in steps of
-- ten seconds, by form and month. Nothing of who wrote them, nor of the day.
create schema burden;

create table burden.form_time (
  enterprise text not null,
  form text not null,
  month date not null,
  tens smallint not null check (tens between 1 and 360),
  times integer not null check (times > 0),
  primary key (month, enterprise, form, tens)
);

alter table burden.form_time enable row level security;
create policy in_scope on burden.form_time to zhiben_web
  using ((select identity.whole())
    or exists (select from identity.record_scope s where s.subject = 'enterprise/' || enterprise))
  with check (exists (select from identity.record_scope s where s.subject = 'enterprise/' || enterprise));

grant usage on schema burden to zhiben_web;
grant select, insert, update on burden.form_time to zhiben_web;
