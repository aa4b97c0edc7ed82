-- what dbmate dumps; it stands beside the folder of the migrations
CREATE TABLE public.schema_migrations (version character varying NOT NULL);
