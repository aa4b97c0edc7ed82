-- migrate:up
alter table boats add constraint length_positive check (length_m > 0) not valid;
alter table boats validate constraint length_positive;

-- migrate:down
alter table boats drop constraint length_positive;
