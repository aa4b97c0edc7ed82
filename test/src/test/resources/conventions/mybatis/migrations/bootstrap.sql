-- // Bootstrap.sql

-- This is the only SQL script file that is NOT a valid migration script:
-- it holds what was there before, and is run by hand.
CREATE TABLE never (made integer);
