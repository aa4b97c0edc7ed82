package dev.tidemark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.migration.Version;
import dev.tidemark.snapshot.SnapshotSettings;
import dev.tidemark.snapshot.WrittenSnapshot;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A migrator writes the snapshot of its database.
 */
@PostgresTest
class SnapshotOfDatabaseTests extends AbstractSourceTests {

	private void three() {
		source("001_users.sql", "CREATE TABLE users (id bigint)");
		source("002_orders.sql", "CREATE TABLE orders (id bigint)");
		source("R__report.sql", "CREATE OR REPLACE VIEW report AS SELECT count(*) FROM users");
	}

	@Test
	void namesWhatItStandsForAndBeginsAFreshDatabase() throws IOException {
		three();
		Migrator migrator = migrator(sourcesAlone());
		migrator.migrate();
		WrittenSnapshot snapshot = migrator.snapshot();
		assertThat(snapshot.head().version()).isEqualTo(Version.of("2"));
		assertThat(snapshot.head().entries()).extracting(SnapshotHead.Entry::label)
			.containsExactly("001 users", "002 orders", "repeatable report");
		assertThat(snapshot.head().entries()).extracting(SnapshotHead.Entry::checksum)
			.containsExactlyElementsOf(migrator.applied().stream().map((row) -> row.checksum()).toList());
		assertThat(snapshot.text()).startsWith(snapshot.head().text()).doesNotContain("schema_migrations");
		assertThat(SnapshotHead.read(snapshot.text())).contains(snapshot.head());
		Files.writeString(snapshotFile(), snapshot.text());
		source("003_items.sql", "CREATE TABLE items (id bigint)");
		try (TestDatabase fresh = database().server().createDatabase()) {
			assertThat(on(fresh, sources()).migrate().scripts()).containsExactly("schema.sql", "003_items.sql");
			migrator.migrate();
			assertThat(on(fresh, sources()).snapshot().text()).isEqualTo(migrator.snapshot().text());
		}
	}

	@Test
	void leavesOutWhatOtherToolsKeepBesideTheirHistory() {
		three();
		Migrator migrator = migrator(sourcesAlone());
		migrator.migrate();
		database().execute(
				"CREATE TABLE databasechangelog (id text, author text, filename text, dateexecuted timestamp, orderexecuted int, exectype text, md5sum text);"
						+ "CREATE TABLE databasechangeloglock (id int PRIMARY KEY, locked boolean, lockgranted timestamp, lockedby text);"
						+ "CREATE SCHEMA rails; CREATE TABLE rails.schema_migrations (version text PRIMARY KEY);"
						+ "CREATE TABLE rails.ar_internal_metadata (key text PRIMARY KEY, value text);"
						+ "CREATE TABLE ar_internal_metadata (nobody text)");
		assertThat(migrator.snapshot().text()).doesNotContain("databasechangelog", "rails.ar_internal")
			.contains("CREATE TABLE public.ar_internal_metadata");
	}

	@Test
	void isRefusedWhereSomethingIsPendingUnlessToldOtherwise() {
		three();
		Migrator migrator = migrator(sourcesAlone());
		migrator.migrate();
		source("003_items.sql", "CREATE TABLE items (id bigint); SELECT 1/0");
		assertThatExceptionOfType(SnapshotException.class).isThrownBy(migrator::snapshot)
			.withMessageContaining("003 items")
			.satisfies((ex) -> assertThat(ex.action()).contains("migrate", "--pending"));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
		assertThatExceptionOfType(SnapshotException.class).isThrownBy(migrator::snapshot);
		assertThat(migrator.snapshotOfWhatIsThere().head().version()).isEqualTo(Version.of("2"));
	}

	@Test
	void isRefusedWhereNoVersionIsApplied() {
		source("R__only.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one");
		Migrator migrator = migrator(sourcesAlone());
		migrator.migrate();
		assertThatExceptionOfType(SnapshotException.class).isThrownBy(migrator::snapshot)
			.withMessageContaining("stands at no version");
	}

	@Test
	void warnsOfRowsThatAFreshDatabaseWouldNotHave() {
		three();
		source("003_seeds.sql", """
				CREATE TABLE countries (code text);
				INSERT INTO countries VALUES ('de');
				INSERT INTO public.users (id) VALUES (1);
				INSERT INTO orders SELECT id FROM users;
				UPDATE users SET id = 2""");
		MigratorSettings settings = sourcesAlone();
		migrator(settings).migrate();
		assertThat(migrator(settings.withSnapshot(SnapshotSettings.defaults().withData(List.of("users")))).snapshot()
			.warnings()).singleElement(InstanceOfAssertFactories.STRING)
			.contains("tidemark.snapshot.data")
			.endsWith("003_seeds.sql:2: INSERT INTO countries VALUES ('de')");
	}

	@Test
	void leavesOutTheHistoriesOfOtherTools() {
		three();
		database().execute(
				"CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version text, description text, "
						+ "type text, script text, checksum int, installed_by text, installed_on timestamp, execution_time int, success bool)");
		Migrator migrator = migrator(settings().withLocations(sources().locations().get(0)));
		migrator.migrate();
		assertThat(migrator.snapshot().text()).contains("public.users").doesNotContain("flyway");
		assertThat(migrator.snapshot().notWritten()).isEqualTo(List.of());
	}

}
