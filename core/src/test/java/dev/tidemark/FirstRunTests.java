package dev.tidemark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@PostgresTest
class FirstRunTests {

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private Migrator migrator;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", """
				CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
				INSERT INTO users VALUES (1, 'it''s; me');
				""").write("002_mail.sql", "ALTER TABLE users ADD COLUMN mail text;");
		this.migrator = Migrator.of(database.dataSource(), this.folder.settings().withApplication("orders"));
	}

	@Test
	void appliesEverythingInOrder(TestDatabase database) {
		MigrationReport report = this.migrator.migrate();
		assertThat(report.scripts()).containsExactly("001_users.sql", "002_mail.sql");
		assertThat(report.status().state()).isEqualTo(DatabaseState.CURRENT);
		assertThat(report.status().version()).isEqualTo("002");
		assertThat(database.jdbc().sql("SELECT name FROM users WHERE mail IS NULL").query(String.class).list())
			.containsExactly("it's; me");
	}

	@Test
	void appliesNothingTheSecondTime() {
		this.migrator.migrate();
		MigrationReport second = this.migrator.migrate();
		assertThat(second.scripts()).isEmpty();
		assertThat(this.migrator.applied()).hasSize(2);
	}

	@Test
	void appliesTheOneFileThatIsAdded() {
		this.migrator.migrate();
		this.folder.write("003_index.sql", "CREATE INDEX users_name ON users (name)");
		assertThat(this.migrator.migrate().scripts()).containsExactly("003_index.sql");
	}

	@Test
	void recordsWhatItApplied(TestDatabase database) {
		Instant before = Instant.now();
		this.migrator.migrate();
		List<AppliedMigration> applied = this.migrator.applied();
		AppliedMigration first = applied.get(0);
		assertThat(applied).extracting(AppliedMigration::id).containsExactly(1L, 2L);
		assertThat(first.version()).hasToString("001");
		assertThat(first.name()).isEqualTo("users");
		assertThat(first.script()).isEqualTo("001_users.sql");
		assertThat(first.kind()).isEqualTo(MigrationKind.SQL);
		assertThat(first.state()).isEqualTo(MigrationState.APPLIED);
		assertThat(first.checksum()).matches("sha256:[0-9a-f]{64}");
		assertThat(first.statementsDone()).isEqualTo(2);
		assertThat(first.statementsTotal()).isEqualTo(2);
		assertThat(first.appliedAt()).isCloseTo(before, within(Duration.ofMinutes(1)));
		assertThat(first.executionMs()).isBetween(0L, 60_000L);
		assertThat(first.appliedBy()).isEqualTo(database.username());
		assertThat(first.appliedFrom()).startsWith("orders@").endsWith("pid " + ProcessHandle.current().pid());
		assertThat(first.error()).isNull();
		assertThat(first.reversible()).isFalse();
	}

	@Test
	void storesTheScript(TestDatabase database) {
		this.migrator.migrate();
		assertThat(database.jdbc()
			.sql("SELECT up_script FROM schema_migrations WHERE version = '002'")
			.query(String.class)
			.single()).isEqualTo("ALTER TABLE users ADD COLUMN mail text;");
	}

	@Test
	void createsTheHistoryWithExactlyTheseColumns(TestDatabase database) {
		this.migrator.migrate();
		assertThat(database.jdbc().sql("""
				SELECT column_name || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
				FROM information_schema.columns WHERE table_name = 'schema_migrations' ORDER BY ordinal_position
				""").query(String.class).list()).containsExactly("id bigint NOT NULL", "version text",
				"name text NOT NULL", "script text NOT NULL", "kind text NOT NULL", "checksum text",
				"state text NOT NULL", "statements_done integer NOT NULL", "statements_total integer NOT NULL",
				"applied_at timestamp with time zone NOT NULL", "execution_ms bigint NOT NULL",
				"applied_by text NOT NULL", "applied_from text NOT NULL", "error text", "up_script text",
				"down_script text", "running_statement text", "done_checksum text");
	}

}
