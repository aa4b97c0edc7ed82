--liquibase formatted sql
--changeset ann:view runOnChange:true
CREATE OR REPLACE VIEW overview AS SELECT name, length, beds_of(id) AS beds FROM trails;
--rollback DROP VIEW overview;
