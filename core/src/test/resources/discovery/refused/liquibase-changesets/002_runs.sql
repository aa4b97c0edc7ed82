--liquibase formatted sql
--changeset ann:1 runAlways:true
SELECT 1;
--changeset ann:2 failOnError:false
SELECT 2;
--changeset ann:3 runOrder:last
SELECT 3;
--changeset ann:4 runWith:psql
SELECT 4;
--changeset ann:5 endDelimiter:$$
SELECT 5;
--changeset ann:6
SELECT 6;
--rollback changesetId:1 changesetAuthor:ann
