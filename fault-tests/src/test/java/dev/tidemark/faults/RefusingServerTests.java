package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.Migrator;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.UnsupportedDatabaseException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The server refuses: it may be read only, it is full, or the role may not do that.
 */
@PostgresTest
class RefusingServerTests {

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	private static final int MAX_CONNECTIONS = 12;

	private static final int RESERVED = 3;

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id bigint)");
		this.onlooker = new Onlooker(this.database.dataSource());
	}

	@Test
	void saysWhatARoleWithoutRightsLacksForTheHistory() {
		TestRole role = this.database.createRole("");
		this.onlooker.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
		HistoryException failure = failing(HistoryException.class, migrator(this.database.dataSource(role)));
		assertThat(failure).hasMessageContaining("The history could not be read or written")
			.hasMessageContaining("permission denied for schema public")
			.hasMessageContaining(INSUFFICIENT_PRIVILEGE)
			.hasMessageContaining("No migration was under way");
		assertThat(failure.action()).contains("Check that the migrating role may use the schema and the table");
		this.onlooker.execute("GRANT CREATE ON SCHEMA public TO " + role.name());
		assertThat(migrator(this.database.dataSource(role)).migrate().scripts()).containsExactly("001_users.sql");
	}

	@Test
	void saysWhatARoleWithoutRightsLacksForAMigration() {
		TestRole role = this.database.createRole("");
		this.onlooker.execute("GRANT CREATE ON SCHEMA public TO " + role.name());
		DataSource dataSource = this.database.dataSource(role);
		migrator(dataSource).migrate();
		this.onlooker.execute("CREATE TABLE theirs (id bigint)");
		this.folder.write("002_theirs.sql", "CREATE TABLE ours ();\nALTER TABLE theirs ADD COLUMN name text;");
		MigrationFailedException failure = failing(MigrationFailedException.class, migrator(dataSource));
		assertThat(failure.sqlState()).isEqualTo(INSUFFICIENT_PRIVILEGE);
		assertThat(failure).hasMessageContaining("Migration 002 theirs failed")
			.hasMessageContaining("002_theirs.sql:2 (statement 2 of 2)")
			.hasMessageContaining("must be owner of table theirs")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 failed");
		assertThat(this.onlooker.exists("ours")).isFalse();
		this.onlooker.execute("ALTER TABLE theirs OWNER TO " + role.name());
		assertThat(migrator(dataSource).migrate().scripts()).containsExactly("002_theirs.sql");
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 failed", "002 applied");
	}

	@Test
	void saysThatTheDatabaseIsReadOnly() {
		readOnly("on");
		MigrationException failure = failing(MigrationException.class, migrator(this.database.dataSource()));
		assertThat(failure).hasMessageContaining("read-only").hasMessageContaining("25006");
		assertThat(failure.action()).contains("default_transaction_read_only");
		assertThat(this.onlooker.exists("users")).isFalse();
		readOnly("off");
		assertThat(migrator(this.database.dataSource()).migrate().scripts()).containsExactly("001_users.sql");
	}

	@Test
	void saysThatTheDatabaseHasBecomeReadOnly() {
		migrator(this.database.dataSource()).migrate();
		this.folder.write("002_more.sql", "CREATE TABLE more ()");
		readOnly("on");
		MigrationException failure = failing(MigrationException.class, migrator(this.database.dataSource()));
		assertThat(failure).hasMessageContaining("read-only").hasMessageContaining("25006");
		assertThat(failure.action()).contains("default_transaction_read_only");
		assertThat(this.onlooker.history()).containsExactly("001 applied");
		readOnly("off");
		assertThat(migrator(this.database.dataSource()).migrate().scripts()).containsExactly("002_more.sql");
	}

	private void readOnly(String onOrOff) {
		try (OtherSession administrator = OtherSession.open(this.database.dataSource())) {
			administrator.execute("SET default_transaction_read_only = off")
				.execute("ALTER DATABASE %s SET default_transaction_read_only = %s".formatted(this.database.name(),
						onOrOff));
		}
	}

	@Test
	@PostgresTest(settings = { "max_connections=12", "superuser_reserved_connections=3" })
	void waitsForAPlaceOnAFullServer() {
		TestRole role = this.database.createRole("");
		this.onlooker.execute("GRANT CREATE ON SCHEMA public TO " + role.name());
		DataSource dataSource = this.database.dataSource(role);
		List<OtherSession> others = new ArrayList<>();
		for (int i = 0; i < MAX_CONNECTIONS - RESERVED; i++) {
			others.add(OtherSession.open(dataSource));
		}
		UnsupportedDatabaseException failure = failing(UnsupportedDatabaseException.class,
				Migrator.of(dataSource, this.folder.settings().withConnectTimeout(Duration.ofSeconds(1))));
		assertThat(failure).hasMessageContaining("No connection to the database")
			.hasMessageContaining("53300")
			.hasMessageContaining("Nothing was run");
		BackgroundRun run = BackgroundRun.start(migrator(dataSource));
		others.forEach(OtherSession::close);
		assertThat(run.report().scripts()).containsExactly("001_users.sql");
	}

	private Migrator migrator(DataSource dataSource) {
		return Migrator.of(dataSource, this.folder.settings());
	}

	private <T extends MigrationException> T failing(Class<T> type, Migrator migrator) {
		T failure = assertThatExceptionOfType(type).isThrownBy(migrator::migrate).actual();
		this.onlooker.awaitFreeLock(Duration.ofSeconds(2));
		return failure;
	}

}
