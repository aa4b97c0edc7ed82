package dev.tidemark.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.MigrationInfo;
import dev.tidemark.Migrator;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.sample.demo.SampleMigrator;
import dev.tidemark.snapshot.WrittenSnapshot;
import dev.tidemark.test.MigrationTester;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class SampleMigrationsTests {

	private static final Pattern FIRST_CELL = Pattern.compile("^\\| `([^`]+)`( \\(Java\\))? \\|", Pattern.MULTILINE);

	private static final Pattern QUERY = Pattern.compile("^```sql\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

	private TestDatabase database;

	@Test
	void goUpDownAndUpAgain() {
		assertThat(MigrationTester.of(SampleMigrator.on(this.database.dataSource()), this.database.dataSource())
			.upDownUp()).containsExactly("R__project_progress.sql", "007_tasks_title_search.sql",
					"dev.tidemark.sample.demo.LoadDemonstrationData", "005_action_lists.sql", "004_tasks.sql",
					"003_sprints.sql", "002_projects.sql", "001_extensions.sql");
	}

	@Test
	void makeTheSchemaOfTheirSnapshot(TestServer server, @TempDir Path directory) throws IOException {
		Migrator migrated = SampleMigrator.on(this.database.dataSource());
		migrated.migrate();
		WrittenSnapshot snapshot = migrated.snapshot();
		assertThat(snapshot.notWritten()).isEmpty();
		Path file = Files.writeString(directory.resolve("schema.sql"), snapshot.text());
		try (TestDatabase fresh = server.createDatabase()) {
			Migrator begun = SampleMigrator.on(fresh.dataSource());
			begun = begun
				.withSettings(begun.settings().withBaseline(BaselineSettings.defaults().withSnapshot("file:" + file)));
			assertThat(begun.migrate().scripts()).containsExactly("schema.sql");
			assertThat(begun.fingerprint().differences(migrated.fingerprint())).isEmpty();
			assertThat(begun.snapshot().text()).isEqualTo(snapshot.text());
		}
	}

	@Test
	void leaveNoRowOfTheDemonstrationDataWhenItIsUndone() {
		SampleMigrator.on(this.database.dataSource()).migrate();
		SampleMigrator.on(this.database.dataSource()).rollback(3);
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM projects").query(Integer.class).single()).isZero();
	}

	@Test
	void areThoseThatThePageLists() throws IOException {
		String files = page().substring(page().indexOf("## Files"), page().indexOf("## History"));
		assertThat(SampleMigrator.on(this.database.dataSource()).status().migrations())
			.extracting(SampleMigrationsTests::listed)
			.containsExactlyElementsOf(FIRST_CELL.matcher(files).results().map((cell) -> cell.group(1)).toList());
	}

	private static String listed(MigrationInfo info) {
		return (info.kind() == MigrationKind.JAVA) ? String.valueOf(info.version()) : info.script();
	}

	@Test
	void areShownAsTheyStandByTheQueryOfThePage() throws IOException {
		List<String> queries = QUERY.matcher(page()).results().map((found) -> found.group(1)).toList();
		assertThat(queries).hasSize(2);
		SampleMigrator.on(this.database.dataSource()).migrate();
		SampleMigrator.on(this.database.dataSource()).rollback(2);
		assertThat(scripts(queries.get(0))).containsExactly("001_extensions.sql", "002_projects.sql", "003_sprints.sql",
				"004_tasks.sql", "005_action_lists.sql", "dev.tidemark.sample.demo.LoadDemonstrationData");
		assertThat(scripts(queries.get(1))).hasSize(10)
			.endsWith("R__project_progress.sql", "007_tasks_title_search.down.sql");
	}

	private List<Object> scripts(String query) {
		List<Map<String, Object>> rows = this.database.jdbc().sql(query).query().listOfRows();
		return rows.stream().map((row) -> row.get("script")).toList();
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("MIGRATIONS.md"));
	}

}
