-- migrate:up
alter table berths rename column number to place;
-- migrate:down
alter table berths rename column place to number;
