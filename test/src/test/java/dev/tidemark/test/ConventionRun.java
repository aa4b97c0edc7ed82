package dev.tidemark.test;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.tidemark.MigrationInfo;
import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One convention, up, down and up again, beside what psql makes of it.
 */
final class ConventionRun implements AutoCloseable {

	private final Convention convention;

	private final Path folder;

	private final TestServer server;

	private final TestDatabase database;

	private final URLClassLoader jar;

	private final URLClassLoader windows;

	private ConventionRun(Convention convention, Path scratch, TestServer server) throws IOException {
		this.convention = convention;
		this.folder = scratch.resolve(convention.name());
		this.server = server;
		this.database = server.createDatabase();
		this.jar = loader(scratch.resolve("migrations.jar"));
		this.windows = loader(Files.createDirectory(scratch.resolve("windows")));
	}

	private static URLClassLoader loader(Path entry) throws IOException {
		return new URLClassLoader(new URL[] { entry.toUri().toURL() }, null);
	}

	static ConventionRun of(Convention convention, Path scratch, TestServer server) throws IOException {
		ConventionRun run = new ConventionRun(convention, scratch, server);
		ConventionTree.copy(convention.folder(), run.folder);
		ConventionTree.pack(run.folder, scratch.resolve("migrations.jar"));
		ConventionTree.copyAsOnWindows(run.folder, scratch.resolve("windows"));
		return run;
	}

	/**
	 * Applies everything from a folder.
	 */
	void up() {
		MigrationReport report = fromFolder().migrate();
		assertThat(migrations()).as("versions and names, in the order in which they run")
			.isEqualTo(this.convention.migrations());
		assertThat(report.warnings()).as("warnings").hasSameSizeAs(this.convention.warnings());
		assertThat(this.convention.warnings())
			.allSatisfy((part) -> assertThat(report.warnings()).anyMatch((warning) -> warning.contains(part)));
		assertLooksLike(Convention.PSQL, "After all was applied");
	}

	/**
	 * Finds the same migrations in a jar, and in a folder of the class path as an editor
	 * leaves it on Windows: nothing is pending, nothing changed.
	 */
	void isTheSameElsewhere() {
		assertThat(from(this.jar).verify().warnings()).as("warnings when the migrations are in a jar")
			.hasSameSizeAs(this.convention.warnings());
		assertThat(from(this.windows).verify().warnings()).as("warnings when line ends are those of Windows")
			.hasSameSizeAs(this.convention.warnings());
	}

	/**
	 * Begins another database from the snapshot of the first: it has the same schema, and
	 * nothing is pending.
	 */
	void isTheSameFromASnapshot() throws IOException {
		Migrator migrated = fromFolder();
		Path file = this.folder.resolveSibling("schema.sql");
		Files.writeString(file, migrated.snapshot().text());
		try (TestDatabase fresh = this.server.createDatabase()) {
			Migrator begun = Migrator.of(fresh.dataSource(),
					migrated.settings().withBaseline(BaselineSettings.defaults().withSnapshot("file:" + file)));
			assertThat(begun.migrate().scripts()).as("what runs in a database that begins from the snapshot")
				.containsExactly("schema.sql");
			assertThat(begun.fingerprint().differences(migrated.fingerprint()))
				.as("lines with - are what the snapshot makes, lines with + what the migrations make")
				.isEmpty();
			assertThat(begun.verify().scripts()).isEmpty();
			assertThat(begun.snapshot().text()).isEqualTo(migrated.snapshot().text());
		}
	}

	/**
	 * Undoes from the newest on what can be undone, and applies it again; from a jar.
	 */
	void downAndUpAgain() {
		int undoable = undoable();
		assertThat(undoable > 0 && undoable < applied().size())
			.as("some can be undone and some cannot, so there is a file %s", Convention.AFTER_DOWN)
			.isEqualTo(this.convention.has(Convention.AFTER_DOWN));
		if (undoable > 0) {
			from(this.jar).rollback(undoable);
			assertLooksLike(Convention.AFTER_DOWN, "After %d were undone".formatted(undoable));
			from(this.jar).migrate();
			assertLooksLike(Convention.PSQL, "After all was applied again");
		}
	}

	/**
	 * Returns versions and names, in the order in which they run, with what is unusual.
	 */
	List<String> migrations() {
		return status().stream().map(ConventionRun::line).toList();
	}

	private static String line(MigrationInfo info) {
		String version = (info.version() != null) ? info.version() : "repeatable";
		String state = (info.state() != MigrationState.APPLIED) ? ", " + info.state().word() : "";
		return (version + " " + info.name()).strip() + (info.reversible() ? "" : ", up only") + state;
	}

	private int undoable() {
		List<MigrationInfo> all = applied();
		int first = all.size();
		while (first > 0 && all.get(first - 1).reversible()) {
			first--;
		}
		return all.size() - first;
	}

	private List<MigrationInfo> applied() {
		return status().stream().filter((info) -> info.state() == MigrationState.APPLIED).toList();
	}

	private List<MigrationInfo> status() {
		return fromFolder().status().migrations();
	}

	private Migrator fromFolder() {
		return Migrator.of(this.database.dataSource(),
				settings().withLocations("file:" + this.folder.resolve(Convention.MIGRATIONS)));
	}

	private Migrator from(URLClassLoader classPath) {
		return Migrator.of(this.database.dataSource(), settings().withLocations("classpath:" + Convention.MIGRATIONS))
			.withResources(new PathMatchingResourcePatternResolver(classPath));
	}

	private MigratorSettings settings() {
		return ConventionSettings.of(this.convention.settings());
	}

	private void assertLooksLike(String script, String when) {
		try (TestDatabase expected = this.server.createDatabase()) {
			String expectation = "an empty database";
			if (this.convention.has(script)) {
				Psql.run(this.folder.resolve(script), expected);
				expectation = "what psql makes of " + script;
			}
			DatabaseContents then = DatabaseContents.of(expected);
			DatabaseContents now = DatabaseContents.of(this.database);
			assertThat(now.schema().differenceFrom(then.schema()))
				.as("%s, compared with %s: lines with - are missing, lines with + should not be there", when,
						expectation)
				.isEmpty();
			assertThat(now.rows()).as("%s, rows and sequences compared with %s", when, expectation)
				.containsExactlyElementsOf(then.rows());
		}
	}

	@Override
	public void close() throws IOException {
		this.database.close();
		this.jar.close();
		this.windows.close();
	}

}
