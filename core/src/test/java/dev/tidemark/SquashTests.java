package dev.tidemark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.migration.Version;
import dev.tidemark.offline.OfflineScriptRequest;
import dev.tidemark.snapshot.SnapshotSettings;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One snapshot takes the place of the files up to a version.
 */
@PostgresTest
class SquashTests extends AbstractSourceTests {

	@BeforeEach
	void setUp() {
		source("001_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text)");
		source("001_users.down.sql", "DROP TABLE users");
		source("002_orders.sql", "CREATE TABLE orders (id bigint, user_id bigint REFERENCES users)");
		source("003_mail.sql", "ALTER TABLE users ADD mail text UNIQUE");
		source("004_items.sql", "CREATE TABLE items (id bigint)");
		source("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users");
	}

	private MigratorSettings withData(String... tables) {
		return sources().withSnapshot(SnapshotSettings.defaults().withData(List.of(tables)));
	}

	private static SquashRequest to(String version) {
		return SquashRequest.to(Version.of(version));
	}

	private SnapshotException refused(SquashRequest request, MigratorSettings settings) {
		List<String> before = files();
		SnapshotException refusal = assertThatExceptionOfType(SnapshotException.class)
			.isThrownBy(() -> squash(request, settings))
			.withMessageContaining("Nothing was written or deleted")
			.actual();
		assertThat(files()).isEqualTo(before);
		assertThat(values("SELECT datname FROM pg_database WHERE datname LIKE 'tidemark\\_rehearsal%'")).isEmpty();
		return refusal;
	}

	@Test
	void showsWhatItIsGoingToDoBeforeItDoesIt() {
		List<String> before = files();
		Squash squash = squash("3");
		assertThat(files()).isEqualTo(before);
		assertThat(squash.file()).isEqualTo(snapshotFile());
		assertThat(squash.replaced()).extracting((file) -> file.getFileName().toString())
			.containsExactly("001_users.down.sql", "001_users.sql", "002_orders.sql", "003_mail.sql");
		assertThat(squash.snapshot().head().entries()).extracting((entry) -> entry.label())
			.containsExactly("001 users", "002 orders", "003 mail");
		squash.write();
		assertThat(files()).containsExactly("migration/004_items.sql", "migration/R__names.sql", "schema.sql");
		assertThat(exists("users")).isFalse();
	}

	@Test
	void makesTheSameSchemaInAFreshDatabase() throws IOException {
		migrator(sourcesAlone()).migrate();
		squash("3").write();
		try (TestDatabase fresh = database().server().createDatabase()) {
			assertThat(on(fresh, sources()).migrate().scripts()).containsExactly("schema.sql", "004_items.sql",
					"R__names.sql");
			assertThat(on(fresh, sources()).migrate().scripts()).isEmpty();
			// now it stands where the other one stands, by the same files
			assertThat(on(fresh, sources()).snapshot().text()).isEqualTo(migrator(sources()).snapshot().text());
			assertThat(Files.readString(snapshotFile())).contains("CREATE TABLE public.users")
				.doesNotContain("items", "names");
		}
	}

	/**
	 * A fresh database begins with the baseline, which stands for files that are long
	 * gone.
	 */
	@Test
	void hasWhatABaselineMakes() {
		folder().delete("migration/001_users.sql")
			.delete("migration/001_users.down.sql")
			.delete("migration/002_orders.sql")
			.delete("migration/R__names.sql");
		source("B2__base.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text)");
		source("003_mail.sql", "CREATE TABLE mail (id bigint)");
		migrator(sourcesAlone()).migrate();
		squash("3").write();
		assertThat(files()).containsExactly("migration/004_items.sql", "schema.sql");
		assertThat(migrator(sources()).migrate().scripts()).isEmpty();
		try (TestDatabase fresh = database().server().createDatabase()) {
			assertThat(on(fresh, sources()).migrate().scripts()).containsExactly("schema.sql", "004_items.sql");
			assertThat(on(fresh, sources()).fingerprint().differences(migrator(sources()).fingerprint())).isEmpty();
		}
	}

	@Test
	void isRefusedWhereABaselineWritesRows() {
		folder().delete("migration/001_users.sql").delete("migration/001_users.down.sql");
		source("B1__base.sql",
				"CREATE TABLE users (id bigint PRIMARY KEY, name text); INSERT INTO users VALUES (1, 'Ann')");
		assertThat(refused(to("3"), sources())).hasMessageContaining("B1__base.sql:1: INSERT INTO users");
	}

