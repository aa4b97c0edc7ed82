DELETE FROM identities;
