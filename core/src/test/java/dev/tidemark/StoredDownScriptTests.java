package dev.tidemark;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The down script that was stored when a migration ran, and the file's.
 */
@PostgresTest
class StoredDownScriptTests extends AbstractMigratorTests {

	private static final RollbackRequest ONE = RollbackRequest.steps(1);

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id int);\n-- migrate:down\nDROP TABLE users;\n");
	}

	private void mails(String down) {
		write("002_mails.sql", "CREATE TABLE mails (id int)").write("002_mails.down.sql", down);
	}

	private String refusal(RollbackRequest request) {
		return assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> migrator().rollback(request))
			.actual()
			.getMessage();
	}

	@Test
	void undoesWhatAnOlderReleaseHasNeverHeardOf() {
		mails("DROP TABLE mails");
		migrate();
		String checksum = lastRow().checksum();
		folder().delete("002_mails.sql").delete("002_mails.down.sql");
		MigrationReport report = migrator().rollback(ONE);
		assertThat(report.scripts()).containsExactly("002_mails.sql");
		assertThat(exists("mails")).isFalse();
		assertThat(lastRow().state()).isEqualTo(MigrationState.ROLLED_BACK);
		assertThat(lastRow().label()).isEqualTo("002 mails");
		assertThat(lastRow().script()).isEqualTo("002_mails.sql");
		assertThat(lastRow().checksum()).isEqualTo(checksum);
		assertThat(lastRow().kind().word()).isEqualTo("sql");
		assertThat(values("SELECT up_script || ' ' || down_script FROM schema_migrations ORDER BY id DESC LIMIT 1"))
			.containsExactly("CREATE TABLE mails (id int) DROP TABLE mails");
		setUp();
		mails("DROP TABLE mails");
		assertThat(migrate().scripts()).as("and the newer release applies it again").containsExactly("002_mails.sql");
	}

	@Test
	void showsWhereTheFileSaysOtherwiseAndUsesWhatWasStored() {
		mails("DROP TABLE mails; -- all of it");
		migrate();
		mails("DROP TABLE mails;\nDROP TABLE users;");
		MigrationReport report = migrator().rollback(ONE);
		assertThat(report.warnings()).singleElement()
			.asString()
			.contains("Migration 002 mails is undone by the down script that was stored when it ran")
			.contains("--use-file")
			.contains("- DROP TABLE mails; -- all of it")
			.contains("+ DROP TABLE users;");
		assertThat(exists("mails")).isFalse();
		assertThat(exists("users")).isTrue();
	}

	@Test
	void usesTheFileWhereThatIsAskedFor() {
		mails("DROP TABLE nothing");
		migrate();
		mails("DROP TABLE mails");
		MigrationReport report = migrator().rollback(ONE.usingFiles());
		assertThat(report.warnings()).isEmpty();
		assertThat(exists("mails")).isFalse();
		assertThat(lastRow().script()).isEqualTo("002_mails.down.sql");
		assertThat(values("SELECT down_script FROM schema_migrations ORDER BY id DESC LIMIT 1"))
			.containsExactly("DROP TABLE mails");
	}

	@Test
	void usesTheFileWhichMeansTheSame() {
		mails("DROP TABLE mails");
		migrate();
		mails("-- the mails\n\nDROP   TABLE mails");
		MigrationReport report = migrator().rollback(ONE);
		assertThat(report.warnings()).isEmpty();
		assertThat(lastRow().script()).isEqualTo("002_mails.down.sql");
	}

	@Test
	void tellsTheLineOfAStatementInAStoredScript() {
		mails("SELECT 1;\nSELECT 1/0");
		migrate();
		folder().delete("002_mails.down.sql");
		MigrationFailedException failure = assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> migrator().rollback(ONE))
			.actual();
		assertThat(failure.script())
			.isEqualTo("002_mails.sql (stored down script, row 2 of \"public\".\"schema_migrations\")");
		assertThat(failure.line()).isEqualTo(2);
		assertThat(exists("mails")).isTrue();
	}

	@Test
	void usesAFileThatWasAddedAfterTheMigrationRan() {
		write("002_mails.sql", "CREATE TABLE mails (id int)");
		migrate();
		mails("DROP TABLE mails");
		migrator().rollback(ONE);
		assertThat(exists("mails")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- tidemark: store=false\n", "-- a long comment, and so too large\n" })
	void usesTheFileWhereNothingIsStored(String head) {
		write("002_mails.sql",
				head + "CREATE TABLE mails (id int);\n-- migrate:down\nDROP TABLE mails; -- " + "x".repeat(1 << 20));
		migrate();
		assertThat(values("SELECT down_script FROM schema_migrations WHERE version = '002'")).containsExactly("null");
		migrator().rollback(ONE);
		assertThat(exists("mails")).isFalse();
	}

	@Test
	void usesTheRealPasswordOfAFileThatIsTheSame() {
		TestRole role = database().createRole("");
		mails("ALTER ROLE %s PASSWORD 'correct-horse'; DROP TABLE mails".formatted(role.name()));
		migrate();
		migrator().rollback(ONE);
		assertThat(exists("mails")).isFalse();
		assertThat(values("SELECT rolpassword IS NOT NULL FROM pg_authid WHERE rolname = '%s'".formatted(role.name())))
			.containsExactly("t");
	}

	@Test
	void refusesAScriptFromWhichAPasswordWasTakenOut() {
		mails("ALTER ROLE nobody PASSWORD 'correct-horse'; DROP TABLE mails");
		migrate();
		mails("DROP TABLE mails");
		assertThat(refusal(ONE)).contains("a password has been taken out of it ('***')").contains("--use-file");
		folder().delete("002_mails.sql").delete("002_mails.down.sql");
		assertThat(refusal(ONE)).contains("migration 002 mails cannot be undone by its stored down script")
			.contains("undo it with the release that brought it");
		assertThat(exists("mails")).isTrue();
	}

	@Test
	void keepsWhatIsIrreversibleForAnOlderReleaseToo() {
		write("002_drop.sql", """
				-- tidemark: irreversible="the rows are gone"
				CREATE TABLE mails ();
				-- migrate:down
				DROP TABLE mails;
				""");
		migrate();
		assertThat(lastRow().reversible()).isFalse();
		database().execute("UPDATE schema_migrations SET down_script = 'DROP TABLE mails' WHERE version = '002'");
		folder().delete("002_drop.sql");
		assertThat(refusal(ONE)).contains("migration 002 drop cannot be undone: the rows are gone");
		assertThat(exists("mails")).isTrue();
	}

	@Test
	void storesWhatAnotherToolSaysInItsOwnWay() {
		write("00002_index.sql", """
				-- +goose NO TRANSACTION
				-- +goose Up
				CREATE INDEX users_id ON users (id);
				-- +goose Down
				ALTER TABLE users ADD COLUMN undone int;
				SELECT 1/0;
				""");
		migrate();
		assertThat(values("SELECT down_script FROM schema_migrations WHERE version = '00002'").get(0))
			.startsWith("-- tidemark: transactional=false\n");
		assertThat(migrate().warnings()).as("the comparison is not disturbed").isEmpty();
		folder().delete("00002_index.sql");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().rollback(ONE))
			.withMessageContaining("1 of 2 statements are done and stay");
		assertThat(values("SELECT undone FROM users")).isEmpty();
	}

	@Test
	void knowsAStoredScriptOfBeforeThatLacksWhatItsToolSaid() {
		write("00002_index.sql", """
				-- +goose NO TRANSACTION
				-- +goose Up
				CREATE INDEX users_id ON users (id);
				-- +goose Down
				DROP INDEX users_id;
				""");
		migrate();
		database()
			.execute("UPDATE schema_migrations SET down_script = E'\\nDROP INDEX users_id;' WHERE version = '00002'");
		assertThat(migrator().rollback(ONE).warnings()).isEmpty();
		assertThat(exists("users_id")).isFalse();
	}

	@Test
	void putsTheValuesOfNowIntoAStoredScript() {
		write("002_mails.sql", "CREATE TABLE ${name} ();\n-- migrate:down\nDROP TABLE ${name}");
		Migrator newer = migrator(settings().withPlaceholders(Map.of("name", "mails")));
		newer.migrate();
		folder().delete("002_mails.sql");
		newer.rollback(ONE);
		assertThat(exists("mails")).isFalse();
	}

	@Test
	void saysThatAStoredScriptOfANewerReleaseCannotBeRead() {
		mails("DROP TABLE mails");
		migrate();
		database()
			.execute("UPDATE schema_migrations SET down_script = '-- tidemark: parallel=true' WHERE version = '002'");
		folder().delete("002_mails.sql").delete("002_mails.down.sql");
		assertThat(refusal(ONE)).contains("its stored down script cannot be read").contains("'parallel'");
	}

}
