package dev.tidemark.rehearsal;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.RehearsalRequest;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.MigrationVersion;
import dev.tidemark.plan.RollbackRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is true of a rehearsal wherever it runs.
 */
class RehearsalTests extends AbstractRehearsalTests {

	private static final String TABLES = """
			CREATE TABLE tasks (id int PRIMARY KEY, owner int, title varchar(20), state text, CHECK (id > 0));
			CREATE TABLE people (id int PRIMARY KEY);
			CREATE MATERIALIZED VIEW titles AS SELECT owner FROM tasks;
			""";

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aRewriteOfAMillionRowsBlocksEverythingAndAConstantDefaultLocksBriefly(boolean live) {
		write("001_tasks.sql", "CREATE TABLE tasks (id int PRIMARY KEY);");
		migrate();
		database().execute("INSERT INTO tasks SELECT n FROM generate_series(1, 1000000) n");
		database().execute("ANALYZE tasks");
		write("002_done.sql", "ALTER TABLE tasks ADD COLUMN done boolean NOT NULL DEFAULT false;");
		write("003_wide.sql", "ALTER TABLE tasks ALTER COLUMN id TYPE bigint;");
		RehearsalReport report = live ? live() : onCopy();
		assertThat(report.steps()).extracting(RehearsedStep::worst)
			.containsExactly(Verdict.BRIEF_LOCK, Verdict.BLOCKS_EVERYTHING);
		RehearsedStatement brief = statements(report).get(0);
		assertThat(brief.locks()).contains(new TakenLock("public.tasks", "ACCESS EXCLUSIVE", false, false));
		assertThat(brief.relations()).singleElement().satisfies((tasks) -> {
			assertThat(tasks.rewritten()).isFalse();
			assertThat(tasks.liveRows()).isEqualTo(1_000_000);
			assertThat(tasks.liveBytes()).isBetween(30_000_000L, 60_000_000L);
		});
		RehearsedStatement rewrite = statements(report).get(1);
		assertThat(rewrite.locks()).contains(new TakenLock("public.tasks", "ACCESS EXCLUSIVE", false, false));
		assertThat(rewrite.relations()).anySatisfy((tasks) -> {
			assertThat(tasks.relation()).isEqualTo("public.tasks");
			assertThat(tasks.rewritten()).isTrue();
			assertThat(tasks.liveRows()).isEqualTo(1_000_000);
		});
		assertThat(rewrite.blocks()).isEqualTo("reads and writes on public.tasks");
		assertThat(report.worst()).isGreaterThan(Verdict.BRIEF_LOCK);
		assertThat(report.steps().get(1).strongLocksHeld()).isPositive();
		assertThat(report.text()).contains("rewrites table public.tasks (live: about 1,000,000 rows");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE TABLE notes (id int PRIMARY KEY, task int); CREATE INDEX ON notes (task) | SAFE              |
					COMMENT ON TABLE tasks IS 'what is to be done'                                  | SAFE              |
					INSERT INTO people VALUES (1)                                                   | SAFE              |
					ALTER TABLE tasks DROP COLUMN state                                             | BRIEF_LOCK        | reads and writes on public.tasks
					ALTER TABLE tasks ALTER COLUMN title TYPE varchar(40)                           | BRIEF_LOCK        | reads and writes on public.tasks
					DROP TABLE people                                                               | BRIEF_LOCK        | reads and writes on public.people
					TRUNCATE people                                                                 | BRIEF_LOCK        | reads and writes on public.people
					CREATE INDEX ON tasks (owner)                                                   | BLOCKS_WRITES     | writes on public.tasks
					ALTER TABLE tasks ADD FOREIGN KEY (owner) REFERENCES people                     | BLOCKS_WRITES     | writes on public.tasks, public.people
					ALTER TABLE tasks ADD FOREIGN KEY (owner) REFERENCES people NOT VALID           | BRIEF_LOCK        | writes on public.tasks, public.people
					ALTER TABLE tasks ALTER COLUMN owner SET NOT NULL                               | BLOCKS_EVERYTHING | reads and writes on public.tasks
					ALTER TABLE tasks ADD CHECK (owner > 0)                                         | BLOCKS_EVERYTHING | reads and writes on public.tasks
					ALTER TABLE tasks ADD CHECK (owner > 0) NOT VALID                               | BRIEF_LOCK        | reads and writes on public.tasks
					REFRESH MATERIALIZED VIEW titles                                                | BLOCKS_EVERYTHING | reads and writes on public.titles
					LOCK TABLE people; ALTER TABLE tasks ADD FOREIGN KEY (owner) REFERENCES people  | BLOCKS_EVERYTHING | reads and writes on public.people; writes on public.tasks
					""")
	void theVerdictFollowsFromLocksAndWork(String script, Verdict verdict, String blocks) {
		RehearsalReport live = rehearse(true, TABLES, script);
		RehearsalReport copy = onCopy();
		assertThat(List.of(live, copy)).allSatisfy((report) -> {
			assertThat(report.failed()).isFalse();
			assertThat(report.worst()).isEqualTo(verdict);
			assertThat(last(report).blocks()).isEqualTo(blocks);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aFailureIsReportedAndWhatFollowsWasNotReached(boolean live) {
		RehearsalReport report = rehearse(live, "CREATE TABLE tasks (id int)",
				"CREATE TABLE notes ();\nALTER TABLE nowhere ADD COLUMN a int;\nCREATE TABLE never ();");
		assertThat(report.failed()).isTrue();
		assertThat(report.failure()).satisfies((failure) -> {
			assertThat(failure.sqlState()).isEqualTo("42P01");
			assertThat(failure.line()).isEqualTo(2);
			assertThat(failure.script()).endsWith("002_script.sql");
		});
		assertThat(statements(report)).extracting(RehearsedStatement::outcome)
			.containsExactly(StatementOutcome.EXECUTED, StatementOutcome.FAILED, StatementOutcome.NOT_REACHED);
		assertThat(report.text()).contains("not reached", "42P01", "002_script.sql:2");
		assertThat(exists("notes")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aDeferredConstraintIsCheckedWhereItsMigrationWouldCommit(boolean live) {
		write("003_after.sql", "CREATE TABLE never ()");
		write("001_before.sql", """
				CREATE TABLE people (id int PRIMARY KEY);
				CREATE TABLE tasks (owner int REFERENCES people DEFERRABLE INITIALLY DEFERRED);""");
		write("002_script.sql", "INSERT INTO tasks VALUES (1)");
		RehearsalReport report = live ? live() : onCopy();
		assertThat(report.failure()).satisfies((failure) -> {
			assertThat(failure.label()).isEqualTo("002 script");
			assertThat(failure.sqlState()).isEqualTo("23503");
		});
		assertThat(last(report).outcome()).isEqualTo(StatementOutcome.NOT_REACHED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatIsDeferredMayBeMadeGoodWithinItsMigration(boolean live) {
		write("001_before.sql", """
				CREATE TABLE people (id int PRIMARY KEY);
				CREATE TABLE tasks (owner int REFERENCES people DEFERRABLE INITIALLY DEFERRED);""");
		write("002_first.sql", "INSERT INTO tasks VALUES (1); INSERT INTO people VALUES (1);");
		write("003_second.sql", """
				INSERT INTO tasks VALUES (2); INSERT INTO people VALUES (2);
				CREATE TABLE more (owner int REFERENCES people DEFERRABLE INITIALLY DEFERRED);
				INSERT INTO more VALUES (3); INSERT INTO people VALUES (3);
				SET CONSTRAINTS ALL IMMEDIATE;
				INSERT INTO more VALUES (3);""");
		RehearsalReport report = live ? live() : onCopy();
		assertThat(report.failure()).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void callbacksAndJavaMigrationsRunAndAreReported(boolean live) {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		write("afterEachMigrate.sql", "SELECT count(*) FROM tasks").write("afterMigrate.sql", "ANALYZE tasks");
		RehearsalReport report = migrator(CodeMigration.of(new Code()))
			.rehearse(live ? RehearsalRequest.live() : RehearsalRequest.onCopy());
		assertThat(report.failure()).isNull();
		assertThat(report.steps()).extracting(RehearsedStep::label).containsExactly("002 code", "afterMigrate");
		assertThat(statements(report)).extracting(RehearsedStatement::statement)
			.containsExactly("Java code", "SELECT count(*) FROM tasks", "ANALYZE tasks");
		assertThat(statements(report).get(0).verdict()).isEqualTo(Verdict.BRIEF_LOCK);
		assertThat(exists("made_by_code")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void transactionsOfAScriptAreRehearsed(boolean live) {
		RehearsalReport report = rehearse(live, "CREATE TABLE tasks (id int)", """
				BEGIN;
				ALTER TABLE tasks ADD COLUMN a int;
				COMMIT;
				BEGIN;
				ALTER TABLE tasks ADD COLUMN b int;
				ROLLBACK;
				ALTER TABLE tasks ADD COLUMN b int;
				""");
		assertThat(report.failure()).isNull();
		assertThat(statements(report)).extracting(RehearsedStatement::line).containsExactly(2, 5, 7);
		assertThat(report.worst()).isEqualTo(Verdict.BRIEF_LOCK);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anUndoIsRehearsedToo(boolean live) {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		write("002_more.up.sql", "ALTER TABLE tasks ADD COLUMN a int").write("002_more.down.sql",
				"ALTER TABLE tasks DROP COLUMN a; ALTER TABLE tasks ALTER COLUMN id TYPE bigint");
		migrate();
		RehearsalRequest request = live ? RehearsalRequest.live() : RehearsalRequest.onCopy();
		RehearsalReport report = migrator().rehearse(request.rollingBack(RollbackRequest.steps(1)));
		assertThat(report.failure()).isNull();
		assertThat(report.steps()).extracting(RehearsedStep::direction).containsExactly("down");
		assertThat(statements(report)).extracting(RehearsedStatement::verdict)
			.containsExactly(Verdict.BRIEF_LOCK, Verdict.BLOCKS_EVERYTHING);
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void nothingToDoIsReportedAsSuch(boolean live) {
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		migrate();
		RehearsalReport report = live ? live() : onCopy();
		assertThat(report.steps()).isEmpty();
		assertThat(report.worst()).isEqualTo(Verdict.SAFE);
		assertThat(report.text()).contains("Nothing to do.");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLargeScriptIsNotLookedAtStatementByStatement(boolean live) {
		StringBuilder script = new StringBuilder();
		for (int i = 0; i < 20_000; i++) {
			script.append("INSERT INTO tasks VALUES (").append(i).append(");\n");
		}
		RehearsalReport report = rehearse(live, "CREATE TABLE tasks (id int)", script.toString());
		assertThat(statements(report)).hasSize(20_000)
			.allMatch((statement) -> statement.outcome() == StatementOutcome.EXECUTED && statement.rows() == 1);
	}

	/**
	 * Locks, and makes something of its own.
	 */
	@MigrationVersion(value = "002", name = "code")
	static final class Code implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("ALTER TABLE tasks ADD COLUMN made int").update();
			context.jdbc().sql("CREATE TABLE made_by_code (id int)").update();
		}

	}

}
