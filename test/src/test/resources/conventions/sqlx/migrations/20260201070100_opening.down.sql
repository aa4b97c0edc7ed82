DELETE FROM booking;
DELETE FROM account;
