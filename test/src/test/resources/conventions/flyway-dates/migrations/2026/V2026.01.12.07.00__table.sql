CREATE MATERIALIZED VIEW league AS SELECT id, name, points(true) AS points FROM team;
