--liquibase formatted sql

--changeset ann:users
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
--rollback DROP TABLE users;

--changeset ann:names runInTransaction:false
CREATE INDEX CONCURRENTLY users_name ON users (name);
--rollback DROP INDEX CONCURRENTLY users_name;
