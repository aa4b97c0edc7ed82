package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.RehearsalRequest;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationVersion;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LiveRehearsalTests extends AbstractRehearsalTests {

	private static final String EVERYTHING = """
			SELECT c.oid::text || c.relname || c.relfilenode || coalesce(pg_get_expr(d.adbin, d.adrelid), '') FROM pg_class c
			LEFT JOIN pg_attrdef d ON d.adrelid = c.oid WHERE c.oid >= 16384 ORDER BY 1""";

	@Test
	void nothingIsLeftButWhatIsTold() {
		write("001_tasks.sql", "CREATE TABLE tasks (id serial PRIMARY KEY, title text)");
		migrate();
		List<String> before = values(EVERYTHING);
		write("002_more.sql", """
				INSERT INTO tasks (title) VALUES ('a'), ('b');
				ALTER TABLE tasks ALTER COLUMN title TYPE varchar(10);
				CREATE TABLE notes (id serial);
				""");
		RehearsalReport report = live();
		assertThat(report.failure()).isNull();
		assertThat(values(EVERYTHING)).isEqualTo(before);
		assertThat(values("SELECT count(*) FROM tasks")).containsExactly("0");
		assertThat(history()).hasSize(1);
		assertThat(report.notes()).anySatisfy((note) -> assertThat(note).contains("public.tasks_id_seq"))
			.anySatisfy((note) -> assertThat(note).contains("written (2)"))
			.noneSatisfy((note) -> assertThat(note).contains("notes_id_seq"));
		assertThat(statements(report).get(0).rows()).isEqualTo(2);
	}

	@Test
	void aDatabaseWithoutHistoryGetsNone() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		RehearsalReport report = live();
		assertThat(report.failure()).isNull();
		assertThat(exists("schema_migrations")).isFalse();
		assertThat(exists("tasks")).isFalse();
	}

	@Test
	void aCommitInJavaIsRefusedByTheServer() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		Migrator migrator = migrator(CodeMigration.of(new Committing()));
		RehearsalReport report = migrator.rehearse(RehearsalRequest.live());
		assertThat(report.failure())
			.satisfies((failure) -> assertThat(failure.message()).contains("a_rehearsal_is_never_committed"));
		assertThat(exists("smuggled")).isFalse();
	}

	@Test
	void whatJavaWritesAfterARollbackOfItsOwnIsNotCommitted() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		RehearsalReport report = migrator(CodeMigration.of(new RollingBack())).rehearse(RehearsalRequest.live());
		assertThat(report.failed()).isTrue();
		assertThat(exists("smuggled")).isFalse();
	}

	@Test
	void whatCannotRunInATransactionIsLeftOutWithWhatIsKnownOfIt() {
		RehearsalReport report = rehearse(true, "CREATE TABLE tasks (id int)",
				"CREATE INDEX CONCURRENTLY by_id ON tasks (id);\nALTER INDEX by_id RENAME TO renamed;");
		assertThat(statements(report).get(0)).satisfies((left) -> {
			assertThat(left.outcome()).isEqualTo(StatementOutcome.OMITTED);
			assertThat(left.locks()).containsExactly(new TakenLock("tasks", "SHARE UPDATE EXCLUSIVE", true));
			assertThat(left.verdict()).isEqualTo(Verdict.SAFE);
			assertThat(left.note()).contains("reads the table twice");
		});
		assertThat(report.failed()).isTrue();
		assertThat(report.notes()).anySatisfy((note) -> assertThat(note).contains("left out"));
	}

	@Test
	void whatTheServerRefusesInATransactionIsLeftOutToo() {
		RehearsalReport report = rehearse(true, """
				CREATE PROCEDURE committing() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$""", "CALL committing();");
		assertThat(report.failure()).isNull();
		assertThat(last(report).outcome()).isEqualTo(StatementOutcome.OMITTED);
	}

	@Test
	void aLockThatIsNotHadInTimeNamesWhoIsInTheWay() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		write("002_more.sql", "ALTER TABLE tasks ADD COLUMN a int");
		try (OtherSession other = OtherSession.open(database(), "reporting").begin("SELECT * FROM tasks")) {
			RehearsalReport report = migrator()
				.rehearse(RehearsalRequest.live().withLockTimeout(Duration.ofMillis(300)));
			assertThat(report.failure()).satisfies((failure) -> {
				assertThat(failure.sqlState()).isEqualTo("55P03");
				assertThat(failure.detail()).contains("300 ms", "reporting", String.valueOf(other.pid()));
			});
		}
	}

	@Test
	void aScriptCannotWaitLongerByALockTimeoutOfItsOwn() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		write("002_more.sql", "SET lock_timeout = '20s'; ALTER TABLE tasks ADD COLUMN a int");
		try (OtherSession other = OtherSession.open(database(), "reporting").begin("SELECT * FROM tasks")) {
			RehearsalReport report = migrator()
				.rehearse(RehearsalRequest.live().withLockTimeout(Duration.ofMillis(300)));
			assertThat(report.took()).isLessThan(Duration.ofSeconds(10));
			assertThat(report.failure()).satisfies((failure) -> assertThat(failure.detail()).contains("300 ms",
					"reporting", String.valueOf(other.pid())));
		}
	}

	@Test
	void aLaterMigrationOfTheSameTransactionIsJudgedByItself() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int); CREATE TABLE people (id int)");
		migrate();
		write("002_a.sql", "ALTER TABLE tasks ADD COLUMN a int").write("003_b.sql", "CREATE INDEX ON people (id)")
			.write("004_c.sql", "ALTER TABLE tasks ADD COLUMN c int")
			.write("005_d.sql", "INSERT INTO tasks VALUES (1)");
		RehearsalReport report = live();
		assertThat(report.steps()).extracting(RehearsedStep::worst)
			.containsExactly(Verdict.BRIEF_LOCK, Verdict.BLOCKS_WRITES, Verdict.BRIEF_LOCK, Verdict.SAFE);
		assertThat(statements(report).get(1).blocks()).isEqualTo("writes on public.people");
	}

	@Test
	void aRoleThatMayNotMakeTemporaryTablesIsTold() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		TestRole role = database().createRole("");
		database().execute("REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(database().name()));
		Migrator migrator = Migrator.of(database().dataSource(role), settings());
		assertThatExceptionOfType(RehearsalException.class).isThrownBy(() -> migrator.rehearse(RehearsalRequest.live()))
			.withMessageContaining("temporary")
			.satisfies((ex) -> assertThat(ex.action()).contains("GRANT TEMPORARY", "copy"));
	}

	@Test
	void aLeaseWouldHaveToBeWrittenAndIsRefused() {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		Migrator migrator = migrator(settings().withLock(new LockSettings(LockStrategy.LEASE, null, null, null)));
		assertThatExceptionOfType(RehearsalException.class).isThrownBy(() -> migrator.rehearse(RehearsalRequest.live()))
			.withMessageContaining("advisory lock")
			.satisfies((ex) -> assertThat(ex.action()).contains("copy"));
	}

	/**
	 * Takes its transaction back by SQL, and goes on.
	 */
	@MigrationVersion(value = "002", name = "rolling back")
	static final class RollingBack implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("ROLLBACK").update();
			context.jdbc().sql("CREATE TABLE smuggled (id int)").update();
		}

	}

	/**
	 * Ends its transaction by SQL.
	 */
	@MigrationVersion(value = "002", name = "committing")
	static final class Committing implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("CREATE TABLE smuggled (id int)").update();
			context.jdbc().sql("COMMIT").update();
		}

	}

}
