DROP INDEX identities_traits;
