--liquibase formatted sql

--changeset ann:boats
--comment: where they are
CREATE TABLE boats (id int);
--rollback DROP TABLE boats;

-- changeset "Bob B.":"2 berths" runInTransaction:false splitStatements:false endDelimiter:/
CREATE INDEX CONCURRENTLY ON boats (id)
/
/* liquibase rollback
DROP INDEX boats_id_idx; -- one
SELECT 1;
*/
--changeset ann:oracle dbms:oracle
CREATE TABLE x (y NUMBER);
--changeset ann:off ignore:true
CREATE TABLE z ();
