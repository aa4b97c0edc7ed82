alter table screening add column sold smallint not null default 0;
