---- tern: disable-tx ----
create index concurrently singers_voice on singers (voice);
---- create above / drop below ----
drop index concurrently singers_voice;
