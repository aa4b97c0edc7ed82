comment on table singers is 'who sings';
---- create above / drop below ----
comment on table singers is null;
