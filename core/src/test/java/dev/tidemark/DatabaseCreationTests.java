package dev.tidemark;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database or schema that does not exist.
 */
class DatabaseCreationTests extends AbstractMigratorTests {

	private final String name = "Missing " + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

	@BeforeEach
	void setUp() {
		write("001_tables.sql", "CREATE TABLE a (id int);");
	}

	@AfterEach
	void dropDatabase() {
		database().execute("DROP DATABASE IF EXISTS \"%s\"".formatted(this.name));
	}

	@Test
	void saysTheCommandWhereTheDatabaseIsMissing() {
		MissingDatabaseException failure = failing(MissingDatabaseException.class, missing(settings()));
		assertThat(failure).hasMessageContaining("\"%s\" does not exist".formatted(this.name))
			.hasMessageContaining("Nothing was run");
		assertThat(failure.action())
			.contains("CREATE DATABASE \"%s\" OWNER \"%s\"".formatted(this.name, database().username()))
			.contains("tidemark.create-database=true");
		assertThat(databases()).isEmpty();
	}

	@Test
	void createsAMissingDatabaseWhereThatIsSet() {
		assertThat(missing(settings().withCreateDatabase(true)).migrate().scripts()).containsExactly("001_tables.sql");
		assertThat(databases()).containsExactly(this.name);
		assertThat(missing(settings().withCreateDatabase(true)).migrate().scripts()).isEmpty();
	}

	@Test
	void createsItOnceWhereSeveralStartTogether() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			Callable<Integer> start = () -> missing(settings().withCreateDatabase(true)).migrate().scripts().size();
			int applied = 0;
			for (var future : executor.invokeAll(List.of(start, start, start, start))) {
				applied += future.get();
			}
			assertThat(applied).isEqualTo(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void createsAMissingSchemaOfTheSearchPathWhereThatIsSet() {
		PGSimpleDataSource dataSource = toMissing();
		dataSource.setCurrentSchema("\"App\",public2");
		Migrator.of(dataSource, settings().withCreateDatabase(true)).migrate();
		assertThat(JdbcClient.create(dataSource)
			.sql("SELECT table_schema::text FROM information_schema.tables WHERE table_name IN ('a', 'schema_migrations')")
			.query(String.class)
			.list()).containsExactly("App", "App");
	}

	@Test
	void leavesADatabaseThatExistsAlone() {
		assertThat(migrator(settings().withCreateDatabase(true)).migrate().scripts()).hasSize(1);
	}

	@Test
	void createsNothingWhereItIsOnlyAsked() {
		assertThatExceptionOfType(MissingDatabaseException.class)
			.isThrownBy(missing(settings().withCreateDatabase(true))::status);
		assertThat(databases()).isEmpty();
	}

	@Test
	void saysWhoMayWhereTheLoginMayNotCreateIt() {
		TestRole role = database().createRole("NOCREATEDB");
		PGSimpleDataSource dataSource = toMissing();
		dataSource.setUser(role.name());
		dataSource.setPassword(role.password());
		MissingDatabaseException failure = failing(MissingDatabaseException.class,
				Migrator.of(dataSource, settings().withCreateDatabase(true)));
		assertThat(failure)
			.hasMessageContaining("cannot be created by this login: permission denied to create database");
		assertThat(failure.sqlState()).isEqualTo("42501");
		assertThat(failure.action()).contains("CREATE DATABASE \"%s\" OWNER \"%s\"".formatted(this.name, role.name()));
	}

	private Migrator missing(MigratorSettings settings) {
		return Migrator.of(toMissing(), settings);
	}

	private PGSimpleDataSource toMissing() {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) database().dataSource();
		dataSource.setDatabaseName(this.name);
		return dataSource;
	}

	private List<String> databases() {
		return values("SELECT datname FROM pg_database WHERE datname = '%s'".formatted(this.name));
	}

}
