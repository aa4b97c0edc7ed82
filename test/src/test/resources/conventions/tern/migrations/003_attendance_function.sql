create function attended(singer int) returns bigint language plpgsql stable as $$
begin
  -- above; and below
  return (select count(*) from attendances where singer_id = singer);
end;
$$;
---- create above / drop below ----
drop function attended(int);
