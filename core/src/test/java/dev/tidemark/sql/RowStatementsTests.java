package dev.tidemark.sql;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.sql.RowStatements.RowWrite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RowStatements}.
 */
class RowStatementsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			INSERT INTO t VALUES (1)                                  | t
			insert /* into x */ into app."Odd" select 1               | app."Odd"
			UPDATE ONLY t SET a = 1                                   | t
			DELETE FROM ONLY app.t                                    | app.t
			MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE     | t
			TRUNCATE TABLE ONLY a, app.b CASCADE                      | a,app.b
			COPY t (a, b) FROM STDIN                                  | t
			CREATE TABLE t AS SELECT 1                                | t
			CREATE UNLOGGED TABLE IF NOT EXISTS t (a) AS TABLE s      | t
			""")
	void namesTheTablesThatAreWritten(String statement, String tables) {
		assertThat(RowStatements.of(SqlStatement.of(statement)))
			.contains(new RowWrite(Arrays.asList(tables.split(","))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DO $$ BEGIN END $$", "CALL p()", "SELECT setval('s', 1)", "SELECT 1 INTO t",
			"WITH x AS (INSERT INTO t VALUES (1) RETURNING 1) SELECT 1", "WITH x AS (SELECT 1) DELETE FROM t",
			"EXECUTE prepared" })
	void cannotTellWhatTheseWrite(String statement) {
		assertThat(RowStatements.of(SqlStatement.of(statement))).contains(RowWrite.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (a int)", "CREATE TABLE t (a int DEFAULT 1, b text)",
			"CREATE TABLE t AS SELECT 1 WITH NO DATA", "CREATE TABLE t PARTITION OF p DEFAULT",
			"CREATE VIEW v AS SELECT f()", "ALTER TABLE t ADD a int", "COPY t TO STDOUT", "COPY (SELECT 1) TO STDOUT",
			"SELECT pg_catalog.set_config('search_path', '', false)", "SELECT 1",
			"COMMENT ON TABLE t IS 'INSERT INTO t'", "WITH x AS (SELECT 'DELETE') SELECT 1",
			"CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'INSERT INTO t VALUES (1)'" })
	void writesNoRows(String statement) {
		assertThat(RowStatements.of(SqlStatement.of(statement))).isEmpty();
	}

}
