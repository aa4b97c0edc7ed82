--liquibase formatted sql
--changeset ann:1 context:test
SELECT 1;
--changeset ann:2 labels:"a or b" contextFilter:""
SELECT 2;
--changeset ann:3
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 SELECT count(*) FROM pg_class
SELECT 3;
--changeset ann:4 context:test dbms:oracle
SELECT 4;
