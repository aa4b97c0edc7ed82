package dev.tidemark.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionRulesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					CREATE INDEX CONCURRENTLY i ON t (a)                          | CREATE INDEX CONCURRENTLY
					create unique index concurrently if not exists i on t (a)     | CREATE INDEX CONCURRENTLY
					CREATE INDEX CONCURRENTLY ON t (a)                            | CREATE INDEX CONCURRENTLY
					CREATE INDEX i ON t (a) WITH (timescaledb.transaction_per_chunk) | CREATE INDEX … WITH (timescaledb.transaction_per_chunk)
					CREATE INDEX i ON t (a) WITH (fillfactor = 70, "timescaledb".transaction_per_chunk = true) | CREATE INDEX … WITH (timescaledb.transaction_per_chunk)
					DROP INDEX CONCURRENTLY i                                     | DROP INDEX CONCURRENTLY
					drop index concurrently if exists s.i                         | DROP INDEX CONCURRENTLY
					REINDEX INDEX CONCURRENTLY i                                  | REINDEX CONCURRENTLY
					REINDEX (CONCURRENTLY) TABLE t                                | REINDEX CONCURRENTLY
					REINDEX (VERBOSE, CONCURRENTLY true, TABLESPACE x) TABLE t    | REINDEX CONCURRENTLY
					REINDEX (VERBOSE) TABLE CONCURRENTLY t                        | REINDEX CONCURRENTLY
					REINDEX SCHEMA CONCURRENTLY s                                 | REINDEX CONCURRENTLY
					REINDEX SCHEMA s                                              | REINDEX SCHEMA
					REINDEX (VERBOSE) DATABASE                                    | REINDEX DATABASE
					REINDEX (CONCURRENTLY off) SYSTEM d                           | REINDEX SYSTEM
					ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY                | DETACH PARTITION … CONCURRENTLY
					ALTER TABLE IF EXISTS ONLY s."detach" DETACH PARTITION "s" . "p 1" CONCURRENTLY | DETACH PARTITION … CONCURRENTLY
					ALTER TABLE detach DETACH PARTITION partition CONCURRENTLY    | DETACH PARTITION … CONCURRENTLY
					VACUUM                                                        | VACUUM
					VACUUM (FULL, ANALYZE) t                                      | VACUUM
					vacuum full t                                                 | VACUUM
					CLUSTER                                                       | CLUSTER without a table
					CLUSTER VERBOSE                                               | CLUSTER without a table
					CLUSTER (VERBOSE)                                             | CLUSTER without a table
					CREATE DATABASE d                                             | CREATE DATABASE
					DROP DATABASE IF EXISTS d WITH (FORCE)                        | DROP DATABASE
					ALTER DATABASE d SET TABLESPACE x                             | ALTER DATABASE … SET TABLESPACE
					ALTER DATABASE "d x" WITH TABLESPACE = x                      | ALTER DATABASE … SET TABLESPACE
					ALTER DATABASE d TABLESPACE x                                 | ALTER DATABASE … SET TABLESPACE
					CREATE TABLESPACE x LOCATION '/x'                             | CREATE TABLESPACE
					DROP TABLESPACE x                                             | DROP TABLESPACE
					ALTER SYSTEM SET work_mem = '1MB'                             | ALTER SYSTEM
					ALTER SYSTEM RESET ALL                                        | ALTER SYSTEM
					DISCARD ALL                                                   | DISCARD ALL
					CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p            | CREATE SUBSCRIPTION with a replication slot
					CREATE SUBSCRIPTION s CONNECTION 'connect=false' PUBLICATION p WITH (copy_data = false, create_slot) | CREATE SUBSCRIPTION with a replication slot
					CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = 'on', connect = true) | CREATE SUBSCRIPTION with a replication slot
					DROP SUBSCRIPTION IF EXISTS s                                 | DROP SUBSCRIPTION
					ALTER SUBSCRIPTION s REFRESH PUBLICATION WITH (copy_data = false) | ALTER SUBSCRIPTION … REFRESH
					ALTER SUBSCRIPTION s SET PUBLICATION a, b                     | ALTER SUBSCRIPTION … SET PUBLICATION with refresh
					ALTER SUBSCRIPTION s ADD PUBLICATION a WITH (refresh = true)  | ALTER SUBSCRIPTION … ADD PUBLICATION with refresh
					ALTER SUBSCRIPTION "s" DROP PUBLICATION a WITH (copy_data)    | ALTER SUBSCRIPTION … DROP PUBLICATION with refresh
					ALTER SUBSCRIPTION s SET (failover = true)                    | ALTER SUBSCRIPTION … SET (failover or two_phase)
					ALTER SUBSCRIPTION s SET (two_phase = false)                  | ALTER SUBSCRIPTION … SET (failover or two_phase)
					COMMIT PREPARED 'x'                                           | COMMIT PREPARED
					ROLLBACK PREPARED 'x'                                         | ROLLBACK PREPARED
					CREATE MATERIALIZED VIEW v WITH (timescaledb.continuous) AS SELECT 1 | CREATE MATERIALIZED VIEW … WITH (timescaledb.continuous) with data
					CREATE MATERIALIZED VIEW IF NOT EXISTS s.v (a) WITH (timescaledb.continuous = true, timescaledb.materialized_only) AS WITH q AS (SELECT 1) SELECT 1 FROM q WITH DATA | CREATE MATERIALIZED VIEW … WITH (timescaledb.continuous) with data
					CREATE MATERIALIZED VIEW v WITH (tsdb.continuous) AS SELECT 'WITH NO DATA' | CREATE MATERIALIZED VIEW … WITH (timescaledb.continuous) with data
					CALL refresh_continuous_aggregate('v', NULL, NULL)            | CALL refresh_continuous_aggregate
					CALL public . Refresh_Continuous_Aggregate('v', NULL, NULL)   | CALL refresh_continuous_aggregate
					SELECT create_distributed_table_concurrently('t', 'id')       | create_distributed_table_concurrently
					SELECT 1, (SELECT citus."create_distributed_table_concurrently" ('t', 'id')) | create_distributed_table_concurrently
					""")
	void tellsWhatIsRefusedInATransaction(String sql, String reason) {
		assertThat(TransactionRules.refusedInTransaction(statement(sql))).contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX i ON t (a)", "CREATE INDEX \"concurrently\" ON t (a)",
			"CREATE INDEX i ON concurrently (a) WHERE b = 'CONCURRENTLY'", "CREATE INDEX /* CONCURRENTLY */ i ON t (a)",
			"CREATE INDEX i ON t (a) WITH (timescaledb.transaction_per_chunk = false)",
			"CREATE INDEX i ON t (transaction_per_chunk)", "DROP INDEX i", "DROP INDEX \"CONCURRENTLY\"",
			"REINDEX TABLE t", "REINDEX (VERBOSE) INDEX concurrently_i", "REINDEX (CONCURRENTLY false) TABLE t",
			"REINDEX (CONCURRENTLY 0, VERBOSE) TABLE t", "REINDEX TABLE schema", "ALTER TABLE p DETACH PARTITION p1",
			"ALTER TABLE p DETACH PARTITION p1 FINALIZE", "ALTER TABLE p DETACH PARTITION concurrently",
			"ALTER TABLE p RENAME COLUMN detach TO concurrently", "ALTER TABLE vacuum ADD COLUMN concurrently int",
			"ANALYZE t", "CLUSTER t", "CLUSTER VERBOSE t USING i", "CLUSTER (VERBOSE) t", "CLUSTER i ON t",
			"ALTER DATABASE d SET work_mem = '1MB'", "ALTER DATABASE d OWNER TO tablespace",
			"ALTER DATABASE tablespace RENAME TO d", "ALTER DATABASE d SET default_tablespace = x",
			"ALTER TABLESPACE x RENAME TO y", "ALTER TABLE t SET TABLESPACE x",
			"ALTER INDEX ALL IN TABLESPACE x SET TABLESPACE y", "DISCARD PLANS", "DISCARD TEMP",
			"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
			"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (CREATE_SLOT = 'FALSE', slot_name = NONE)",
			"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (copy_data = true, connect = off)",
			"ALTER SUBSCRIPTION s DISABLE", "ALTER SUBSCRIPTION s SET (slot_name = NONE)",
			"ALTER SUBSCRIPTION s SKIP (lsn = NONE)", "ALTER SUBSCRIPTION publication RENAME TO refresh",
			"ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)",
			"ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (copy_data = true, refresh = off)",
			"REFRESH MATERIALIZED VIEW CONCURRENTLY v", "CREATE MATERIALIZED VIEW v AS SELECT 1",
			"CREATE MATERIALIZED VIEW v WITH (fillfactor = 70) AS SELECT 'timescaledb.continuous'",
			"CREATE MATERIALIZED VIEW v WITH (timescaledb.continuous) AS SELECT 1 WITH NO DATA",
			"CREATE MATERIALIZED VIEW v WITH (timescaledb.continuous = false) AS SELECT 1",
			"ALTER MATERIALIZED VIEW v SET (timescaledb.continuous)", "CALL p('refresh_continuous_aggregate')",
			"SELECT 'create_distributed_table_concurrently(1)'", "SELECT create_distributed_table('t', 'id')",
			"SELECT 1 AS create_distributed_table_concurrently", "SELECT create_distributed_table_concurrently",
			"INSERT INTO t VALUES ('VACUUM')", "DO $$ BEGIN EXECUTE 'VACUUM'; END $$",
			"CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ VACUUM $$",
			"COMMENT ON TABLE t IS 'CREATE DATABASE d'", "CREATE TABLE database (system int)",
			"CREATE UNIQUE DATABASE d", "CREATE", "DROP", "ALTER", "ALTER SUBSCRIPTION", "REINDEX", "REINDEX (", "",
			"EXPLAIN SELECT 1", "ALTER TYPE e ADD VALUE 'x'", "COMMIT", "ROLLBACK" })
	void letsAllElseRunInATransaction(String sql) {
		assertThat(TransactionRules.refusedInTransaction(statement(sql))).isEmpty();
		assertThat(TransactionRules.waitsByDesign(statement(sql))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
			"DROP INDEX CONCURRENTLY i", "REINDEX TABLE CONCURRENTLY t", "REINDEX (CONCURRENTLY) INDEX i",
			"ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY" })
	void knowsWhatWaitsByDesign(String sql) {
		assertThat(TransactionRules.waitsByDesign(statement(sql))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM", "REINDEX SCHEMA s", "CREATE DATABASE d", "DISCARD ALL",
			"CREATE INDEX i ON t (a) WITH (timescaledb.transaction_per_chunk)" })
	void knowsWhatIsRefusedButDoesNotWait(String sql) {
		assertThat(TransactionRules.waitsByDesign(statement(sql))).isFalse();
	}

	@Test
	void readsOverCommentsBetweenWords() {
		assertThat(TransactionRules
			.refusedInTransaction(statement("CREATE -- a\n/* b */ INDEX\r\nCONCURRENTLY i ON t (a)")))
			.contains("CREATE INDEX CONCURRENTLY");
	}

	private static SqlStatement statement(String sql) {
		return new SqlStatement(sql, 1, 1);
	}

}
