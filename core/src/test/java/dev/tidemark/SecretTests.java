package dev.tidemark;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class SecretTests extends AbstractMigratorTests {

	private static final String SECRET = "correct-horse";

	@Test
	void putsTheValuesOfPlaceholdersIntoTheStatements() {
		write("001_users.sql", "CREATE TABLE ${table} AS SELECT '${value}' AS name");
		migrator(settings().withPlaceholders(Map.of("table", "users", "value", "ada"))).migrate();
		assertThat(values("SELECT name FROM users")).containsExactly("ada");
	}

	@Test
	void storesScriptsWithoutTheValuesOfPlaceholders() {
		String script = "CREATE TABLE users AS SELECT '${value}' AS name";
		write("001_users.sql", script);
		migrator(settings().withPlaceholders(Map.of("value", SECRET))).migrate();
		assertThat(values("SELECT up_script FROM schema_migrations")).containsExactly(script);
	}

	@Test
	void staysAppliedWhenTheValueOfAPlaceholderChanges() {
		write("001_users.sql", "CREATE TABLE users AS SELECT '${value}' AS name");
		migrator(settings().withPlaceholders(Map.of("value", "a"))).migrate();
		assertThat(migrator(settings().withPlaceholders(Map.of("value", "b"))).migrate().scripts()).isEmpty();
	}

	@Test
	void refusesAnUnknownPlaceholderAndListsTheKnown() {
		write("001_users.sql", "CREATE TABLE first_one ()").write("002_users.sql", "\nSELECT '${valeu}'");
		Migrator migrator = migrator(settings().withPlaceholders(Map.of("value", SECRET)));
		assertThat(failing(InvalidMigrationsException.class, migrator)).hasMessageContaining("002_users.sql:2:9")
			.hasMessageContaining("'${valeu}' has no value")
			.hasMessageContaining("known are value")
			.hasMessageNotContaining(SECRET);
		assertThat(exists("first_one")).isFalse();
	}

	@Test
	void leavesPlaceholdersAloneWhereNoneAreSet() {
		write("001_users.sql", "CREATE TABLE users AS SELECT '${value}'::text AS name");
		migrate();
		assertThat(values("SELECT name FROM users")).containsExactly("${value}");
	}

	@Test
	void storesNoPasswordOfAScript() {
		String role = database().createRole("").name();
		write("001_role.sql", "ALTER ROLE %1$s PASSWORD '%2$s';\n-- migrate:down\nALTER ROLE %1$s PASSWORD '%2$s'"
			.formatted(role, SECRET));
		migrate();
		assertThat(values("SELECT up_script FROM schema_migrations"))
			.containsExactly("ALTER ROLE %s PASSWORD '***';\n".formatted(role));
		assertThat(values("SELECT s::text FROM schema_migrations s")).noneMatch((row) -> row.contains(SECRET));
		assertThat(migrate().scripts()).as("the redacted script is no change").isEmpty();
	}

	@Test
	void tellsNoPasswordWhenAMigrationFails() {
		write("001_role.sql", "ALTER ROLE nobody_at_all PASSWORD '%s'".formatted(SECRET));
		try (CapturedLog log = new CapturedLog()) {
			MigrationFailedException failure = migrateFailing();
			assertThat(failure).hasMessageContaining("PASSWORD '***'").hasMessageNotContaining(SECRET);
			assertThat(failure.action()).doesNotContain(SECRET);
			assertThat(values("SELECT s::text FROM schema_migrations s")).noneMatch((row) -> row.contains(SECRET));
			assertThat(log.events()).noneMatch((event) -> event.getFormattedMessage().contains(SECRET));
			assertThat(events().all()).noneMatch((event) -> event.toString().contains(SECRET));
		}
	}

	@Test
	void logsStatementsWithoutPasswords() {
		String role = database().createRole("").name();
		write("001_role.sql", "ALTER ROLE %s PASSWORD '%s'".formatted(role, SECRET));
		try (CapturedLog log = new CapturedLog()) {
			migrate();
			assertThat(log.events()).anyMatch((event) -> event.getFormattedMessage().contains("PASSWORD '***'"))
				.noneMatch((event) -> event.getFormattedMessage().contains(SECRET));
			assertThat(events().all()).noneMatch((event) -> event.toString().contains(SECRET));
		}
	}

	@Test
	void showsNoPasswordInTheDiffOfAChangedScript() {
		String role = database().createRole("").name();
		write("001_role.sql", "ALTER ROLE %s PASSWORD '%s'".formatted(role, SECRET));
		migrate();
		write("001_role.sql", "ALTER ROLE %s LOGIN PASSWORD '%s'".formatted(role, SECRET));
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("LOGIN PASSWORD '***'")
			.hasMessageNotContaining(SECRET);
	}

}
