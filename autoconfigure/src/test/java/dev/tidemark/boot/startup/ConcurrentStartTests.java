package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ConcurrentStartTests {

	private static final int APPLICATIONS = 8;

	@TempDir
	private Path directory;

	@Test
	void appliesEachMigrationOnceWhereManyApplicationsStart(TestDatabase database) {
		MigrationFolder folder = new MigrationFolder(this.directory)
			.write("001_users.sql", "CREATE TABLE users (id int GENERATED ALWAYS AS IDENTITY, name text)")
			.write("002_first.sql", "INSERT INTO users (name) VALUES ('first'); SELECT pg_sleep(0.3)")
			.write("003_second.sql", "INSERT INTO users (name) VALUES ('second')")
			.write("004_index.sql", "CREATE INDEX CONCURRENTLY users_name ON users (name)");
		List<TestApplication> applications = new ArrayList<>();
		try {
			for (int i = 0; i < APPLICATIONS; i++) {
				applications.add(new TestApplication(PlainTestApplication.class).on(database, folder)
					.with("spring.main.web-application-type=none", "tidemark.lock.poll-interval=20ms")
					.begin());
			}
			applications.forEach(TestApplication::awaitReady);
		}
		finally {
			applications.forEach(TestApplication::close);
		}
		assertThat(database.jdbc().sql("SELECT name FROM users ORDER BY id").query(String.class).list())
			.containsExactly("first", "second");
		assertThat(database.jdbc().sql("SELECT version FROM schema_migrations ORDER BY id").query(String.class).list())
			.containsExactly("001", "002", "003", "004");
	}

}
