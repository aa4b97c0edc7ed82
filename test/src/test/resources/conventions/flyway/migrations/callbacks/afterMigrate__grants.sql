-- every reader may read, also what is new
GRANT SELECT ON ALL TABLES IN SCHEMA public, ${catalogue_schema} TO PUBLIC;
