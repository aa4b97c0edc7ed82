package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.boot.LogLines;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class LogTests {

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);")
			.write("002_mail.sql", "ALTER TABLE users\n  ADD COLUMN mail text;\nCREATE INDEX ON users (mail);");
	}

	@Test
	void writesOneLineForEachMigrationAndOneForTheRun(TestDatabase database) {
		List<String> lines = run(database, Level.INFO).at(Level.INFO);
		assertThat(lines).filteredOn((line) -> line.contains("applied 001 users")).hasSize(1);
		assertThat(lines).filteredOn((line) -> line.contains("applied 002 mail")).hasSize(1);
		assertThat(lines)
			.filteredOn((line) -> line.matches("Database 'default' is at version 002: 2 migrations done in \\d+ ms"))
			.hasSize(1);
	}

	@Test
	void writesOneLineWhereThereIsNothingToDo(TestDatabase database) {
		run(database, Level.INFO);
		assertThat(run(database, Level.INFO).at(Level.INFO)).singleElement()
			.asString()
			.matches(
					"Database 'default' is current at version 002: 2 migrations known, nothing to do, checked in \\d+ ms");
	}

	@Test
	void writesStatementsAtDebug(TestDatabase database) {
		LogLines lines = run(database, Level.DEBUG);
		assertThat(lines.at(Level.DEBUG))
			.anySatisfy((line) -> assertThat(line).contains("002 mail statement 1, line 1")
				.contains("ALTER TABLE users ADD COLUMN mail text"))
			.anySatisfy((line) -> assertThat(line).contains("statement 2, line 3"));
		assertThat(lines.at(Level.INFO)).noneSatisfy((line) -> assertThat(line).contains("ALTER TABLE"));
	}

	@Test
	void namesDatabaseAndVersionInTheContextOfEachLine(TestDatabase database) {
		List<ILoggingEvent> events = run(database, Level.DEBUG).events();
		assertThat(events).filteredOn((event) -> event.getFormattedMessage().contains("002 mail statement"))
			.isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getMDCPropertyMap()).containsEntry("tidemark.version", "002")
				.containsEntry("tidemark.database", "default"));
		assertThat(events).filteredOn((event) -> event.getFormattedMessage().contains("migrations done"))
			.singleElement()
			.satisfies((event) -> assertThat(event.getMDCPropertyMap()).containsEntry("tidemark.database", "default")
				.doesNotContainKey("tidemark.version"));
	}

	private LogLines run(TestDatabase database, Level level) {
		try (LogLines lines = LogLines.of("dev.tidemark.Migrator", level);
				TestApplication application = new TestApplication(PlainTestApplication.class).on(database,
						this.folder)) {
			application.start();
			return lines;
		}
	}

}
