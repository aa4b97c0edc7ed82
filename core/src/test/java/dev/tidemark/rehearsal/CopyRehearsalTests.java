package dev.tidemark.rehearsal;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.tidemark.BackgroundRun;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.RehearsalRequest;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationVersion;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class CopyRehearsalTests extends AbstractRehearsalTests {

	@Test
	void noLockIsTakenInTheLiveDatabase() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		write("002_more.sql", "ALTER TABLE tasks ALTER COLUMN id TYPE bigint");
		try (OtherSession other = OtherSession.open(database(), "busy").begin("LOCK TABLE tasks")) {
			RehearsalReport report = onCopy();
			assertThat(report.worst()).isEqualTo(Verdict.BLOCKS_EVERYTHING);
			other.end();
		}
		assertThat(throwaways()).isEmpty();
		assertThat(values(
				"SELECT format_type(atttypid, -1) FROM pg_attribute WHERE attrelid = 'tasks'::regclass AND attname = 'id'"))
			.containsExactly("integer");
	}

	@Test
	void whatRunsOutsideATransactionDoesSo() {
		RehearsalReport report = rehearse(false, "CREATE TABLE tasks (id int)",
				"CREATE INDEX CONCURRENTLY by_id ON tasks (id);\nALTER INDEX by_id RENAME TO renamed;\nVACUUM FULL tasks;");
		assertThat(report.failure()).isNull();
		assertThat(statements(report)).extracting(RehearsedStatement::verdict)
			.containsExactly(Verdict.SAFE, Verdict.SAFE, Verdict.BLOCKS_EVERYTHING);
		assertThat(statements(report)).extracting(RehearsedStatement::transactional)
			.containsExactly(false, true, false);
		assertThat(last(report).relations()).anyMatch(ConcernedRelation::rewritten);
	}

	@Test
	void whatReachesBeyondTheDatabaseIsNotRun() {
		String role = database().name() + "_role";
		RehearsalReport report = rehearse(false, "CREATE TABLE tasks (id int)", """
				CREATE ROLE %1$s;
				DO $$ BEGIN EXECUTE 'x'; CREATE ROLE %1$s; END $$;
				GRANT CONNECT ON DATABASE %2$s TO PUBLIC;
				ALTER TABLE tasks ADD COLUMN a int;
				""".formatted(role, database().name()));
		assertThat(report.failure()).isNull();
		assertThat(statements(report)).extracting(RehearsedStatement::outcome)
			.containsExactly(StatementOutcome.OMITTED, StatementOutcome.OMITTED, StatementOutcome.OMITTED,
					StatementOutcome.EXECUTED);
		assertThat(values("SELECT rolname FROM pg_roles WHERE rolname = '%s'".formatted(role))).isEmpty();
		assertThat(statements(report).get(0).statement()).startsWith("CREATE ROLE");
	}

	@Test
	void whatReachesBeyondTheDatabaseIsFoundBehindCommentsAndInCode() {
		String role = database().name() + "_role";
		database().execute("CREATE ROLE " + role);
		try {
			RehearsalReport report = rehearse(false,
					"CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w", """
							DROP /* not needed */ ROLE %1$s;
							DO $$ BEGIN GRANT pg_monitor TO %1$s; END $$;
							CREATE USER MAPPING FOR CURRENT_USER SERVER s;
							DO $$ BEGIN GRANT USAGE ON SCHEMA public TO %1$s; END $$;
							SELECT 'grant' AS revoke FROM pg_class LIMIT 1;
							""".formatted(role));
			assertThat(report.failure()).isNull();
			assertThat(statements(report)).extracting(RehearsedStatement::outcome)
				.containsExactly(StatementOutcome.OMITTED, StatementOutcome.OMITTED, StatementOutcome.OMITTED,
						StatementOutcome.EXECUTED, StatementOutcome.EXECUTED);
			assertThat(values("SELECT pg_has_role('%s', 'pg_monitor', 'MEMBER')".formatted(role))).containsExactly("f");
		}
		finally {
			database().execute("DROP ROLE IF EXISTS " + role);
		}
	}

	@Test
	void scriptsThatOthersCouldHaveWrittenAreNotExecuted() {
		String role = database().name() + "_planted";
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		database().execute("GRANT UPDATE ON schema_migrations TO PUBLIC");
		database()
			.execute("UPDATE schema_migrations SET up_script = 'DO $$ BEGIN EXECUTE ''CREATE RO'' || ''LE %s''; END $$'"
				.formatted(role));
		write("002_more.sql", "SELECT 1");
		try {
			if (PgDump.obstacle(database().serverVersion() * 10_000).isEmpty()) {
				assertThat(onCopy().basis()).contains("pg_dump", "others than the owner");
			}
			else {
				assertThatExceptionOfType(RehearsalException.class).isThrownBy(this::onCopy)
					.withMessageContaining("others than the owner")
					.withMessageContaining("REVOKE UPDATE");
			}
			assertThat(values("SELECT rolname FROM pg_roles WHERE rolname = '%s'".formatted(role))).isEmpty();
		}
		finally {
			database().execute("DROP ROLE IF EXISTS " + role);
		}
	}

	@Test
	void codeThatHasRunIsNotRunAgain() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		AtomicInteger calls = new AtomicInteger();
		Migrator migrator = migrator(CodeMigration.of(new Mailing(calls)));
		migrator.migrate();
		write("003_more.sql", "ALTER TABLE tasks ADD COLUMN a int");
		RehearsalReport report = migrator.rehearse(RehearsalRequest.onCopy());
		assertThat(calls).hasValue(1);
		assertThat(report.failure()).isNull();
		assertThat(report.basis() + report.notes())
			.contains("Java migrations that have run are not run again: 002 mailing");
	}

	@Test
	void cancellingDropsTheDatabase() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		write("002_slow.sql", "SELECT pg_sleep(600)");
		Migrator migrator = migrator();
		BackgroundRun run = BackgroundRun.start(() -> {
			migrator.rehearse(RehearsalRequest.onCopy());
			return null;
		});
		await().until(() -> !values(
				"SELECT pid FROM pg_stat_activity WHERE datname LIKE 'tidemark_rehearsal%' AND query LIKE '%pg_sleep(600)%' AND state = 'active'")
			.isEmpty());
		migrator.cancel();
		run.failure(MigrationCancelledException.class);
		assertThat(throwaways()).isEmpty();
	}

	@Test
	void aRoleThatMayNotCreateDatabasesIsToldBothWaysOut() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		TestRole role = database().createRole("");
		Migrator migrator = Migrator.of(database().dataSource(role), settings());
		assertThatExceptionOfType(RehearsalException.class)
			.isThrownBy(() -> migrator.rehearse(RehearsalRequest.onCopy()))
			.withMessageContaining("permission denied to create database")
			.satisfies((ex) -> assertThat(ex.action()).contains("ALTER ROLE", "CREATEDB", "--live"));
	}

	@Test
	void whatAKilledRehearsalLeftIsDropped() {
		database().execute("CREATE DATABASE tidemark_rehearsal_1700000000_0000abcd");
		database().execute("CREATE DATABASE tidemark_rehearsal_1700000000_0000beef");
		database().execute("COMMENT ON DATABASE tidemark_rehearsal_1700000000_0000beef IS 'mine'");
		try {
			write("001_tasks.sql", "CREATE TABLE tasks (id int)");
			onCopy();
			assertThat(throwaways()).containsExactly("tidemark_rehearsal_1700000000_0000beef");
		}
		finally {
			database().execute("DROP DATABASE IF EXISTS tidemark_rehearsal_1700000000_0000beef");
		}
	}

	@Test
	void anIncompleteHistoryNamesBothWaysOut() {
		write("001_tasks.sql", "-- tidemark: store=false\nCREATE TABLE tasks (id int)");
		migrate();
		write("002_more.sql", "ALTER TABLE tasks ADD COLUMN a int");
		if (PgDump.obstacle(database().serverVersion() * 10_000).isEmpty()) {
			assertThat(onCopy().basis()).contains("pg_dump");
			return;
		}
		assertThatExceptionOfType(RehearsalException.class).isThrownBy(this::onCopy)
			.withMessageContaining("001 tasks is not stored")
			.withMessageContaining("pg_dump")
			.satisfies((ex) -> assertThat(ex.action()).contains("pg_dump", "--live"));
		assertThat(throwaways()).isEmpty();
	}

	@Test
	void aLeaseWorksOnTheCopy() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		write("002_more.sql", "ALTER TABLE tasks ADD COLUMN a int");
		Migrator migrator = migrator(settings().withLock(new LockSettings(LockStrategy.LEASE, null, null, null)));
		RehearsalReport report = migrator.rehearse(RehearsalRequest.onCopy());
		assertThat(report.failure()).isNull();
		assertThat(report.worst()).isEqualTo(Verdict.BRIEF_LOCK);
		assertThat(exists("schema_migrations_lock")).isFalse();
	}

	@Test
	void whatTheHistoryDoesNotTellIsNoted() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		database().execute("ALTER TABLE tasks ADD COLUMN by_hand int");
		write("002_more.sql", "ALTER TABLE tasks ADD COLUMN a int");
		assertThat(onCopy().notes()).anySatisfy((note) -> assertThat(note).contains("public.tasks"));
	}

	/**
	 * Does something that no transaction takes back.
	 */
	@MigrationVersion(value = "002", name = "mailing")
	static final class Mailing implements JavaMigration {

		private final AtomicInteger calls;

		Mailing(AtomicInteger calls) {
			this.calls = calls;
		}

		@Override
		public void up(MigrationContext context) {
			this.calls.incrementAndGet();
		}

	}

}
