-- migrate:up transaction:false
create index concurrently boats_name on boats (name);

-- migrate:down transaction:false
drop index concurrently boats_name;
