package dev.tidemark.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationFiles#create}.
 */
class CreateTests {

	private static final Instant NOW = Instant.parse("2026-11-21T18:05:09.123Z");

	private static final String FOLDER = "src/main/resources/db/migration";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path project;

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					-                                               | 001_add_due_date.sql
					001_tables.sql                                  | 002_add_due_date.sql
					009_tables.sql                                  | 010_add_due_date.sql
					999_tables.sql                                  | 1000_add_due_date.sql
					0005_odd_pilgrim.sql                            | 0006_add_due_date.sql
					1.2_tables.sql                                  | 1.3_add_due_date.sql
					3-big-table.sql                                 | 4-add-due-date.sql
					V1__tables.sql V1_9__more.sql                   | V1_10__add_due_date.sql
					V1__tables.sql U1__tables.sql                   | V2__add_due_date.sql U2__add_due_date.sql
					V20260102093000__tables.sql                     | V20261121180509__add_due_date.sql
					000001_a.up.sql 000001_a.down.sql               | 000002_add_due_date.up.sql 000002_add_due_date.down.sql
					20260102093000_tables.sql                       | 20261121180509_add_due_date.sql
					202601020930_tables.sql                         | 202611211805_add_due_date.sql
					20260102_tables.sql                             | 20261121_add_due_date.sql
					1641024000000_t/up.sql 1641024000000_t/down.sql | 1795284309123_add_due_date/up.sql 1795284309123_add_due_date/down.sql
					1641024000_t.sql                                | 1795284309_add_due_date.sql
					20260102093000000000_t.postgres.up.sql          | 20261121180509123000_add_due_date.postgres.up.sql
					2026-01-02-093000_t/up.sql 2026-01-02-093000_t/down.sql | 2026-11-21-180509_add_due_date/up.sql 2026-11-21-180509_add_due_date/down.sql
					20260102093000_t/migration.sql                  | 20261121180509_add_due_date/migration.sql
					001.do.tables.sql 001.undo.tables.sql           | 002.do.add_due_date.sql 002.undo.add_due_date.sql
					0001.tables.sql 0001.tables.rollback.sql        | 0002.add_due_date.sql 0002.add_due_date.rollback.sql
					20260102_0930_tables.sql                        | 20261121_1805_add_due_date.sql
					2025/V5__more.sql 2026/V6__more.sql             | 2026/V7__add_due_date.sql
					V1__tables.sql R__views.sql B3__all.sql         | V4__add_due_date.sql
					002_a.sql beforeMigrate.sql data.sql            | 003_add_due_date.sql
					20991231235959_future.sql                       | 21000101000000_add_due_date.sql
					""")
	void writesTheNextFileAsTheNewestIsNamed(@Nullable String existing, String expected) throws IOException {
		write(existing);
		NewFiles files = author(CreateNaming.AUTO).create(NewMigration.sql("Add due date!")).write();
		assertThat(relative(files)).containsExactly(expected.split(" "));
		assertThat(files.paths()).allSatisfy((file) -> assertThat(file).exists());
	}

	@Test
	void givesARevisionLikeTheNewestHas() throws IOException {
		write("20260102_0930_a1b2c3d4_tables.sql");
		assertThat(relative(author(CreateNaming.AUTO).create(NewMigration.sql("due date")))).singleElement()
			.asString()
			.matches("20261121_1805_[0-9a-f]{8}_due_date.sql");
	}

	@Test
	void followsTheSettingInAnEmptyFolder() {
		assertThat(relative(author(CreateNaming.TIMESTAMP).create(NewMigration.sql("x"))))
			.containsExactly("20261121180509_x.sql");
		assertThat(relative(author(CreateNaming.SEQUENCE).create(NewMigration.sql("x")))).containsExactly("001_x.sql");
		assertThat(relative(author(CreateNaming.REVISION).create(NewMigration.sql("x")))).singleElement()
			.asString()
			.matches("20261121_1805_[0-9a-f]{12}_x.sql");
	}

	@ParameterizedTest
	@CsvSource({ "TIMESTAMP", "REVISION", "AUTO" })
	void givesTwoInOneMinuteDifferentVersions(CreateNaming naming) throws IOException {
		write((naming != CreateNaming.AUTO) ? null : "20260102_0930_a1b2c3d4_tables.sql");
		String first = author(naming).create(NewMigration.sql("first")).write().version();
		String second = author(naming).create(NewMigration.sql("second")).write().version();
		assertThat(VersionSequence.version(second)).isGreaterThan(VersionSequence.version(first));
	}

	@Test
	void leavesOutAVersionThatAJavaMigrationHas() throws IOException {
		write("007_tables.sql");
		MigrationFiles files = author(new CreateSettings(null, null, null), List.of(Version.of("8")));
		assertThat(relative(files.create(NewMigration.sql("x")))).containsExactly("009_x.sql");
	}

	@Test
	void refusesASettingThatWouldPutItBeforeTheNewest() throws IOException {
		write("20260102093000_tables.sql");
		assertThatExceptionOfType(MigrationFileException.class)
			.isThrownBy(() -> author(CreateNaming.SEQUENCE).create(NewMigration.sql("x")))
			.withMessageContaining(
					"tidemark.create.naming=sequence gives the version 001, which comes before 20260102093000");
	}

	@Test
	void neverOverwrites() {
		NewFiles planned = author(CreateNaming.AUTO).create(NewMigration.sql("x"));
		planned.write();
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(planned::write)
			.withMessageContaining("001_x.sql exists, and nothing is overwritten");
	}

	@Test
	void takesAwayWhatItWroteWhereALaterFileExists() throws IOException {
		write("000001_a.up.sql 000001_a.down.sql");
		NewFiles planned = author(CreateNaming.AUTO).create(NewMigration.sql("b"));
		Files.writeString(folder().resolve("000002_b.down.sql"), "SELECT 1");
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(planned::write);
		assertThat(folder().resolve("000002_b.up.sql")).doesNotExist();
		assertThat(folder().resolve("000002_b.down.sql")).hasContent("SELECT 1");
	}

	@Test
	void dividesTheFileAsTheNewestIsDivided() throws IOException {
		Files.createDirectories(folder());
		Files.writeString(folder().resolve("00001_a.sql"), "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n");
		NewFiles files = author(CreateNaming.AUTO).create(NewMigration.sql("Add due date"));
		assertThat(files.texts().values()).containsExactly("""
				-- Add due date
				-- 2026-11-21T18:05:09Z

