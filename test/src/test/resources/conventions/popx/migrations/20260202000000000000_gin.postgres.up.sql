CREATE INDEX identities_traits ON identities USING gin (traits);