	@Test
	void maySquashToTheVersionOfABaseline() {
		folder().delete("migration/001_users.sql")
			.delete("migration/001_users.down.sql")
			.delete("migration/002_orders.sql");
		source("B2__base.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text)");
		squash("2").write();
		assertThat(files()).doesNotContain("migration/B2__base.sql");
		assertThat(migrator(sources()).migrate().scripts()).containsExactly("schema.sql", "003_mail.sql",
				"004_items.sql", "R__names.sql");
	}

	/**
	 * The message of the refusal names this command, which has to work.
	 */
	@Test
	void letsABaselineBeDeclaredForASchemaOutsideTheSearchPath() {
		source("001_users.sql", "CREATE SCHEMA app; CREATE TABLE app.users (id bigint PRIMARY KEY, name text)");
		source("002_orders.sql", "CREATE TABLE app.orders (id bigint)");
		source("003_mail.sql", "ALTER TABLE app.users ADD mail text");
		folder().delete("migration/R__names.sql");
		squash("3").write();
		database().execute(
				"CREATE SCHEMA app; CREATE TABLE app.users (id bigint PRIMARY KEY, name text, mail text); CREATE TABLE app.orders (id bigint)");
		migrator(sources()).baseline(Version.of("3"));
		assertThat(migrator(sources()).migrate().scripts()).containsExactly("004_items.sql");
	}

