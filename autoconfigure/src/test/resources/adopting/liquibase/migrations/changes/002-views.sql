--liquibase formatted sql

--changeset bob:1 runOnChange:true
CREATE OR REPLACE VIEW names AS SELECT name FROM users;
--rollback DROP VIEW names;

--changeset bob:2
ALTER TABLE users ADD mail text;
