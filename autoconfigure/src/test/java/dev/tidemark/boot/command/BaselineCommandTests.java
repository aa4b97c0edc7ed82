package dev.tidemark.boot.command;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command that says at which version an existing schema stands.
 */
@PostgresTest
class BaselineCommandTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory);
		List.of("001", "002", "003")
			.forEach((version) -> this.folder.write(version + "_t.sql", "CREATE TABLE t%s ()".formatted(version)));
	}

	private CommandRun run(String command) {
		return CommandRun.of(this.database, this.folder, command);
	}

	private void createTwo() {
		this.database.jdbc().sql("CREATE TABLE t001 (); CREATE TABLE t002 ()").update();
	}

	@Test
	void migratesNothingInAnExistingSchemaAndShowsTheWaysOut() {
		createTwo();
		CommandRun run = run("migrate");
		assertThat(run.code()).isEqualTo(1);
		assertThat(run.err()).contains("is not empty: table public.t001, table public.t002.",
				"action: Either the schema has what the migrations up to some version do: run the command 'baseline V' once",
				"tidemark.baseline.on-existing=migrate");
		assertThat(run("status").out()).startsWith("Database 'default': unmanaged, pending, at no version, 3 pending");
	}

	@Test
	void recordsWhatIsInTheSchemaAndMigratesTheRest() {
		createTwo();
		CommandRun dry = run("baseline 2 --dry-run");
		assertThat(dry.code()).isZero();
		assertThat(dry.out()).contains(
				"2 migrations are recorded as in the schema already, and do not run: 001_t.sql, 002_t.sql.",
				"Dry run: nothing was recorded.");
		assertThat(kind()).isEqualTo("unmanaged");
		CommandRun done = run("baseline 2 --yes");
		assertThat(done.code()).isZero();
		assertThat(done.out()).endsWith("Done." + System.lineSeparator());
		assertThat(kind()).isEqualTo("ours");
		assertThat(run("status").out()).containsPattern("(?m)^002 +t +applied ")
			.containsPattern("(?m)^003 +t +pending");
		assertThat(run("migrate").out()).contains("1 migration applied");
		assertThat(run("status --check").code()).isZero();
	}

	@Test
	void asksFirst() {
		createTwo();
		CommandRun run = run("baseline 2");
		assertThat(run.code()).isEqualTo(2);
		assertThat(run.err()).contains("there is no terminal to ask: say --yes");
		assertThat(kind()).isEqualTo("unmanaged");
	}

	@Test
	void refusesWhereThereIsNothingOrAHistory() {
		CommandRun empty = run("baseline 2 --yes");
		assertThat(empty.code()).isEqualTo(1);
		assertThat(empty.err()).contains("There is nothing in the database", "it is empty", "action: ");
		run("migrate");
		CommandRun begun = run("baseline 2 --yes");
		assertThat(begun.code()).isEqualTo(1);
		assertThat(begun.err()).contains("has begun already: 3 migrations", "repair --mark-applied V");
		assertThat(run("baseline x --yes").code()).isEqualTo(2);
		assertThat(run("baseline").code()).isEqualTo(2);
	}

	private String kind() {
		return JsonMapper.shared().readTree(run("status --json").out()).at("/databases/default/kind").asString();
	}

}
