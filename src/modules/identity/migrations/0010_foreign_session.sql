-- Another system vouched for whoever has this session (统一身份认证): our password plays no part in it.
alter table identity.session add column vouched boolean not null default false;
