package dev.tidemark.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationFiles#renumber}.
 */
class RenumberTests {

	private static final Instant NOW = Instant.parse("2026-11-21T18:05:09Z");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private final List<AppliedMigration> history = new ArrayList<>();

	@Test
	void givesTheOneThatIsNotAppliedTheNextNumberWhereTwoHaveOne() throws IOException {
		write("006_a.sql", "007_ours.sql", "007_theirs.sql", "007_ours.down.sql");
		applied("006", "a");
		applied("007", "theirs");
		Renumbering renumbering = renumber("7");
		assertThat(renumbering.from()).isEqualTo("007");
		assertThat(renumbering.to()).isEqualTo("008");
		assertThat(files()).containsExactly("006_a.sql", "007_theirs.sql", "008_ours.down.sql", "008_ours.sql");
	}

	@Test
	void movesALateOneBehindWhatIsApplied() throws IOException {
		write("006_late.sql", "007_b.sql");
		applied("007", "b");
		renumber("006");
		assertThat(files()).containsExactly("007_b.sql", "008_late.sql");
	}

	@Test
	void movesBehindWhatANewerReleaseApplied() throws IOException {
		write("006_late.sql");
		applied("009", "newer");
		renumber("006");
		assertThat(files()).containsExactly("010_late.sql");
	}

	@Test
	void takesTheTimeWhereVersionsAreTimes() throws IOException {
		write("20260102093000_a/up.sql", "20260102093000_a/down.sql", "20260103000000_b/up.sql");
		applied("20260103000000", "b");
		renumber("20260102093000");
		assertThat(files()).containsExactly("20260103000000_b/up.sql", "20261121180509_a/down.sql",
				"20261121180509_a/up.sql");
		assertThat(this.folder.resolve("20260102093000_a")).doesNotExist();
	}

	@Test
	void asksWhichOneWhereNoneIsApplied() throws IOException {
		write("007_a.sql", "007_b.sql");
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(() -> renumber("007"))
			.withMessageContaining("007 is the version of 007_a.sql and 007_b.sql, and none of them is applied")
			.satisfies((ex) -> assertThat(ex.action()).contains("renumber 007_b.sql"));
		renumber("007_b.sql");
		assertThat(files()).containsExactly("007_a.sql", "008_b.sql");
	}

	@Test
	void refusesWhatIsApplied() throws IOException {
		write("006_a.sql", "007_b.sql");
		applied("006", "a");
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(() -> renumber("006"))
			.withMessageContaining("006_a.sql is in the history of this database")
			.withMessageContaining("No file was touched");
	}

	@Test
	void saysThatThereIsNothingToDo() throws IOException {
		write("006_a.sql", "007_b.sql");
		applied("006", "a");
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(() -> renumber("007"))
			.withMessageContaining("007_b.sql is the newest migration already");
	}

	@Test
	void namesTheNearestOfAnUnknownVersion() throws IOException {
		write("006_a.sql");
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(() -> renumber("005"))
			.withMessageContaining("There is no migration 005")
			.withMessageContaining("did you mean 006?");
	}

	@Test
	void warnsOfDirectivesThatNameTheOldVersion() throws IOException {
		write("006_late.sql", "007_b.sql");
		Files.writeString(this.folder.resolve("008_c.sql"), "-- tidemark: requires=006\nSELECT 1;");
		applied("007", "b");
		assertThat(renumber("006").warnings()).singleElement()
			.asString()
			.contains("008_c.sql has a directive requires= that names 006");
	}

	@Test
	void leavesAllNamesAsTheyWereWhereOneCannotBeRenamed() throws IOException {
		write("006_late.sql", "006_late.down.sql", "007_b.sql");
		applied("007", "b");
		Renumbering planned = plan("006");
		Files.writeString(this.folder.resolve("008_late.down.sql"), "SELECT 1");
		assertThatExceptionOfType(MigrationFileException.class).isThrownBy(planned::rename)
			.withMessageContaining("The files have their old names");
		assertThat(files()).containsExactly("006_late.down.sql", "006_late.sql", "007_b.sql", "008_late.down.sql");
	}

	private Renumbering renumber(String versionOrFile) {
		return plan(versionOrFile).rename();
	}

	private Renumbering plan(String versionOrFile) {
		return new MigrationFiles(List.of("file:" + this.folder), new NamingSettings(null, null, null),
				new CreateSettings(null, null, null), List.of(), Path.of(""), InstantSource.fixed(NOW))
			.renumber(versionOrFile, this.history);
	}

	private void applied(String version, String name) {
		this.history.add(new AppliedMigration(this.history.size() + 1L, Version.of(version), name, name + ".sql",
				MigrationKind.SQL, null, MigrationState.APPLIED, 1, 1, NOW, 1, "me", "test", null, false,
				StatementJournal.NONE));
	}

	private void write(String... files) throws IOException {
		for (String file : files) {
			Path path = this.folder.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, "SELECT 1;");
		}
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> this.folder.relativize(file).toString())
				.sorted()
				.toList();
		}
	}

}
