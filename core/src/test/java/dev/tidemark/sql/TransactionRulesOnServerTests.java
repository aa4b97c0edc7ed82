package dev.tidemark.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The rules say of a statement what the server says of it.
 */
@PostgresTest
class TransactionRulesOnServerTests {

	@BeforeEach
	void setUp(TestDatabase database) {
		database.execute("""
				CREATE TABLE t (a int PRIMARY KEY);
				CREATE INDEX i ON t (a);
				ALTER TABLE t CLUSTER ON i;
				CREATE TABLE p (a int) PARTITION BY LIST (a);
				CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
				CREATE MATERIALIZED VIEW v AS SELECT 1 AS a;
				CREATE UNIQUE INDEX vi ON v (a);
				CREATE TYPE e AS ENUM ('a');
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY j ON t (a)", "DROP INDEX CONCURRENTLY i",
			"REINDEX INDEX CONCURRENTLY i", "REINDEX (CONCURRENTLY) TABLE t",
			"REINDEX (CONCURRENTLY true, VERBOSE) TABLE t", "REINDEX SCHEMA public",
			"REINDEX (CONCURRENTLY off) SCHEMA public", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", "VACUUM",
			"VACUUM (FULL) t", "CLUSTER", "CLUSTER VERBOSE", "CREATE DATABASE another", "DROP DATABASE another",
			"ALTER DATABASE postgres SET TABLESPACE pg_default", "ALTER DATABASE postgres TABLESPACE pg_default",
			"ALTER DATABASE postgres WITH TABLESPACE = pg_default", "CREATE TABLESPACE x LOCATION '/nowhere'",
			"DROP TABLESPACE x", "ALTER SYSTEM SET work_mem = '5MB'", "DISCARD ALL",
			"CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p",
			"CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (create_slot = 'on')",
			"COMMIT PREPARED 'x'", "ROLLBACK PREPARED 'x'" })
	void refusesWhatTheServerRefuses(String sql, TestDatabase database) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> executeInTransaction(database, sql))
			.satisfies((ex) -> assertThat(ex.getSQLState()).as(ex.getMessage()).isEqualTo("25001"));
		assertThat(TransactionRules.refusedInTransaction(new SqlStatement(sql, 1, 1))).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX j ON t (a)", "DROP INDEX i", "REINDEX TABLE t",
			"REINDEX (CONCURRENTLY off) TABLE t", "REINDEX (CONCURRENTLY 0) INDEX i",
			"ALTER TABLE p DETACH PARTITION p1", "ANALYZE", "CLUSTER t", "CLUSTER VERBOSE t USING i",
			"ALTER DATABASE postgres SET work_mem = '5MB'",
			"ALTER DATABASE postgres SET default_tablespace = pg_default", "DISCARD PLANS", "DISCARD TEMP",
			"CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false)",
			"REFRESH MATERIALIZED VIEW CONCURRENTLY v", "ALTER TYPE e ADD VALUE 'x'",
			"ALTER TABLE t SET TABLESPACE pg_default", "PREPARE transaction AS SELECT 1", "SAVEPOINT a" })
	void acceptsWhatTheServerAccepts(String sql, TestDatabase database) throws SQLException {
		executeInTransaction(database, sql);
		assertThat(TransactionRules.refusedInTransaction(new SqlStatement(sql, 1, 1))).isEmpty();
		assertThat(TransactionControl.of(new SqlStatement(sql, 1, 1)).controls()).isFalse();
	}

	private static void executeInTransaction(TestDatabase database, String sql) throws SQLException {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(sql);
			connection.rollback();
		}
	}

}
