--liquibase formatted sql
--changeset ann:1 runInTransaction:false
CREATE INDEX CONCURRENTLY shelters_trail ON shelters (trail_id);
--rollback DROP INDEX CONCURRENTLY shelters_trail;
--changeset ann:2
INSERT INTO trails (name, length) VALUES ('Kungsleden', 430), ('Höga kusten', 130.5)
GO
INSERT INTO shelters SELECT id, name || ' hut', 4 FROM trails;
--rollback DELETE FROM shelters; DELETE FROM trails; ALTER TABLE trails ALTER id RESTART;
--changeset ann:3 ignore:true
DROP TABLE trails;
