package dev.tidemark;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.plan.OnChanged;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ChangedScriptTests extends AbstractMigratorTests {

	private static final String SCRIPT = """
			CREATE TABLE users (
			  id bigint,
			  name text
			);
			""";

	private static final String CHANGED = SCRIPT.replace("name text", "name varchar(20)");

	@BeforeEach
	void setUp() {
		write("001_users.sql", SCRIPT);
		migrate();
	}

	@Test
	void refusesAChangedScriptWithAReadableDiff() {
		write("001_users.sql", CHANGED);
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("001_users.sql")
			.hasMessageContaining("has changed since it was applied")
			.hasMessageContaining("-   name text\n")
			.hasMessageContaining("+   name varchar(20)\n");
	}

	@Test
	void runsNothingWhenAScriptHasChanged() {
		write("001_users.sql", CHANGED).write("002_more.sql", "CREATE TABLE more ()");
		failing(InvalidMigrationsException.class, migrator());
		assertThat(exists("more")).isFalse();
		assertThat(info("001").state()).isEqualTo(MigrationState.CHANGED);
	}

	@Test
	void goesOnWithAWarningWhereThatIsSet() {
		write("001_users.sql", CHANGED).write("002_more.sql", "CREATE TABLE more ()");
		MigrationReport report = migrator(settings().withOnChanged(OnChanged.WARN)).migrate();
		assertThat(report.scripts()).containsExactly("002_more.sql");
		assertThat(report.warnings()).singleElement().asString().contains("+   name varchar(20)");
	}

	@Test
	void acceptsOtherCommentsAndWhiteSpaceAndWritesNothing() {
		List<String> before = values("SELECT s::text || xmin FROM schema_migrations s");
		write("001_users.sql", "-- the users\n" + SCRIPT.replace("id bigint,", "id bigint, -- who\r\n"));
		MigrationReport report = migrate();
		assertThat(report.scripts()).isEmpty();
		assertThat(report.status().state()).isEqualTo(DatabaseState.CURRENT);
		assertThat(values("SELECT s::text || xmin FROM schema_migrations s")).isEqualTo(before);
	}

	@Test
	void refusesAChangeWithinALiteral() {
		write("002_insert.sql", "INSERT INTO users VALUES (1, 'a b')");
		migrate();
		write("002_insert.sql", "INSERT INTO users VALUES (1, 'a  b')");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("002_insert.sql");
	}

	@Test
	void acceptsAChangedDownPart() {
		write("001_users.sql", SCRIPT + "-- migrate:down\nDROP TABLE users;\n");
		write("002_more.sql", "CREATE TABLE more ();\n-- migrate:down\nDROP TABLE more;\n");
		migrate();
		write("002_more.sql", "CREATE TABLE more ();\n-- migrate:down\nDROP TABLE more CASCADE;\n");
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void comparesChecksumsWhereTheScriptIsNotStored() {
		write("002_secret.sql", "-- tidemark: store=false\nSELECT 1");
		migrate();
		assertThat(values("SELECT up_script FROM schema_migrations WHERE version = '002'")).containsExactly("null");
		write("002_secret.sql", "-- tidemark: store=false\nSELECT 2");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("the script that ran is not stored; its checksum was sha256:");
	}

}
