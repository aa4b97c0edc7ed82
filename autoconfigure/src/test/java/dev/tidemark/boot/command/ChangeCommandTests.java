package dev.tidemark.boot.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.authoring.NewFiles;
import dev.tidemark.authoring.NewMigration;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that change history or files, and the dry run of each.
 */
@PostgresTest
class ChangeCommandTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory);
		List.of("001", "002", "003").forEach(this::write);
	}

	private void write(String version) {
		this.folder.write(version + "_t.sql",
				"CREATE TABLE t%s ();%n-- migrate:down%nDROP TABLE t%s;".formatted(version, version));
	}

	private void migrateTwo() {
		assertThat(this.directory.resolve("003_t.sql").toFile().delete()).isTrue();
		run("migrate");
		write("003");
	}

	private CommandRun run(String command) {
		return CommandRun.of(this.database, this.folder, command);
	}

	@Test
	void listsWhatItIsGoingToUndo() {
		run("migrate");
		CommandRun run = run("rollback --steps 2");
		assertThat(run.code()).isZero();
		assertThat(run.out().lines().toList()).startsWith("Database 'default': 2 to undo, in this order", "")
			.anyMatch((line) -> line.startsWith("003      t     undo"))
			.last()
			.asString()
			.startsWith("Database 'default' is at version 001: 2 migrations undone in ");
		assertThat(run.err()).contains("undone 003 t (1 of 2) in ");
		assertThat(run("rollback --to 0").out()).contains("1 to undo");
		assertThat(run("rollback").out()).isEqualToIgnoringNewLines("Database 'default': nothing to do");
	}

	@Test
	void migratesToATarget() {
		assertThat(run("plan --target 2").out()).contains("2 to apply");
		assertThat(run("migrate --target 2").out()).contains("is at version 002: 2 migrations applied");
		assertThat(states()).containsExactly("001 applied", "002 applied");
	}

	@Test
	void undoesWhatTheReleaseDoesNotKnow() throws IOException {
		run("migrate");
		Files.delete(this.directory.resolve("003_t.sql"));
		assertThat(run("rollback --to-release").out()).contains("1 to undo", "is at version 002");
	}

	@Test
	void undoesOneExtentOnly() {
		CommandRun run = run("rollback --steps 1 --to 2");
		assertThat(run.code()).isEqualTo(2);
		assertThat(run.err()).contains("mutually exclusive");
	}

	@Test
	void listsEveryFaultAndFails() {
		run("migrate");
		assertThat(run("validate")).isEqualTo(new CommandRun(0, "No problem found." + System.lineSeparator(), ""));
		this.folder.write("001_t.sql", "CREATE TABLE other ()");
		this.folder.write("004_open.sql", "SELECT 'open");
		CommandRun offline = run("validate --offline");
		assertThat(offline.code()).isEqualTo(1);
		assertThat(offline.out()).contains("problem: ", "004_open.sql");
		Path open = this.directory.resolve("004_open.sql");
		assertThat(open.toFile().delete()).isTrue();
		CommandRun changed = run("validate");
		assertThat(changed.code()).isEqualTo(1);
		assertThat(changed.out()).contains("problem: ", "001_t.sql");
	}

	@Test
	void repairsWithoutATerminalOnlyWhereToldTo() {
		migrateTwo();
		CommandRun refused = run("repair --mark-applied 3");
		assertThat(refused.code()).isEqualTo(2);
		assertThat(refused.err()).contains("--yes");
		CommandRun dry = run("repair --mark-applied 3 --dry-run");
		assertThat(dry.code()).isZero();
		assertThat(dry.out()).contains("Migration 003 t (pending: it has no row) is going to be recorded",
				"Dry run: nothing was changed.");
		assertThat(states()).containsExactly("001 applied", "002 applied");
		assertThat(run("repair --mark-applied 3 --yes").out()).endsWith("Done." + System.lineSeparator());
		CommandRun forgotten = run("repair --forget 2 --yes");
		assertThat(forgotten.code()).isZero();
		assertThat(forgotten.err()).startsWith("warning: Repair: migration 002 t (before: applied since ");
		assertThat(run("status").out()).containsPattern("(?m)^002 +t +rolled_back ")
			.containsPattern("(?m)^003 +t +applied ");
		assertThat(run("repair --forget 9 --yes").code()).isEqualTo(1);
		assertThat(run("repair").code()).isEqualTo(2);
	}

	@Test
	void writesAFileForPsqlAndNeverOverOne() throws IOException {
		Path file = this.directory.resolve("release.txt");
		String sql = run("script --from 1 --to 2").out();
		assertThat(sql).contains("CREATE TABLE t002").doesNotContain("CREATE TABLE t001", "CREATE TABLE t003");
		CommandRun run = run("script --from 1 --to 2 --output " + file);
		assertThat(run).isEqualTo(new CommandRun(0, file + System.lineSeparator(), ""));
		assertThat(file).hasContent(sql);
		if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
				.as("it holds the passwords of the scripts")
				.isEqualTo("rw-------");
		}
		assertThat(run("script --output " + file).code()).isEqualTo(2);
		assertThat(run("script --from 7").code()).isEqualTo(1);
	}

	@Test
	void rehearsesARunAndAnUndoWithoutConsequences() {
		migrateTwo();
		CommandRun run = run("migrate --dry-run");
		assertThat(run.code()).as(run.err()).isZero();
		assertThat(run.out()).contains("003 t", "CREATE TABLE t003");
		assertThat(run("migrate --dry-run --live").out()).contains("CREATE TABLE t003");
		JsonNode json = JsonMapper.shared().readTree(run("rollback --dry-run --json").out()).at("/databases/default");
		assertThat(json.at("/steps/0/direction").asString()).isEqualTo("down");
		assertThat(json.at("/steps/0/statements/0/statement").asString()).isEqualTo("DROP TABLE t002");
		assertThat(json.at("/live").asBoolean()).isFalse();
		assertThat(run("migrate --live").code()).isEqualTo(2);
		assertThat(states()).containsExactly("001 applied", "002 applied");
	}

	@Test
	void failsWhereARehearsalDoes() {
		this.folder.write("004_broken.sql", "SELECT 1 / 0");
		CommandRun run = run("migrate --dry-run --json");
		assertThat(run.code()).isEqualTo(1);
		assertThat(JsonMapper.shared().readTree(run.out()).at("/databases/default/failure").asString())
			.contains("division by zero");
	}

	@Test
	void writesTheNextMigration() {
		CommandRun dry = run("create 'add mail' --dry-run");
		Path next = this.directory.resolve("004_add_mail.sql");
		assertThat(dry.out()).isEqualTo(next + System.lineSeparator());
		assertThat(next).doesNotExist();
		assertThat(run("create 'add mail'").out()).isEqualTo(next + System.lineSeparator());
		assertThat(next).exists();
		assertThat(run("create 'add mail' --java --dry-run").out()).endsWith("com/example/AddMail.java\n");
		assertThat(run("create 'add mail' --java=com.other --dry-run").out()).endsWith("com/other/AddMail.java\n");
		assertThat(run("create").code()).isEqualTo(2);
	}

	@Test
	void writesAJavaMigrationThatCompiles(@TempDir Path sources) throws IOException {
		NewFiles files = Migrator.of(new DriverManagerDataSource(), MigratorSettings.defaults())
			.create(NewMigration.java("3 \\users */ \"x\"", "com.example"),
					new CreateSettings(null, this.directory, null));
		Path file = Files.writeString(sources.resolve(files.paths().get(0).getFileName()),
				files.texts().values().iterator().next());
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-encoding", "US-ASCII", "-cp", classPath, "-d", sources.toString(),
					file.toString()))
			.isZero();
	}

	@Test
	void beginsWithMigrations(@TempDir Path empty) {
		this.folder = new MigrationFolder(empty);
		CommandRun run = run("init");
		assertThat(run.code()).isZero();
		assertThat(run.out().lines().findFirst()).contains(empty.resolve("001_first.sql").toString());
		assertThat(run.out()).contains("url: jdbc:postgresql://", "locations: file:" + empty);
		assertThat(empty.resolve("001_first.sql")).exists();
		CommandRun again = run("init");
		assertThat(again.code()).isEqualTo(1);
		assertThat(again.err()).contains("holds migrations already", "action: ");
	}

	@Test
	void givesAMigrationTheNextFreeVersion() {
		migrateTwo();
		this.folder.write("002_u.sql", "SELECT 1");
		String moved = "%s -> %s%n".formatted(this.directory.resolve("002_u.sql"), this.directory.resolve("004_u.sql"));
		assertThat(run("renumber 2 --dry-run").out()).isEqualTo(moved);
		assertThat(this.directory.resolve("004_u.sql")).doesNotExist();
		assertThat(run("renumber 2").out()).isEqualTo(moved);
		assertThat(this.directory.resolve("004_u.sql")).exists();
	}

	private List<String> states() {
		return this.database.jdbc()
			.sql("SELECT version || ' ' || state FROM schema_migrations ORDER BY id")
			.query(String.class)
			.list();
	}

}
