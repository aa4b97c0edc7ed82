package dev.tidemark;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class SessionIsolationTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_seen.sql", "CREATE TABLE seen (value text); CREATE SCHEMA other; CREATE SEQUENCE numbers");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SET search_path = other                        | current_schema()                                       | public
					SET ROLE pg_monitor                            | current_user = session_user                            | true
					SET SESSION AUTHORIZATION pg_monitor           | session_user <> 'pg_monitor'                           | true
					SET work_mem = '7777kB'                        | current_setting('work_mem') <> '7777kB'                | true
					SET statement_timeout = '1h'                   | current_setting('statement_timeout')                   | 0
					SET lock_timeout = '1h'                        | current_setting('lock_timeout')                        | 5s
					SELECT set_config('app.tenant', 'a', false)    | coalesce(current_setting('app.tenant', true), '')      | ''
					CREATE TEMP TABLE scratch ()                   | to_regclass('pg_temp.scratch') IS NULL                 | true
					PREPARE reader AS SELECT 1                      | (SELECT count(*) FROM pg_prepared_statements WHERE name = 'reader') | 0
					LISTEN news                                    | (SELECT count(*) FROM pg_listening_channels())         | 0
					DECLARE c CURSOR WITH HOLD FOR SELECT 1        | (SELECT count(*) FROM pg_cursors WHERE name = 'c')     | 0
					SELECT pg_advisory_lock(42)                    | (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) | 1
					SELECT pg_advisory_lock(-42)                   | (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) | 1
					SELECT pg_advisory_lock(-1, 42)                | (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) | 1
					SELECT pg_advisory_lock_shared(1, -42)         | (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) | 1
					SELECT pg_advisory_lock_shared(42)             | (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) | 1
					""")
	void hidesFromAMigrationWhatTheOneBeforeItSet(String set, String read, String expected) {
		write("002_set.sql", set);
		write("003_read.sql", "INSERT INTO public.seen SELECT (%s)::text".formatted(read));
		migrate();
		assertThat(values("SELECT value FROM seen")).containsExactly(expected);
	}

	@Test
	void hidesTheSequencesOfAMigrationFromTheNext() {
		write("002_set.sql", "SELECT nextval('numbers')");
		write("003_read.sql", "SELECT lastval()");
		assertThat(migrateFailing().sqlState()).isEqualTo("55000");
	}

	@Test
	void writesTheHistoryAsTheMigratingRoleWhateverTheScriptSets() {
		String role = database().createRole("").name();
		write("002_role.sql", "SET ROLE " + role);
		write("003_session.sql", "SET SESSION AUTHORIZATION " + role);
		migrate();
		assertThat(history()).extracting(AppliedMigration::appliedBy).containsOnly(database().username());
	}

	@Test
	void readsTheHistoryAgainWhateverTheLastScriptSets() {
		write("002_timeout.sql", "SET ROLE %s; SET search_path = ''".formatted(database().createRole("").name()));
		MigrationReport report = migrate();
		assertThat(report.status().version()).isEqualTo("002");
	}

	@Test
	void survivesThatAScriptForgetsPreparedStatements() {
		for (int i = 2; i < 12; i++) {
			write("%03d_next.sql".formatted(i), "INSERT INTO seen VALUES ('%d'); DEALLOCATE ALL".formatted(i));
		}
		migrate();
		assertThat(values("SELECT count(*) FROM seen")).containsExactly("10");
	}

	@Test
	void stopsBeforeTheNextStepWhenAScriptReleasedTheLock() {
		write("002_unlock.sql", "SELECT pg_advisory_unlock_all()").write("003_next.sql", "CREATE TABLE next ()");
		MigrationLockException failure = failing(MigrationLockException.class, migrator());
		assertThat(failure).hasMessageContaining("The migration lock was lost before migration 003 next");
		assertThat(failure.action()).contains("pg_advisory_unlock_all()");
		assertThat(exists("next")).isFalse();
		assertThat(history()).hasSize(2);
		assertThat(migrate().scripts()).containsExactly("003_next.sql");
	}

}
