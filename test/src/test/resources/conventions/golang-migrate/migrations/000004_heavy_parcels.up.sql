CREATE OR REPLACE FUNCTION is_heavy(p parcel) RETURNS boolean AS $$
  SELECT p.grams > 20000; -- twenty kilograms
$$ LANGUAGE sql IMMUTABLE;

CREATE VIEW heavy_parcel AS SELECT p.* FROM parcel p WHERE is_heavy(p);
