package dev.tidemark;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class RollbackTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint);\n-- migrate:down\nDROP TABLE users;\n");
		write("002_mails.sql", "CREATE TABLE mails (id bigint)").write("002_mails.down.sql", "DROP TABLE mails");
	}

	@Test
	void undoesTheNewestMigration() {
		migrate();
		MigrationReport report = migrator().rollback(1);
		assertThat(report.scripts()).containsExactly("002_mails.sql");
		assertThat(report.status().version()).isEqualTo("001");
		assertThat(exists("mails")).isFalse();
		assertThat(exists("users")).isTrue();
	}

	@Test
	void undoesSeveralNewestFirst() {
		write("003_foreign.sql", "CREATE VIEW both_tables AS SELECT * FROM users NATURAL JOIN mails")
			.write("003_foreign.down.sql", "DROP VIEW both_tables");
		migrate();
		assertThat(migrator().rollback(3).scripts()).containsExactly("003_foreign.sql", "002_mails.sql",
				"001_users.sql");
		assertThat(migrator().status().version()).isNull();
	}

	@Test
	void addsRowsAndDeletesNone() {
		migrate();
		migrator().rollback(1);
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.ROLLED_BACK,
				MigrationState.ROLLED_BACK);
		AppliedMigration row = lastRow();
		assertThat(row.version()).hasToString("002");
		assertThat(row.script()).isEqualTo("002_mails.down.sql");
		assertThat(info("002").state()).isEqualTo(MigrationState.ROLLED_BACK);
		assertThat(migrator().status().state()).isEqualTo(DatabaseState.PENDING);
	}

	@Test
	void appliesAgainWhatWasUndone() {
		migrate();
		migrator().rollback(2);
		MigrationReport report = migrate();
		assertThat(report.scripts()).containsExactly("001_users.sql", "002_mails.sql");
		assertThat(report.warnings()).isEmpty();
		assertThat(exists("mails")).isTrue();
		assertThat(history()).hasSize(6);
		assertThat(report.status().state()).isEqualTo(DatabaseState.CURRENT);
	}

	@Test
	void undoesInTheReverseOrderOfInstallation() {
		folder().delete("001_users.sql");
		migrate();
		setUp();
		migrate();
		assertThat(migrator().rollback(1).scripts()).containsExactly("001_users.sql");
	}

	@Test
	void undoesJava() {
		Migrator migrator = migrator(CodeMigration.of(new V003__Load()));
		migrator.migrate();
		assertThat(values("SELECT count(*) FROM users")).containsExactly("1");
		migrator.rollback(1);
		assertThat(values("SELECT count(*) FROM users")).containsExactly("0");
		assertThat(states()).endsWith(MigrationState.ROLLED_BACK, MigrationState.ROLLED_BACK);
	}

	@Test
	void undoesARepeatable() {
		write("R__view.sql", "CREATE VIEW ids AS SELECT id FROM users;\n-- migrate:down\nDROP VIEW ids;\n");
		migrate();
		migrator().rollback(1);
		assertThat(exists("ids")).isFalse();
		assertThat(migrate().scripts()).containsExactly("R__view.sql");
		assertThat(exists("ids")).isTrue();
	}

	@Test
	void undoesOutsideATransaction() {
		write("003_index.sql", """
				CREATE INDEX CONCURRENTLY users_id ON users (id);
				-- migrate:down
				ALTER TABLE users ADD COLUMN undone boolean;
				DROP INDEX CONCURRENTLY users_id;
				""");
		migrate();
		migrator().rollback(1);
		assertThat(exists("users_id")).isFalse();
		assertThat(values("SELECT undone FROM users")).isEmpty();
		assertThat(states()).endsWith(MigrationState.ROLLED_BACK, MigrationState.ROLLED_BACK);
		assertThat(migrate().scripts()).containsExactly("003_index.sql");
	}

	@Test
	void refusesTheIrreversibleBeforeAnythingIsUndone() {
		write("002_mails.down.sql", "").write("003_more.sql",
				"CREATE TABLE more ();\n-- migrate:down\nDROP TABLE more");
		migrate();
		Migrator migrator = migrator();
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> migrator.rollback(2))
			.withMessageContaining("migration 002 mails cannot be undone: it has no down part");
		assertThat(exists("more")).isTrue();
		assertThat(states()).containsOnly(MigrationState.APPLIED);
	}

	@Test
	void saysWhyAMigrationIsIrreversible() {
		write("003_drop.sql", """
				-- tidemark: irreversible="the rows are gone"
				DROP TABLE mails;
				-- migrate:down
				SELECT 1;
				""");
		migrate();
		Migrator migrator = migrator();
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("migration 003 drop cannot be undone: the rows are gone");
	}

	@Test
	void leavesEverythingAsItWasWhenADownScriptFails() {
		write("002_mails.down.sql", "DROP TABLE mails;\nDROP TABLE nothing;\n");
		migrate();
		Migrator migrator = migrator();
		MigrationFailedException failure = assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> migrator.rollback(1))
			.actual();
		assertThat(failure.script()).endsWith("002_mails.down.sql");
		assertThat(failure.line()).isEqualTo(2);
		assertThat(exists("mails")).isTrue();
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
		assertThat(lastRow().error()).contains("42P01").contains("statement 2 of 2");
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void saysWhereAFailedUndoOutsideATransactionGoesOn() {
		write("003_index.sql", """
				CREATE INDEX CONCURRENTLY users_id ON users (id);
				-- migrate:down
				DROP INDEX CONCURRENTLY IF EXISTS users_id;
				SELECT 1/0;
				""");
		migrate();
		Migrator migrator = migrator();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("1 of 2 statements are done and stay")
			.withMessageContaining("the next rollback goes on with statement 2");
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
	}

	@Test
	void keepsTheLineOfAStatementInADownSection() {
		write("003_more.sql", "CREATE TABLE more ();\n\n-- migrate:down\n\nSELECT\n  1/0;\n");
		migrate();
		Migrator migrator = migrator();
		assertThat(assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator.rollback(1))
			.actual()
			.line()).isEqualTo(5);
	}

	@Test
	void doesNothingOnAnEmptyHistory() {
		assertThat(migrator().rollback(1).scripts()).isEmpty();
		assertThat(List.of(exists("users"), exists("mails"))).containsOnly(false);
	}

	@Test
	void refusesToUndoNothing() {
		Migrator migrator = migrator();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> migrator.rollback(0));
	}

	static final class V003__Load implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("INSERT INTO users VALUES (1)").update();
		}

		@Override
		public void down(MigrationContext context) {
			context.jdbc().sql("DELETE FROM users").update();
		}

	}

}
