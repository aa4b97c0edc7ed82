--liquibase formatted sql
SELECT 0;
--changeset ann
--changeset ann:1
-rollback SELECT 1;
--property name:word
--include file:other.sql
SELECT 1;
/* liquibase rollback
SELECT 2;
--changeset ann:2
SELECT 3;
