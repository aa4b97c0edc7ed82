package dev.tidemark.history;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A history that a release of format 1 wrote is read as it is, and upgraded by the first
 * run that writes.
 */
@PostgresTest
class HistoryUpgradeTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint)");
		migrate();
		database().execute("""
				ALTER TABLE schema_migrations DROP COLUMN running_statement, DROP COLUMN done_checksum;
				COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 1'
				""");
	}

	private String format() {
		return values("SELECT obj_description('schema_migrations'::regclass, 'pg_class')").get(0);
	}

	@Test
	void isReadAsItIs() {
		assertThat(migrate().scripts()).isEmpty();
		assertThat(migrator().verify().scripts()).isEmpty();
		assertThat(migrator().status().state()).isEqualTo(DatabaseState.CURRENT);
		assertThat(lastRow().journal().running()).isNull();
		assertThat(format()).endsWith("format 1");
	}

	@Test
	void isUpgradedByTheFirstRunThatWrites() {
		write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		assertThat(migrate().scripts()).containsExactly("002_index.sql");
		assertThat(format()).endsWith("format 2");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
		write("003_more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).containsExactly("003_more.sql");
	}

	@Test
	void isKnownByItsColumnsWhenTheCommentIsLost() {
		database().execute("COMMENT ON TABLE schema_migrations IS NULL");
		write("002_more.sql", "CREATE TABLE more ()");
		assertThat(migrate().scripts()).containsExactly("002_more.sql");
		assertThat(format()).endsWith("format 2");
	}

	@Test
	void asksAboutAStatementThatTheOlderReleaseMayHaveSent() {
		write("002_alone.sql", "-- tidemark: transactional=false\nCREATE TABLE a (id int);\nINSERT INTO a VALUES (1)");
		database().execute("""
				INSERT INTO schema_migrations (version, name, script, kind, state, statements_done, statements_total,
				                               applied_at, execution_ms, applied_by, applied_from)
				VALUES ('002', 'alone', '002_alone.sql', 'sql', 'running', 1, 2, now(), 0, 'me', 'here');
				CREATE TABLE a (id int)
				""");
		for (int i = 0; i < 2; i++) {
			assertThat(failing(InvalidMigrationsException.class, migrator()))
				.hasMessageContaining("the process that ran statement 2 (INSERT INTO a VALUES (1))");
			database().execute(HistoryUpgrade.statements(new HistoryTable("public", "schema_migrations", true, 1)));
		}
		database().execute("UPDATE schema_migrations SET state = 'failed', running_statement = NULL WHERE id = 2");
		migrate();
		assertThat(values("SELECT id FROM a")).containsExactly("1");
	}

	@Test
	void lacksNoColumnOfItsFormat() {
		database().execute("COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 2'");
		assertThat(failing(HistoryException.class, migrator()))
			.hasMessageContaining("lacks the columns running_statement, done_checksum");
	}

}
