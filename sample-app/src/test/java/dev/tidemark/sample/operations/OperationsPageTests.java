package dev.tidemark.sample.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The page for whoever is on call tells what is true.
 */
@PostgresTest
class OperationsPageTests {

	@Test
	void quotesOnlyMessagesThatThereAre() throws IOException {
		Sources sources = Sources.read();
		assertThat(OperationsPage.messages()).hasSizeGreaterThan(25)
			.filteredOn((message) -> !sources.have(message))
			.as("no source has them")
			.isEmpty();
		assertThat(sources.have("attempt … was rolled forward")).isFalse();
	}

	@Test
	void linksOnlyToWhatThereIs() throws IOException {
		List<String> anchors = OperationsPage.anchors();
		assertThat(OperationsPage.links()).allSatisfy((link) -> {
			String file = link.replaceFirst("#.*", "");
			assertThat(Files.exists(OperationsPage.FILE.resolveSibling(file))).as(link).isTrue();
			if (file.isEmpty()) {
				assertThat(anchors).contains(link.substring(1));
			}
		});
	}

	@Test
	void asksWhatTheServerUnderstands(TestDatabase database, @TempDir Path migrations) throws Exception {
		Files.writeString(migrations.resolve("001_users.sql"), "CREATE TABLE users ()");
		Migrator
			.of(database.dataSource(),
					MigratorSettings.defaults()
						.withLocations("file:" + migrations)
						.withLock(new LockSettings(LockStrategy.LEASE, null, null, null)))
			.migrate();
		List<String> queries = OperationsPage.queries();
		assertThat(queries).hasSizeGreaterThanOrEqualTo(6)
			.allSatisfy((query) -> assertThatNoException().as(query)
				.isThrownBy(() -> database.jdbc().sql(query).query().listOfRows()));
		String whoHasTheLock = queries.stream()
			.filter((query) -> query.contains("'advisory'"))
			.findFirst()
			.orElseThrow();
		assertThat(database.jdbc().sql(whoHasTheLock).query().listOfRows()).isEmpty();
		try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
			long key = new AdvisoryLock("public", "schema_migrations", new Capabilities(true, true, true)).key();
			statement.execute("SELECT pg_advisory_lock(%d)".formatted(key));
			assertThat(database.jdbc().sql(whoHasTheLock).query().listOfRows()).hasSize(1);
		}
	}

}
