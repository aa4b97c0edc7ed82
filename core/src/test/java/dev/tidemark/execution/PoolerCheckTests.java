package dev.tidemark.execution;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the backend's process id cannot be read, nobody knows whether the session is
 * kept, and everything is done as behind a pooler.
 */
@PostgresTest
class PoolerCheckTests extends AbstractMigratorTests {

	private TestRole role;

	@BeforeEach
	void setUp() {
		this.role = database().createRole("");
		database().execute("GRANT CREATE, USAGE ON SCHEMA public TO " + this.role.name());
		database().execute("REVOKE EXECUTE ON FUNCTION pg_backend_pid() FROM PUBLIC");
		write("001_a.sql", "CREATE TABLE a (id bigint)");
	}

	private Migrator behindPooler() {
		return Migrator.of(database().dataSource(this.role), settings());
	}

	@Test
	void refusesASettingThatTheNextTransactionWouldNotFind() {
		write("002_index.sql", "SET maintenance_work_mem = '1GB';\nCREATE INDEX CONCURRENTLY a_id ON a (id)");
		assertThat(failing(InvalidMigrationsException.class, behindPooler())).hasMessageContaining("002_index.sql")
			.hasMessageContaining("'SET maintenance_work_mem = '1GB'' sets something for the session")
			.hasMessageContaining("tidemark.datasource.url");
		assertThat(exists("a")).as("nothing is run").isFalse();
	}

	@Test
	void refusesAConcurrentBuildThatATimeoutOfTheRoleWouldCutOff() {
		database().execute("ALTER ROLE %s SET statement_timeout = '30s'".formatted(this.role.name()));
		write("002_index.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id)");
		assertThat(failing(InvalidMigrationsException.class, behindPooler()))
			.hasMessageContaining("would be cut off by statement_timeout = 30000ms")
			.hasMessageContaining("ALTER ROLE");
		assertThat(exists("a")).as("nothing is run").isFalse();
	}

	@Test
	void refusesALockThatWouldStayWithTheSession() {
		write("002_lock.sql",
				"SELECT pg_advisory_xact_lock(1);\nDO $$ BEGIN PERFORM pg_try_advisory_lock(4711); END $$");
		InvalidMigrationsException failure = failing(InvalidMigrationsException.class, behindPooler());
		assertThat(failure).hasMessageContaining("002_lock.sql:2")
			.hasMessageContaining("takes an advisory lock of the session")
			.hasMessageContaining("use pg_advisory_xact_lock");
		assertThat(failure.problems()).hasSize(1);
		assertThat(exists("a")).as("nothing is run").isFalse();
	}

	@Test
	void refusesACallbackWhoseSettingsItsMigrationWouldNotFind() {
		write("beforeEachMigrate.sql", "SET ROLE NONE;\nSET maintenance_work_mem = '1GB'");
		assertThat(behindPooler().migrate().scripts()).as("one transaction with its migration").hasSize(1);
		write("002_index.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id)").write("beforeMigrate.sql",
				"SELECT pg_advisory_lock(1)");
		InvalidMigrationsException failure = failing(InvalidMigrationsException.class, behindPooler());
		assertThat(failure.problems()).hasSize(2);
		assertThat(failure).hasMessageContaining("beforeMigrate.sql:1:1: 'SELECT pg_advisory_lock(1)' takes")
			.hasMessageContaining("beforeEachMigrate.sql:1:1: 'SET ROLE NONE' sets something for the session");
	}

	@Test
	void runsCallbacksAndTakesBackWhatTheySet() {
		write("beforeMigrate.sql", "SET search_path = pg_catalog").write("afterMigrate.sql",
				"CREATE TABLE b (); SET search_path = pg_catalog");
		behindPooler().migrate();
		assertThat(exists("public.b")).isTrue();
	}

	@Test
	void takesBackWhatAScriptSets() {
		write("002_set.sql", "SET search_path = pg_catalog; SET ROLE NONE; CREATE TEMP TABLE t ()").write("003_b.sql",
				"CREATE TABLE b ()");
		assertThat(behindPooler().migrate().scripts()).hasSize(3);
		assertThat(exists("public.b")).isTrue();
	}

	@Test
	void marksWhatRunsAloneAndFindsTheLineOfItsError() {
		database().execute("CREATE TABLE public.doubles AS SELECT 1 AS id FROM generate_series(1, 2)");
		database().execute("ALTER TABLE doubles OWNER TO " + this.role.name());
		write("002_index.sql",
				"\nCREATE INDEX CONCURRENTLY doubles_id ON doubles (id) WHERE no_such_column = 1\n  AND id > 0");
		MigrationFailedException failure = failing(MigrationFailedException.class, behindPooler());
		assertThat(failure).hasMessageContaining("no_such_column");
		assertThat(failure.line()).as("the mark in front does not count").isEqualTo(2);
	}

}
