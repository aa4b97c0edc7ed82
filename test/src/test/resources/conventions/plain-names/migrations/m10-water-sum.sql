CREATE FUNCTION garden.litres(bed integer) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT sum(litres) FROM garden.watering WHERE bed_id = bed), 0);
END;
$$;
