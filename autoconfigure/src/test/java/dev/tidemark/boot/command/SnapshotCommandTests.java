package dev.tidemark.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands that write a snapshot, alone and in the place of files.
 */
@PostgresTest
class SnapshotCommandTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private Path file;

	@BeforeEach
	void setUp(TestDatabase testDatabase) throws IOException {
		this.database = testDatabase;
		this.folder = new MigrationFolder(Files.createDirectory(this.directory.resolve("migration")));
		this.file = this.directory.resolve("db/schema.sql");
		List.of("001", "002", "003")
			.forEach((version) -> this.folder.write(version + "_t.sql", "CREATE TABLE t%s ()".formatted(version)));
	}

	/**
	 * A snapshot that is named has to be there.
	 */
	private CommandRun run(String command) {
		return CommandRun.of(this.database, this.folder, command, false, (settings) -> Files.exists(this.file)
				? settings.withBaseline(BaselineSettings.of(null, "file:" + this.file)) : settings);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter(Files::isRegularFile)
				.map((path) -> this.directory.relativize(path).toString())
				.sorted()
				.toList();
		}
	}

	@Test
	void writesTheSnapshotAndTellsWhetherItIsStillThat() throws IOException {
		assertThat(run("snapshot --output " + this.file).err()).contains("3 migrations are pending", "--pending");
		assertThat(this.file).doesNotExist();
		run("migrate");
		this.database.execute("CREATE PUBLICATION told");
		assertThat(run("snapshot --check --output " + this.file).code()).isEqualTo(3);
		CommandRun written = run("snapshot --output " + this.file);
		assertThat(written).isEqualTo(new CommandRun(0, this.file + System.lineSeparator(),
				"not written: publication told" + System.lineSeparator()));
		assertThat(Files.readString(this.file)).startsWith("-- Tidemark snapshot of version 003\n")
			.contains("CREATE TABLE public.t003 ();");
		assertThat(run("snapshot --check").code()).isZero();
		Files.writeString(this.file, Files.readString(this.file).replace("\n", "\r\n"));
		assertThat(run("snapshot --check").out()).contains("is as the migrations make it");
		this.database.execute("CREATE TABLE by_hand ()");
		CommandRun other = run("snapshot --check");
		assertThat(other.code()).isEqualTo(3);
		assertThat(other.out()).contains("is not as the migrations make it: write it again");
		assertThat(Files.readString(this.file)).doesNotContain("by_hand");
	}

	@Test
	void squashesOnlyWhereToldToAndRefusesDatabasesThatAreBehind() throws IOException {
		run("migrate --target 1");
		Files.createDirectory(this.file.getParent());
		Files.createFile(this.file);
		List<String> before = files();
		assertThat(run("squash --to 2").code()).isEqualTo(2);
		CommandRun dry = run("squash --to 2 --keep 1 --dry-run");
		assertThat(dry.err()).isEqualToIgnoringNewLines("Dry run: nothing was written or deleted.");
		assertThat(dry.out().lines()).containsExactly("write   %s (version 002, for 1 migrations)".formatted(this.file),
				"delete  " + this.directory.resolve("migration/002_t.sql"), "keep    001 t");
		assertThat(files()).isEqualTo(before);
		assertThat(run("squash --to 2 --yes").out()).endsWith("Done." + System.lineSeparator());
		assertThat(files()).containsExactly("db/schema.sql", "migration/003_t.sql");
		CommandRun refused = run("migrate");
		assertThat(refused.code()).isEqualTo(1);
		assertThat(refused.err()).contains("the files of 1 migrations", "002 t", "deploy the last release",
				"baseline 002");
	}

}
