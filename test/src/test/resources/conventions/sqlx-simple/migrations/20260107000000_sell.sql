create function sell(film integer, hall smallint, n smallint) returns void language plpgsql as $_$
begin
  update screening set sold = sold + n where film_id = film and hall_id = hall;
  if not found then
    raise exception 'no such screening';
  end if;
end;
$_$;
