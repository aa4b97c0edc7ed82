-- migrate:up
create function free_berths() returns setof berths language sql stable as $$
  select * from berths where boat_id is null; -- nobody is there
$$;
create view harbour as
  select b.number, o.name from berths b left join boats o on o.id = b.boat_id;

-- migrate:down
drop view harbour;
drop function free_berths();
