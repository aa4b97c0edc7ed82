package dev.tidemark.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AfterCrashTests {

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY i ON t (a)",
			"create unique /* x */ index concurrently if not exists i on t (a)", "DROP INDEX CONCURRENTLY IF EXISTS i",
			"ALTER TABLE s.p DETACH PARTITION p1 CONCURRENTLY",
			"ALTER TABLE IF EXISTS p DETACH PARTITION \"p 1\" FINALIZE", "CREATE DATABASE d",
			"DROP DATABASE IF EXISTS d", "CREATE TABLESPACE x LOCATION '/x'", "DROP TABLESPACE x" })
	void asksTheCatalog(String sql) {
		assertThat(AfterCrash.of(statement(sql))).isEqualTo(AfterCrash.CATALOG);
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM", "vacuum (full) t", "ANALYZE t", "ANALYSE t", "REINDEX TABLE t",
			"REINDEX INDEX CONCURRENTLY i", "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
			"CALL refresh_continuous_aggregate('v', NULL, NULL)", "CALL public.refresh_continuous_aggregate('v')",
			"CLUSTER", "ALTER SYSTEM SET work_mem = '1MB'", "ALTER DATABASE d SET TABLESPACE x", "DISCARD ALL",
			"SET work_mem = '1MB'", "RESET ALL", "SELECT set_config('work_mem', '1MB', false)", "CHECKPOINT" })
	void repeatsWhatDoesNoHarm(String sql) {
		assertThat(AfterCrash.of(statement(sql))).isEqualTo(AfterCrash.REPEAT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CALL p()", "DO $$ BEGIN END $$", "SELECT f()", "SELECT 1",
			"WITH a AS (SELECT 1) SELECT 1", "INSERT INTO t VALUES (1)", "UPDATE t SET a = a + 1", "CREATE TABLE t ()",
			"CREATE INDEX i ON t (a)", "DROP INDEX i", "ALTER TABLE p DETACH PARTITION p1",
			"ALTER TABLE t ADD COLUMN a int", "SELECT set_config('a', 'b', false), f()",
			"SELECT create_distributed_table_concurrently('t', 'a')",
			"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", "COMMIT PREPARED 'x'" })
	void cannotKnowTheRest(String sql) {
		assertThat(AfterCrash.of(statement(sql))).isEqualTo(AfterCrash.UNKNOWN);
	}

	private static SqlStatement statement(String sql) {
		return new SqlStatement(sql, 1, 1);
	}

}
