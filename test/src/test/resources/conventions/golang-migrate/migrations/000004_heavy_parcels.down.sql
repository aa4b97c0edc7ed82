DROP VIEW heavy_parcel;
DROP FUNCTION is_heavy(parcel);
