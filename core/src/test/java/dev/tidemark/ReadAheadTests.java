package dev.tidemark;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ReadAheadTests extends AbstractMigratorTests {

	private static final String AHEAD = "tidemark-read-ahead";

	private final Set<String> readers = ConcurrentHashMap.newKeySet();

	@Test
	void theFirstRunReadsNothingItself() {
		write("001_users.sql", "CREATE TABLE users (name text)");
		Migrator migrator = reader();
		migrator.readAhead();
		assertThat(migrator.migrate().scripts()).containsExactly("001_users.sql");
		assertThat(this.readers).containsExactly(AHEAD);
	}

	@Test
	void theNextRunReadsTheFilesAsTheyAreThen() {
		write("001_users.sql", "CREATE TABLE users (name text)");
		Migrator migrator = reader();
		migrator.readAhead();
		migrator.migrate();
		write("002_teams.sql", "CREATE TABLE teams (name text)");
		this.readers.clear();
		assertThat(migrator.migrate().scripts()).containsExactly("002_teams.sql");
		assertThat(this.readers).isNotEmpty().doesNotContain(AHEAD);
	}

	@Test
	void whatIsWrongIsToldByTheRun() {
		write("001_users.sql", "CREATE TABLE users (name text)");
		write("001_teams.sql", "CREATE TABLE teams (name text)");
		Migrator migrator = reader();
		migrator.readAhead();
		assertThat(failing(InvalidMigrationsException.class, migrator)).hasMessageContaining("001_teams.sql");
	}

	@Test
	void javaMigrationsRunBetweenTheFiles() {
		write("001_users.sql", "CREATE TABLE users (name text)");
		write("003_copy.sql", "CREATE TABLE copied AS SELECT * FROM users");
		Migrator migrator = migrator(CodeMigration.of(new V2__LoadUsers()));
		migrator.readAhead();
		migrator.migrate();
		assertThat(values("SELECT name FROM copied")).containsExactly("ada");
	}

	private Migrator reader() {
		ResourcePatternResolver resolver = new PathMatchingResourcePatternResolver() {

			@Override
			public Resource[] getResources(String locationPattern) throws IOException {
				ReadAheadTests.this.readers.add(Thread.currentThread().getName());
				return super.getResources(locationPattern);
			}

		};
		return migrator().withResources(resolver);
	}

	static final class V2__LoadUsers implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("INSERT INTO users VALUES ('ada')").update();
		}

	}

}
