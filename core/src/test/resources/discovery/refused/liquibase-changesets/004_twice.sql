--liquibase formatted sql
--changeset ann:1
SELECT 1;
--property name:word value:a context:test
--changeset ann:1
SELECT '