				-- +goose Up

				-- +goose Down

				""");
	}

	@Test
	void takesTheTextOfATemplate() throws IOException {
		Path template = Files.writeString(this.project.resolve("template.sql"),
				"-- ${version} ${name}: ${description}, ${time}\nSET ROLE ${owner};\n");
		MigrationFiles files = author(new CreateSettings(null, null, template), List.of());
		assertThat(files.create(NewMigration.sql("Add due date")).texts().values())
			.containsExactly("-- 001 add_due_date: Add due date, 2026-11-21T18:05:09Z\nSET ROLE ${owner};\n");
	}

	@Test
	void writesAJavaMigration() throws IOException {
		write("007_tables.sql");
		NewFiles files = author(CreateNaming.AUTO).create(NewMigration.java("fill names", "com.example.db"));
		assertThat(files.paths()).containsExactly(this.project.resolve("src/main/java/com/example/db/FillNames.java"));
		assertThat(files.texts().values()).singleElement()
			.asString()
			.contains("package com.example.db;", "@MigrationVersion(value = \"008\", name = \"fill_names\")",
					"class FillNames implements JavaMigration");
	}

	@Test
	void namesTheClassOfAJavaMigrationInWordsWhateverSeparatesThemInFiles() throws IOException {
		write("3-big-table.sql");
		assertThat(author(CreateNaming.AUTO).create(NewMigration.java("fill names", "com.example")).paths())
			.containsExactly(this.project.resolve("src/main/java/com/example/FillNames.java"));
	}

	@Test
	void beginsAProjectOnce() {
		NewFiles first = author(CreateNaming.AUTO).init().write();
		assertThat(relative(first)).containsExactly("001_first.sql");
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(() -> author(CreateNaming.AUTO).init())
			.withMessageContaining("holds migrations already, the newest is 001_first.sql");
	}

	@Test
	void refusesANameWithoutLetters() {
		assertThatExceptionOfType(MigrationFileException.class)
			.isThrownBy(() -> author(CreateNaming.AUTO).create(NewMigration.sql(" -?- ")))
			.withMessageContaining("neither a letter nor a digit");
	}

	@Test
	void refusesAFolderWithThePlanOfSqitch() throws IOException {
		write("sqitch.plan");
		assertThatExceptionOfType(MigrationFileException.class)
			.isThrownBy(() -> author(CreateNaming.AUTO).create(NewMigration.sql("x")))
			.withMessageContaining("a project of Sqitch");
	}

	@Test
	void findsTheFolderInTheOnlyModuleThatHasIt() throws IOException {
		Path module = this.project.resolve("service");
		Files.createDirectories(module.resolve(FOLDER));
		NewFiles files = new MigrationFiles(List.of("classpath:db/migration"), new NamingSettings(null, null, null),
				new CreateSettings(null, null, null), List.of(), this.project, InstantSource.fixed(NOW))
			.create(NewMigration.sql("x"));
		assertThat(files.paths()).containsExactly(module.resolve(FOLDER).resolve("001_x.sql"));
	}

	@Test
	void saysSoWhereThereIsNoSourceFolder() {
		MigrationFiles files = new MigrationFiles(List.of("classpath:db/migration"),
				new NamingSettings(null, null, null), new CreateSettings(null, null, null), List.of(), this.project,
				InstantSource.fixed(NOW));
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(() -> files.create(NewMigration.sql("x")))
			.withMessageContaining("Which source folder is meant by classpath:db/migration cannot be told")
			.satisfies((ex) -> assertThat(ex.action()).contains("tidemark.create.directory"));
	}

	private MigrationFiles author(CreateNaming naming) {
		return author(new CreateSettings(naming, null, null), List.of());
	}

	private MigrationFiles author(CreateSettings settings, List<Version> others) {
		try {
			Files.createDirectories(this.project.resolve("src/main/resources"));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		return new MigrationFiles(List.of("classpath:db/migration"), new NamingSettings(null, null, null), settings,
				others, this.project, InstantSource.fixed(NOW));
	}

	private Path folder() {
		return this.project.resolve(FOLDER);
	}

	private void write(@Nullable String files) throws IOException {
		for (String file : (files != null) ? files.split(" ") : new String[0]) {
			Path path = folder().resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, "SELECT 1;");
		}
	}

	private List<String> relative(NewFiles files) {
		return files.paths().stream().map((path) -> folder().relativize(path).toString()).toList();
	}

}
