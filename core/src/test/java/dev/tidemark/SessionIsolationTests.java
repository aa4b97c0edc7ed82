package dev.tidemark;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.migration.MigrationState;
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
							SELECT set_config('app.tenant', 'a', false)    | coalesce(current_setting('app.tenant', true), '')      | ''
					SET default_transaction_read_only = on         | current_setting('default_transaction_read_only')       | off
					SET default_transaction_isolation = 'serializable' | current_setting('transaction_isolation')          | read committed
					SET default_transaction_deferrable = on        | current_setting('transaction_deferrable')              | off
					SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY | current_setting('transaction_isolation') | read committed
					SET standard_conforming_strings = off          | length('a\\b')                                         | 3
					SET client_encoding = 'UTF8'                   | current_setting('client_encoding')                     | UTF8
					SET row_security = off                         | current_setting('row_security')                        | on
					SET session_replication_role = replica         | current_setting('session_replication_role')            | origin
					SET client_min_messages = error                | current_setting('client_min_messages') <> 'error'      | true
					SET datestyle = 'ISO, DMY'                     | (date '03/02/2001')::text                              | 2001-03-02
					SET timezone = 'Asia/Tokyo'                    | current_setting('timezone') <> 'Asia/Tokyo'            | true
					SET lock_timeout = '1ms'                       | current_setting('lock_timeout') <> '1ms'               | true
					SET transaction_timeout_of.app = 'a'           | coalesce(current_setting('transaction_timeout_of.app', true), '') | ''
					SELECT pg_catalog.set_config('search_path', '', false) | current_schema()                               | public
					CREATE TEMP VIEW seen AS SELECT 1 AS value     | to_regclass('pg_temp.seen') IS NULL                    | true
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
	void hidesWhatAnEventTriggerSetDuringADefinition() {
		write("002_trigger.sql", """
				CREATE FUNCTION remember() RETURNS event_trigger LANGUAGE plpgsql AS
				  $$ BEGIN PERFORM set_config('app.seen', 'yes', false); END $$;
				CREATE EVENT TRIGGER remember ON ddl_command_end EXECUTE FUNCTION remember();
				""");
		write("003_table.sql", "CREATE TABLE users ()");
		write("004_read.sql", "INSERT INTO seen SELECT coalesce(current_setting('app.seen', true), '')");
		migrate();
		write("005_table.sql", "CREATE TABLE others ()");
		write("006_read.sql", "INSERT INTO seen SELECT coalesce(current_setting('app.seen', true), '')");
		migrate();
		assertThat(values("SELECT value FROM seen")).containsExactly("", "");
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

	@ParameterizedTest
	@ValueSource(strings = { "SET default_transaction_read_only = on", "SET search_path = ''", "SET row_security = off",
			"SET default_transaction_isolation = 'serializable'", "SET session_replication_role = replica",
			"SET standard_conforming_strings = off", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
			"SET statement_timeout = '1ms'", "SET client_min_messages = error", "SET escape_string_warning = on",
			"SET transform_null_equals = on", "SET check_function_bodies = off", "SET datestyle = 'ISO, DMY'",
			"CREATE TEMP TABLE schema_migrations (id int)", "CREATE TEMP TABLE pg_settings (id int)",
			"SET search_path = pg_temp, public" })
	void recordsWhatAScriptSetsInEachKindOfScript(String set) {
		String text = set.contains("strings = off") ? "'it\\'s'" : "'it\\'";
		// what would end the statements of the script itself stays in its transaction
		String outside = set.contains("statement_timeout") ? "SET lock_timeout = '1ms'" : set;
		write("002_one.sql", "SELECT 'it\\';\n%s".formatted(set));
		write("003_alone.sql", "-- tidemark: transactional=false\n%s;\nSELECT %s".formatted(outside, text));
		write("004_own.sql", "%s;\nBEGIN READ WRITE;\nSELECT %s;\nCOMMIT;\nSELECT 1;".formatted(outside, text));
		write("005_failing.sql", "%s;\nSELECT 1/0".formatted(outside));
		assertThat(migrateFailing().sqlState()).isEqualTo("22012");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.APPLIED,
				MigrationState.APPLIED, MigrationState.FAILED);
		assertThat(values("SELECT up_script FROM public.schema_migrations WHERE version = '002'")).first()
			.asString()
			.contains("'it\\'");
	}

	@Test
	void splitsAndSendsStringsAsTheScriptHasSet() {
		write("002_strings.sql", """
				CREATE TABLE texts (value text);
				SET standard_conforming_strings = off;
				SET escape_string_warning = off;
				INSERT INTO texts VALUES ('it\\'s; one');
				INSERT INTO texts VALUES ('tab\\t;');
				RESET standard_conforming_strings;
				INSERT INTO texts VALUES ('plain\\');
				""");
		Migrator.of(dataSource("preferQueryMode=simple"), settings()).migrate();
		assertThat(values("SELECT value FROM texts")).containsExactly("it's; one", "tab\t;", "plain\\");
	}

}
