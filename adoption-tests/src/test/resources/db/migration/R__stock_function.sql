CREATE OR REPLACE FUNCTION stock_of(wanted bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(amount), 0) FROM stock WHERE product_id = wanted;
$$;
