package dev.tidemark.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTracesTests {

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE users (id bigint PRIMARY KEY, total int GENERATED ALWAYS AS (1 + 1) STORED)",
			"create unlogged table if not exists a.users (id int) PARTITION BY RANGE (id)",
			"CREATE UNIQUE INDEX ON users USING btree (name DESC, id) INCLUDE (mail) WITH (fillfactor = 70)",
			"CREATE TYPE mood AS ENUM ('sad')", "CREATE OR REPLACE VIEW v AS SELECT now()",
			"CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%')", "CREATE SEQUENCE numbers",
			"COMMENT ON TABLE users IS 'SET ROLE x'", "DROP TABLE users CASCADE", "GRANT SELECT ON users TO reader",
			"REVOKE ALL ON users FROM PUBLIC",
			"ALTER TABLE users ADD COLUMN name varchar(20) NOT NULL DEFAULT 'none', DROP COLUMN age",
			"ALTER TABLE users ALTER COLUMN name SET DEFAULT true", "ALTER TABLE users ADD UNIQUE (name)",
			"/* SET */ CREATE TABLE t ()", "ALTER TABLE users ALTER COLUMN name DROP DEFAULT" })
	void knowsDefinitionsThatLeaveNothingInTheSession(String sql) {
		assertThat(SessionTraces.none(SqlStatement.of(sql))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET search_path = other", "RESET ALL", "SELECT 1", "INSERT INTO t VALUES (1)",
			"DO $$ BEGIN END $$", "CALL p()", "LISTEN news", "PREPARE p AS SELECT 1", "DECLARE c CURSOR FOR SELECT 1",
			"CREATE TEMP TABLE t ()", "CREATE TEMPORARY VIEW v AS SELECT 1", "CREATE LOCAL TEMP TABLE t ()",
			"CREATE TABLE pg_temp.t ()", "CREATE TABLE IF NOT EXISTS \"pg_temp\".t ()", "CREATE TABLE t AS SELECT f()",
			"CREATE TABLE t (id) AS EXECUTE p", "CREATE TABLE t PARTITION OF p FOR VALUES IN (f())",
			"CREATE MATERIALIZED VIEW v AS SELECT f()", "CREATE EXTENSION hstore",
			"CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION f()", "CREATE INDEX CONCURRENTLY ON t (id)",
			"CREATE INDEX ON t (f(a))", "CREATE INDEX ON t (a) WHERE f(a)", "ALTER TABLE t ADD COLUMN a some_domain",
			"ALTER TABLE t ADD a some_domain", "ALTER TABLE t ADD id bigserial",
			"ALTER TABLE t ALTER COLUMN a SET EXPRESSION AS (f(b))",
			"CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS ''", "CREATE SEQUENCE pg_temp.s",
			"ALTER TABLE t ADD CHECK (f(a))", "ALTER TABLE t ADD COLUMN a int DEFAULT f()",
			"ALTER TABLE t ADD COLUMN a int DEFAULT (f())", "ALTER TABLE t ADD COLUMN a int DEFAULT s.f()",
			"ALTER TABLE t ADD COLUMN a int DEFAULT 1 + f()", "ALTER TABLE t ADD COLUMN a int DEFAULT -f()",
			"ALTER TABLE t ADD COLUMN a text DEFAULT 'a'::t", "ALTER TABLE t ALTER COLUMN a TYPE int USING f(a)",
			"ALTER TABLE t ATTACH PARTITION p DEFAULT", "ALTER TABLE t VALIDATE CONSTRAINT c", "ALTER ROLE r SET a = b",
			"ALTER SEQUENCE s RESTART", "REFRESH MATERIALIZED VIEW v", "COPY t FROM STDIN", "TRUNCATE t", "" })
	void takesWhateverElseForWhatMayLeaveSomething(String sql) {
		assertThat(SessionTraces.none(SqlStatement.of(sql))).isFalse();
	}

}
