package dev.tidemark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A run connects while it reads the files, and nobody can tell by what it does.
 */
@PostgresTest
class FilesWhileConnectingTests extends AbstractMigratorTests {

	private static final String READER = "tidemark-files";

	private final CountDownLatch reading = new CountDownLatch(1);

	private final CountDownLatch goOn = new CountDownLatch(1);

	private final AtomicReference<ClassLoader> loader = new AtomicReference<>();

	@Test
	void readsWhileItConnectsInTheCallersThread() {
		write("001_users.sql", "CREATE TABLE users ()");
		AtomicReference<Thread> connecting = new AtomicReference<>();
		DataSource watched = new DelegatingDataSource(database().dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				connecting.compareAndSet(null, Thread.currentThread());
				// the files are not read before there is a connection
				Connection connection = super.getConnection();
				FilesWhileConnectingTests.this.goOn.countDown();
				return connection;
			}

		};
		assertThat(Migrator.of(watched, settings()).withResources(slowly()).migrate().scripts())
			.containsExactly("001_users.sql");
		assertThat(connecting).hasValue(Thread.currentThread());
		assertThat(this.loader).hasValue(Thread.currentThread().getContextClassLoader());
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch((thread) -> thread.getName().equals(READER));
	}

	@Test
	void tellsWhatIsWrongWithTheFilesWhereTheDatabaseIsDownToo() {
		writeTwoOfOneVersion();
		PGSimpleDataSource nobody = new PGSimpleDataSource();
		nobody.setURL("jdbc:postgresql://localhost:1/orders?user=orders");
		CountingDataSource counting = new CountingDataSource(nobody);
		Migrator migrator = Migrator.of(counting, settings().withConnectTimeout(Duration.ofMinutes(10)));
		assertThat(failing(InvalidMigrationsException.class, migrator)).hasMessageContaining("001_teams.sql");
		assertThat(counting.count()).as("it does not wait for the database").isEqualTo(1);
	}

	@Test
	void leavesNothingBehindWhereTheFilesAreWrong() {
		writeTwoOfOneVersion();
		failing(InvalidMigrationsException.class, migrator());
		assertThat(exists("schema_migrations")).isFalse();
		await().untilAsserted(() -> assertThat(values(
				"SELECT pid FROM pg_stat_activity " + "WHERE datname = current_database() AND pid <> pg_backend_pid()"))
			.isEmpty());
	}

	@Test
	void createsNoDatabaseForFilesThatAreWrong() {
		writeTwoOfOneVersion();
		PGSimpleDataSource missing = (PGSimpleDataSource) database().dataSource();
		missing.setDatabaseName("not_to_be_created");
		failing(InvalidMigrationsException.class, Migrator.of(missing, settings().withCreateDatabase(true)));
		assertThat(values("SELECT datname FROM pg_database WHERE datname = 'not_to_be_created'")).isEmpty();
	}

	@Test
	void canBeCancelledWhileItReads() throws InterruptedException {
		write("001_users.sql", "CREATE TABLE users ()");
		Migrator migrator = migrator().withResources(slowly());
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		assertThat(this.reading.await(10, TimeUnit.SECONDS)).isTrue();
		migrator.cancel();
		this.goOn.countDown();
		run.failure(MigrationCancelledException.class);
		assertThat(exists("schema_migrations")).isFalse();
	}

	private void writeTwoOfOneVersion() {
		write("001_users.sql", "CREATE TABLE users ()").write("001_teams.sql", "CREATE TABLE teams ()");
	}

	/**
	 * Finds nothing before it is told to go on.
	 */
	private ResourcePatternResolver slowly() {
		return new PathMatchingResourcePatternResolver() {

			@Override
			public Resource[] getResources(String locationPattern) throws IOException {
				FilesWhileConnectingTests.this.reading.countDown();
				FilesWhileConnectingTests.this.loader.set(Thread.currentThread().getContextClassLoader());
				try {
					assertThat(FilesWhileConnectingTests.this.goOn.await(10, TimeUnit.SECONDS)).isTrue();
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
				return super.getResources(locationPattern);
			}

		};
	}

}
