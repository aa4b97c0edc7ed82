package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The disk is full while it migrates, and is given more room.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs a tmpfs")
@DisabledIfSystemProperty(named = "tidemark.test.database", matches = "testcontainers|jdbc:.*",
		disabledReason = "needs an embedded server, which sees the disk of the test")
class FullDiskTests {

	private static final String DISK_FULL = "53100";

	@TempDir
	private Path directory;

	@TempDir
	private Path data;

	@TempDir
	private Path mountPoint;

	private TinyDisk disk;

	private OwnServer server;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeEach
	void setUp() {
		this.disk = TinyDisk.mount(this.mountPoint, 4);
		this.server = OwnServer.start(this.data);
		this.onlooker = new Onlooker(this.server.dataSource());
		this.onlooker.execute("CREATE TABLESPACE tiny LOCATION '%s'".formatted(this.disk.folder()));
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", """
				CREATE TABLE users (id bigint, name text);
				INSERT INTO users SELECT i, repeat(md5(i::text), 10) FROM generate_series(1, 20000) AS i;
				""");
		migrator().migrate();
	}

	@AfterEach
	void tearDown() {
		if (this.server != null) {
			this.server.close();
		}
		if (this.disk != null) {
			this.disk.close();
		}
	}

	@Test
	void losesNothingInATransaction() {
		this.folder.write("002_copy.sql", """
				ALTER TABLE users ADD COLUMN mail text;
				CREATE TABLE copies TABLESPACE tiny AS SELECT * FROM users;
				""");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo(DISK_FULL);
		assertThat(failure).hasMessageContaining("Migration 002 copy failed")
			.hasMessageContaining("(statement 2 of 2)")
			.hasMessageContaining("No space left on device")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 failed");
		assertThat(this.onlooker.values("SELECT attname FROM pg_attribute "
				+ "WHERE attrelid = 'users'::regclass AND attnum > 0 ORDER BY attnum"))
			.containsExactly("id", "name");
		this.disk.grow(64);
		assertThat(migrator().migrate().scripts()).containsExactly("002_copy.sql");
		assertThat(this.onlooker.values("SELECT count(*) FROM copies")).containsExactly("20000");
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 failed", "002 applied");
	}

	@Test
	void losesNothingInAConcurrentBuild() {
		this.folder.write("002_index.sql", "CREATE INDEX CONCURRENTLY users_name ON users (name) TABLESPACE tiny");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo(DISK_FULL);
		assertThat(failure).hasMessageContaining("Migration 002 index failed")
			.hasMessageContaining("No space left on device");
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 failed");
		this.disk.grow(64);
		assertThat(migrator().migrate().scripts()).containsExactly("002_index.sql");
		assertThat(this.onlooker.exists("users_name")).isTrue();
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
	}

	private MigrationFailedException migrateFailing() {
		MigrationFailedException failure = assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(migrator()::migrate)
			.actual();
		assertThat(failure.action()).startsWith("Make room on the server's disk. Then start again");
		this.onlooker.awaitFreeLock(Duration.ofSeconds(2));
		return failure;
	}

	private Migrator migrator() {
		return Migrator.of(this.server.dataSource(), this.folder.settings());
	}

}
