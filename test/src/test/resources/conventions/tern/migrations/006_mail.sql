alter table singers add column mail text;
alter table singers add constraint mail_has_at check (mail like '%@%')
---- create above / drop below ----
alter table singers drop column mail
