package dev.tidemark.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the commands print, and how they end.
 */
@PostgresTest
class CommandTests {

	private static final String GREEN = "\u001b[32mapplied\u001b[0m";

	private static final String YELLOW = "\u001b[33mpending\u001b[0m";

	private static final String RED = "\u001b[31mfailed\u001b[0m";

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", """
				CREATE TABLE users (id int);
				-- migrate:down
				DROP TABLE users;
				""").write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT 1 AS name;");
	}

	private CommandRun run(String command) {
		return CommandRun.of(this.database, this.folder, command);
	}

	@Test
	void migratesAndSaysWhatWasDone() {
		CommandRun run = run("migrate");
		assertThat(run.code()).isZero();
		assertThat(run.out()).matches("Database 'default' is at version 001: 2 migrations applied in .* m?s\\R");
		assertThat(run.err().lines()).hasSize(3)
			.anyMatch((line) -> line.equals("note: The database is fresh: every migration runs"))
			.anyMatch((line) -> line.matches("applied 001 users \\(1 of 2\\) in .*"))
			.anyMatch((line) -> line.matches("applied repeatable names \\(2 of 2\\) in .*"));
		assertThat(run("migrate").out()).contains("is at version 001: nothing to do in");
	}

	@Test
	void failsWithTheReasonAndWhatToDo() {
		this.folder.write("002_broken.sql", "CREATE TABLE half ();\nSELECT 1 / 0;");
		CommandRun run = run("migrate");
		assertThat(run.code()).isEqualTo(1);
		assertThat(run.out()).isEmpty();
		assertThat(run.err())
			.contains("error: Migration 002 broken failed", "002_broken.sql:2 (statement 2 of 2)", "division by zero",
					"action: Mend ")
			.doesNotContain("\tat ");
		assertThat(run("migrate --verbose").err()).contains("\tat ");
	}

	@Test
	void showsEachStatementWithItsTimeWhereAsked() {
		assertThat(run("migrate --verbose").err().lines())
			.anyMatch((line) -> line.matches(" *\\d+ ms  \\S*001_users.sql:1  CREATE TABLE users \\(id int\\)"));
	}

	@Test
	void showsTheStatusAsATable() {
		run("migrate");
		this.folder.write("002_mails.sql", "SELECT 1 / 0");
		run("migrate");
		this.folder.write("003_more.sql", "SELECT 1");
		CommandRun run = run("status");
		assertThat(run.code()).isZero();
		assertThat(run.err()).isEmpty();
		assertThat(run.out().lines().map((line) -> line.replaceAll("\\d+ ms +", "N ms  ").replaceAll("\\S+Z", "TIME")))
			.containsExactly("Database 'default': failed, at version 001, 2 pending", "",
					"VERSION     NAME   STATE    APPLIED AT            DURATION  BY",
					"001         users  applied  TIME  N ms  postgres",
					"002         mails  failed   TIME  N ms  postgres", "003         more   pending",
					"repeatable  names  applied  TIME  N ms  postgres", "",
					"002_mails.sql: division by zero [SQLSTATE 22012] at statement 1 of 1, line 1");
	}

	@Test
	void coloursOnATerminalOnly() {
		run("migrate");
		this.folder.write("002_mails.sql", "SELECT 1 / 0");
		run("migrate");
		this.folder.write("003_more.sql", "SELECT 1");
		assertThat(CommandRun.onTerminal(this.database, this.folder, "status").out()).contains(GREEN, YELLOW, RED)
			.contains("001         users  " + GREEN + "  ");
		assertThat(run("status").out()).doesNotContain("\u001b");
	}

	@Test
	void endsACheckWithThreeWhereSomethingIsPending() {
		assertThat(run("status --check").code()).isEqualTo(3);
		run("migrate");
		assertThat(run("status --check").code()).isZero();
		this.folder.write("001_users.sql", "CREATE TABLE users (id bigint);");
		CommandRun changed = run("status --check");
		assertThat(changed.code()).isEqualTo(1);
		assertThat(changed.out()).contains("changed");
		assertThat(changed.err()).contains("error: ", "action: ");
	}

	@Test
	void writesTheJsonOfTheEndpoint() {
		run("migrate");
		this.folder.write("002_mails.sql", "SELECT 1 / 0");
		run("migrate");
		JsonNode shown = json(run("status --json"));
		try (TestApplication application = new TestApplication(PlainTestApplication.class)
			.on(this.database, this.folder)
			.with("tidemark.mode=off", "spring.application.name=orders")
			.start()) {
			assertThat(shown).isEqualTo(JsonMapper.shared().readTree(application.get("/actuator/migrations").body()));
		}
	}

	@Test
	void showsEveryRowOfTheHistory() throws IOException {
		Files.delete(this.directory.resolve("R__names.sql"));
		run("migrate");
		run("rollback");
		run("migrate");
		CommandRun run = run("status --history");
		assertThat(run.out().lines().skip(2).map((line) -> line.split(" +")[3])).containsExactly("STATE", "rolled_back",
				"rolled_back", "applied");
		assertThat(json(run("status --history --json")).at("/databases/default/history").size()).isEqualTo(3);
	}

	@Test
	void printsTheVersionOrNone() {
		assertThat(run("current").out()).isEqualTo("none" + System.lineSeparator());
		run("migrate");
		assertThat(run("current").out()).isEqualTo("001" + System.lineSeparator());
	}

	@Test
	void plansAndSaysWhy() {
		run("migrate");
		this.folder.write("002_mails.sql", "SELECT 1; CREATE ROLE secret_keeper PASSWORD 'geheim'");
		this.folder.write("000_early.sql", "VACUUM users");
		this.folder.write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT 2 AS name;");
		CommandRun run = run("plan --sql");
		assertThat(run.out()).contains("Database 'default': 3 to apply, in this order")
			.containsPattern("(?m)^000 +early +out of order +1 +in parts +\\S*000_early.sql$")
			.containsPattern("(?m)^002 +mails +pending +2 +in one transaction +\\S*002_mails.sql$")
			.containsPattern("(?m)^repeatable +names +changed repeatable +1 +in one transaction ")
			.contains("warning: ")
			.contains("-- outside a transaction:", "VACUUM users;", "PASSWORD '***';")
			.doesNotContain("geheim");
		JsonNode steps = json(run("plan --json")).at("/databases/default/steps");
		assertThat(steps.size()).isEqualTo(3);
		assertThat(steps.at("/0/reason").asString()).isEqualTo("out of order");
		assertThat(steps.at("/0/statements").isMissingNode()).isTrue();
		assertThat(run("status").out()).contains("3 pending");
	}

	private static JsonNode json(CommandRun run) {
		assertThat(run.code()).isZero();
		return JsonMapper.shared().readTree(run.out());
	}

}
