--liquibase formatted sql
--changeset x:1
SELECT 1;