	@Test
	void isAcceptedByADatabaseThatIsPastIt() {
		migrator(sourcesAlone()).migrate();
		squash("3").write();
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			Migrator start = Migrator.of(proxy.dataSource(), sources()).withListeners(List.of(events()));
			assertThat(start.migrate().scripts()).isEmpty();
			assertThat(proxy.roundTrips()).isEqualTo(2);
		}
		assertThat(events().of(Warned.class)).isEmpty();
		assertThat(migrator(sources()).status().migrations()).extracting(MigrationInfo::state)
			.containsOnly(MigrationState.APPLIED)
			.hasSize(5);
		source("005_more.sql", "-- tidemark: requires=002\nCREATE TABLE more ()");
		assertThat(migrator(sources()).migrate().scripts()).containsExactly("005_more.sql");
		assertThat(migrator(sources()).validate().problems()).isEmpty();
	}

	@Test
	void isRefusedByADatabaseThatIsBehindIt() {
		migrator(sourcesAlone().withTarget(Version.of("1"))).migrate();
		squash("3").write();
		InvalidMigrationsException refusal = failing(InvalidMigrationsException.class, migrator(sources()));
		assertThat(refusal).hasMessageContaining("schema.sql: the files of 2 migrations")
			.hasMessageContaining("of version 003 has taken their place: 002 orders, 003 mail")
			.hasMessageContaining("The database stands at version 001")
			.hasMessageContaining("deploy the last release that still has these files")
			.hasMessageContaining("let it migrate this database to version 003");
		assertThat(exists("items")).isFalse();
		assertThat(migrator(sources()).validate().problems()).hasSize(1);
		assertThat(migrator(sources()).applied()).hasSize(1);
	}

	@Test
	void isRefusedWhereADatabaseHasThingsAndNoHistory() {
		squash("3").write();
		database().execute("CREATE TABLE others ()");
		MigratorSettings all = sources().withBaseline(BaselineSettings.of("migrate", "file:" + snapshotFile()));
		assertThat(failing(InvalidMigrationsException.class, migrator(all)))
			.hasMessageContaining("The database stands at no version")
			.hasMessageContaining("'baseline 003'");
		assertThat(exists("schema_migrations")).isFalse();
		assertThat(exists("items")).isFalse();
	}

	@Test
	void isAcceptedByADatabaseOfWhichItsVersionIsDeclared() {
		squash("3").write();
		database().execute("CREATE TABLE users (name text)");
		migrator(sources()).baseline(Version.of("3"));
		assertThat(migrator(sources()).migrate().scripts()).containsExactly("004_items.sql", "R__names.sql");
		assertThat(migrator(sources()).migrate().scripts()).isEmpty();
		assertThat(events().of(Warned.class)).isEmpty();
	}

	@Test
	void refusesToSwallowStatementsThatWriteRows() {
		source("002_orders.sql", "CREATE TABLE orders (id bigint);\nINSERT INTO orders\nVALUES (1);");
		source("003_mail.sql", "DO $$ BEGIN END $$");
		SnapshotException refusal = refused(to("3"), sources());
		assertThat(refusal).hasMessageContaining("002_orders.sql:2: INSERT INTO orders VALUES (1)")
			.hasMessageContaining("003_mail.sql:1: DO $$ BEGIN END $$");
		assertThat(refusal.action()).contains("tidemark.snapshot.data", "--keep", "--harmless");
	}

	@Test
	void takesTheRowsOfNamedTablesAlong() {
		source("002_countries.sql", "CREATE TABLE countries (id serial PRIMARY KEY, code text);\n"
				+ "INSERT INTO public.countries (code) VALUES ('de'), ('fr'); DELETE FROM countries WHERE code = 'fr'");
		folder().delete("migration/002_orders.sql");
		squash(to("3"), withData("countries")).write();
		migrator(sources()).migrate();
		assertThat(values("SELECT code FROM countries")).containsExactly("de");
		database().execute("INSERT INTO countries (code) VALUES ('next')");
		assertThat(values("SELECT id FROM countries ORDER BY 1")).containsExactly("1", "3");
	}

	@Test
	void takesAlongWhereSequencesBeginAndNotWhatIsTheDatabasesOwn() {
		database().execute("ALTER DATABASE %s SET work_mem = '8MB'".formatted(database().name()));
		source("002_orders.sql",
				"CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY); CREATE SEQUENCE numbers; "
						+ "ALTER TABLE orders ALTER id RESTART WITH 1000; ALTER SEQUENCE numbers RESTART WITH 77");
		squash("3").write();
		migrator(sources()).migrate();
		assertThat(values("INSERT INTO orders DEFAULT VALUES RETURNING id")).containsExactly("1000");
		assertThat(values("SELECT nextval('numbers')")).containsExactly("77");
	}

	@Test
	void warnsOfPlaceholdersWhoseValuesStay() throws IOException {
		source("002_orders.sql", "CREATE TABLE ${name} (id bigint)");
		source("003_mail.sql", "-- tidemark: placeholders=false\nCOMMENT ON TABLE users IS '${name}'");
		MigratorSettings settings = sources();
		Squash squash = squash(to("3"), settings.withPlan(settings.plan().withPlaceholders(Map.of("name", "orders"))))
			.write();
		assertThat(squash.snapshot().warnings()).singleElement(InstanceOfAssertFactories.STRING)
			.contains("placeholders")
			.contains("002_orders.sql")
			.doesNotContain("003_mail.sql");
		assertThat(Files.readString(snapshotFile())).contains("CREATE TABLE public.orders", "IS '${name}'");
	}

	@Test
	void provesTheSchemaWithCallbacksToo() {
		source("beforeMigrate.sql", "CREATE TABLE audit (at timestamptz)");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> squash("3"))
			.withMessageContaining("audit");
	}

	@Test
	void takesAlongWhatCallbacksCreateThatMayRunAgain() {
		source("beforeMigrate.sql", "CREATE TABLE IF NOT EXISTS audit (at timestamptz)");
		squash("3").write();
		assertThat(migrator(sources()).migrate().scripts()).containsExactly("schema.sql", "004_items.sql",
				"R__names.sql");
		assertThat(values("SELECT count(*) FROM audit")).containsExactly("0");
	}

	@Test
	void keepsMigrationsWhichRunAfterTheSnapshot() {
		source("002_orders.sql", "INSERT INTO users VALUES (1, 'first')");
		Squash squash = squash(to("3").keeping(Set.of(Version.of("2"))), sources());
		assertThat(squash.kept()).containsExactly("002 orders");
		squash.write();
		assertThat(files()).containsExactly("migration/002_orders.sql", "migration/004_items.sql",
				"migration/R__names.sql", "schema.sql");
		assertThat(migrator(sources()).migrate().scripts()).containsExactly("schema.sql", "002_orders.sql",
				"004_items.sql", "R__names.sql");
		assertThat(values("SELECT name FROM users")).containsExactly("first");
	}

	@Test
	void refusesToKeepWhatDependsOnWhenItRuns() {
		source("002_orders.sql", "CREATE TABLE orders (id bigint); INSERT INTO orders VALUES (1)");
		source("003_mail.sql", "ALTER TABLE users RENAME name TO mail");
		source("002.5_view.sql", "CREATE VIEW upper AS SELECT upper(name) AS upper FROM users");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> squash(to("3").keeping(Set.of(Version.of("2.5"))), sources()))
			.withMessageContaining("002_orders.sql");
		SquashRequest keeping = to("3").keeping(Set.of(Version.of("2.5"), Version.of("2")));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> squash(keeping, sources()))
			.withMessageContaining("002.5_view.sql");
		assertThat(files()).contains("migration/001_users.sql").doesNotContain("schema.sql");
	}

	@Test
	void refusesRowsOfWhichNoStatementTells() {
		source("002_orders.sql", "DO $$ BEGIN INSERT INTO users VALUES (1); END $$");
		SnapshotException refusal = refused(to("3").withHarmless(Set.of(Version.of("2"))), sources());
		assertThat(refusal).hasMessageContaining("public.users");
	}

	@Test
	void takesCodeForHarmlessThatSomebodyHasRead() {
		source("002_orders.sql", "DO $$ BEGIN CREATE TABLE orders (id bigint); END $$");
		squash(to("3").withHarmless(Set.of(Version.of("2"))), sources()).write();
		migrator(sources()).migrate();
		assertThat(exists("orders")).isTrue();
	}

	@Test
	void refusesWhatReachesBeyondTheDatabase() {
		String role = database().name() + "_role";
		source("002_orders.sql", "CREATE ROLE %s".formatted(role));
		assertThat(refused(to("3"), sources())).hasMessageContaining("002_orders.sql:1: CREATE ROLE");
		assertThat(values("SELECT rolname FROM pg_roles WHERE rolname = '%s'".formatted(role))).isEmpty();
	}

	@Test
	void takesGrantsAlong() throws IOException {
		TestRole role = database().createRole("");
		source("002_orders.sql", "GRANT SELECT ON users TO " + role.name());
		squash("3").write();
		assertThat(Files.readString(snapshotFile()))
			.contains("GRANT SELECT ON TABLE public.users TO %s;".formatted(role.name()));
	}

	@Test
	void refusesWhatASnapshotCannotHave() {
		source("002_orders.sql", "CREATE PUBLICATION told FOR TABLE users");
		assertThat(refused(to("3"), sources())).hasMessageContaining("publication told");
	}

	@Test
	void refusesJavaThatIsNotKept() {
		JavaMigration code = (context) -> {
		};
		Migrator migrator = migrator(sources())
			.withJavaMigrations(() -> List.of(new CodeMigration(Version.of("2.5"), "code", "Code", false, code)));
		assertThatExceptionOfType(SnapshotException.class).isThrownBy(() -> migrator.squash(to("3"), SOURCES))
			.withMessageContaining("is written in Java");
		assertThat(migrator.squash(to("3").keeping(Set.of(Version.of("2.5"))), SOURCES).kept()).hasSize(1);
	}

	@Test
	void refusesVersionsThatAreNotThere() {
		assertThat(refused(to("7"), sources())).hasMessageContaining("No migration up to version 7 has the version 7");
		assertThat(refused(to("3").keeping(Set.of(Version.of("9"))), sources())).hasMessageContaining("version 9");
	}

	@Test
	void squashesAgain() {
		migrator(sourcesAlone()).migrate();
		squash("2").write();
		squash("4").write();
		assertThat(files()).containsExactly("migration/R__names.sql", "schema.sql");
		try (TestDatabase fresh = database().server().createDatabase()) {
			assertThat(on(fresh, sources()).migrate().scripts()).containsExactly("schema.sql", "R__names.sql");
			assertThat(on(fresh, sources()).snapshot().text()).isEqualTo(migrator(sources()).snapshot().text());
		}
		assertThat(migrator(sources()).migrate().scripts()).isEmpty();
	}

	@Test
	void writesAFileForPsqlFromAVersionOnly() {
		squash("3").write();
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> migrator(sources()).script(new OfflineScriptRequest(null, null)))
			.withMessageContaining("cannot begin with an empty history");
		assertThat(migrator(sources()).script(new OfflineScriptRequest(Version.of("3"), null)))
			.contains("CREATE TABLE items")
			.doesNotContain("CREATE TABLE users");
	}

}
