package dev.tidemark;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A stored down script is used only while nobody but the owner can write the history.
 */
@PostgresTest
class WritableHistoryTests extends AbstractMigratorTests {

	private TestRole role;

	@BeforeEach
	void setUp() {
		this.role = database().createRole("");
		write("001_users.sql", "CREATE TABLE users (id int)").write("001_users.down.sql", "DROP TABLE users");
		write("002_mails.sql", "CREATE TABLE mails (id int);\n-- migrate:down\nDROP TABLE mails");
		migrate();
		folder().delete("002_mails.sql");
	}

	private String refusal() {
		return assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> migrator().rollback(1))
			.actual()
			.getMessage();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "GRANT INSERT, SELECT ON schema_migrations TO %s | INSERT",
			"GRANT ALL ON schema_migrations TO %s | INSERT, TRIGGER, UPDATE",
			"GRANT UPDATE (down_script, error) ON schema_migrations TO %s | UPDATE (down_script), UPDATE (error)",
			"GRANT TRIGGER ON schema_migrations TO %s | TRIGGER" })
	void refusesWhereAnotherRoleMayWriteAndNamesTheWayBack(String grant, String rights) {
		database().execute(grant.formatted(this.role.name()));
		String revoke = "REVOKE %s ON \"public\".\"schema_migrations\" FROM %s".formatted(rights, this.role.name());
		assertThat(refusal()).contains("migration 002 mails is not undone by its stored down script")
			.contains("others than the owner")
			.contains(revoke);
		assertThat(exists("mails")).isTrue();
		database().execute(revoke);
		migrator().rollback(1);
		assertThat(exists("mails")).isFalse();
	}

	@Test
	void refusesWhereEverybodyMayWrite() {
		database().execute("GRANT UPDATE ON schema_migrations TO PUBLIC");
		assertThat(refusal()).contains("REVOKE UPDATE ON \"public\".\"schema_migrations\" FROM PUBLIC");
	}

	@Test
	void refusesWhereARoleMayWriteAllData() {
		database().execute("GRANT pg_write_all_data TO " + this.role.name());
		assertThat(refusal()).contains("REVOKE pg_write_all_data FROM " + this.role.name());
		database().execute("REVOKE pg_write_all_data FROM " + this.role.name());
		migrator().rollback(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GRANT SELECT, DELETE ON schema_migrations TO %1$s",
			"ALTER TABLE schema_migrations OWNER TO %1$s",
			"GRANT %2$s TO %1$s; GRANT INSERT ON schema_migrations TO %1$s",
			"ALTER ROLE %1$s SUPERUSER; GRANT INSERT ON schema_migrations TO %1$s" })
	void trustsReadersTheOwnerItsMembersAndSuperusers(String grant) {
		database().execute(grant.formatted(this.role.name(), database().username()));
		migrator().rollback(1);
		assertThat(exists("mails")).isFalse();
	}

	@Test
	void doesNotAskWhereTheFileIsUsed() {
		database().execute("GRANT UPDATE ON schema_migrations TO PUBLIC");
		write("002_mails.sql", "CREATE TABLE mails (id int);\n-- migrate:down\nDROP TABLE mails");
		assertThat(migrator().rollback(RollbackRequest.steps(2)).scripts()).hasSize(2);
	}

	@Test
	void takesTheFileWhereTheStoredScriptIsNotTrusted() {
		database().execute("GRANT UPDATE ON schema_migrations TO PUBLIC");
		write("002_mails.sql", "CREATE TABLE mails (id int);\n-- migrate:down\nDROP TABLE mails CASCADE");
		assertThat(refusal()).contains("--use-file");
		migrator().rollback(RollbackRequest.steps(1).usingFiles());
		assertThat(List.of(exists("mails"))).containsExactly(false);
	}

}
