CREATE INDEX clubs_name_idx ON public.clubs USING btree (lower(name));
