package dev.tidemark.execution;

import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An INVALID index of ours heals; one that may be somebody else's is left alone.
 */
@PostgresTest
class IndexBuildRecoveryTests extends AbstractInterruptionTests {

	private static final String WRITE = "INSERT INTO users VALUES (7, 'g')";

	@BeforeEach
	void setUp() {
		database().execute("CREATE TABLE users (id bigint, mail text); INSERT INTO users VALUES (1, 'a'), (2, 'a')");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY users_mail ON users (mail)",
			"CREATE INDEX CONCURRENTLY IF NOT EXISTS users_mail ON users (mail)",
			"create /* slowly */ index concurrently \"users_mail\" on public.users using btree (lower(mail) DESC) WHERE id > 0" })
	void buildsAgainWhatACrashLeft(String build) {
		write("001_index.sql", build);
		interrupt(WRITE, "create%index concurrently%");
		assertThat(invalidIndexes()).containsExactly("users_mail");
		assertThat(lastRow().state()).isEqualTo(MigrationState.RUNNING);
		migrate();
		assertThat(invalidIndexes()).isEmpty();
		assertThat(exists("users_mail")).isTrue();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		assertThat(lastRow().journal().running()).isNull();
		assertThat(events().warnings()).singleElement()
			.asString()
			.contains("The index public.users_mail is INVALID")
			.contains("dropped and built again");
	}

	@Test
	void buildsAgainAnIndexWithoutAName() {
		write("001_index.sql", "CREATE INDEX CONCURRENTLY ON users (mail)");
		interrupt(WRITE, "create index concurrently%");
		migrate();
		assertThat(invalidIndexes()).isEmpty();
		assertThat(values("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'users'::regclass"))
			.containsExactly("users_mail_idx");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "IF NOT EXISTS " })
	void buildsAUniqueIndexWhenTheDuplicatesAreGone(String ifNotExists) {
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY %susers_mail ON users (mail)".formatted(ifNotExists));
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.sqlState()).isEqualTo("23505");
		assertThat(failure).hasMessageContaining(
				"the INVALID index that it may have left is dropped by the next start, and built again");
		assertThat(invalidIndexes()).containsExactly("users_mail");
		assertThat(migrateFailing().sqlState()).as("a start with nothing mended").isEqualTo("23505");
		database().execute("DELETE FROM users WHERE id = 2");
		migrate();
		assertThat(invalidIndexes()).isEmpty();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void buildsItAlsoWhenTheScriptRemovesTheDuplicatesFirst() {
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrateFailing();
		write("001_index.sql",
				"DELETE FROM users WHERE id = 2;\nCREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrate();
		assertThat(invalidIndexes()).isEmpty();
	}

	@Test
	void takesAnIndexForDoneThatWasBuiltBeforeTheCrash() {
		write("001_index.sql", "CREATE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrate();
		String before = oidOf("users_mail");
		crash("CREATE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrate();
		assertThat(oidOf("users_mail")).isEqualTo(before);
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void doesNotTakeAnotherIndexForDone() {
		write("001_index.sql", "CREATE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrate();
		crash("CREATE INDEX CONCURRENTLY users_mail ON users (mail)");
		database().execute("DROP INDEX users_mail; CREATE INDEX users_mail ON users (id)");
		assertThat(migrateFailing().sqlState()).isEqualTo("42P07");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "IF NOT EXISTS " })
	void leavesAnInvalidIndexOfSomebodyElseAlone(String ifNotExists) {
		failToBuild("CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		String before = oidOf("users_mail");
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY %susers_mail ON users (mail)".formatted(ifNotExists));
		for (int i = 0; i < 2; i++) {
			assertThat(migrateFailing()).hasMessageContaining("The index public.users_mail is INVALID")
				.hasMessageContaining("the history does not say that this migration began it")
				.hasMessageContaining("DROP INDEX CONCURRENTLY public.users_mail");
			assertThat(oidOf("users_mail")).isEqualTo(before);
		}
		database().execute("DROP INDEX users_mail; DELETE FROM users WHERE id = 2");
		migrate();
		assertThat(invalidIndexes()).isEmpty();
	}

	private void failToBuild(String sql) {
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute(sql);
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessageContaining("could not create unique index");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (id)",
			"CREATE INDEX CONCURRENTLY users_mail ON users (mail)",
			"CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail) WHERE id > 0" })
	void leavesAnInvalidIndexOfAnotherDefinitionAlone(String theirs) {
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrateFailing();
		database().execute("DROP INDEX users_mail; UPDATE users SET id = 1");
		database().execute(theirs.replace("CONCURRENTLY", "").replace("UNIQUE", "").replace("  ", " "));
		markInvalid(theirs.contains("UNIQUE"));
		assertThat(migrateFailing()).hasMessageContaining("it is left alone: its definition is")
			.hasMessageContaining("UNIQUE USING btree (mail)");
		assertThat(exists("users_mail")).isTrue();
	}

	private void markInvalid(boolean unique) {
		database().execute(
				"UPDATE pg_index SET indisvalid = false, indisunique = %s WHERE indexrelid = 'users_mail'::regclass"
					.formatted(unique));
	}

	@Test
	void leavesAnIndexAloneThatAnotherSessionBuilds() {
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrateFailing();
		database().execute("DROP INDEX users_mail; DELETE FROM users WHERE id = 2");
		old().begin(WRITE);
		try (OtherSession other = OtherSession.open(database(), "other")) {
			BackgroundRun building = BackgroundRun.start(() -> {
				other.execute("CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
				return null;
			});
			awaitWaiting("create unique index concurrently%");
			String before = oidOf("users_mail");
			assertThat(migrateFailing()).hasMessageContaining("The index public.users_mail is INVALID")
				.hasMessageContaining("session %d builds it at this moment".formatted(other.pid()))
				.hasMessageContaining("Wait until that session is done");
			old().end();
			await().until(building::isDone);
			assertThat(oidOf("users_mail")).as("theirs").isEqualTo(before);
			assertThat(invalidIndexes()).isEmpty();
		}
		migrate();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void leavesAnIndexAloneThatAConstraintNeeds() {
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		migrateFailing();
		database().execute("DROP INDEX users_mail; DELETE FROM users WHERE id = 2; "
				+ "ALTER TABLE users ADD CONSTRAINT users_mail UNIQUE (mail)");
		markInvalid(true);
		assertThat(migrateFailing()).hasMessageContaining("the constraint users_mail needs it")
			.hasMessageContaining("Run REINDEX INDEX CONCURRENTLY public.users_mail");
		database().execute("REINDEX INDEX users_mail");
		migrate();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void leavesAnIndexAloneOfWhichItMayNotSeeWhoBuildsIt() {
		DataSource owner = ownerOfUsers();
		Migrator migrator = Migrator.of(owner, settings());
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		failing(MigrationFailedException.class, migrator);
		database().execute("DROP INDEX users_mail; DELETE FROM users WHERE id = 2; CREATE TABLE more (id bigint)");
		old().begin(WRITE);
		old().execute("INSERT INTO more VALUES (1)");
		try (OtherSession other = OtherSession.open(database(), "other");
				OtherSession elsewhere = OtherSession.open(database(), "elsewhere")) {
			BackgroundRun building = inBackground(other, "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
			BackgroundRun buildingElsewhere = inBackground(elsewhere, "CREATE INDEX CONCURRENTLY more_id ON more (id)");
			awaitWaiting("create unique index concurrently%");
			awaitWaiting("create index concurrently%");
			assertThat(failing(MigrationFailedException.class, migrator))
				.hasMessageContaining("session %d builds it at this moment".formatted(other.pid()));
			old().end();
			await().until(() -> building.isDone() && buildingElsewhere.isDone());
		}
		migrator.migrate();
		assertThat(invalidIndexes()).isEmpty();
	}

	private static BackgroundRun inBackground(OtherSession session, String sql) {
		return BackgroundRun.start(() -> {
			session.execute(sql);
			return null;
		});
	}

	private DataSource ownerOfUsers() {
		TestRole role = database().createRole("");
		database()
			.execute("GRANT CREATE ON SCHEMA public TO %1$s; ALTER TABLE users OWNER TO %1$s".formatted(role.name()));
		return database().dataSource(role);
	}

	@Test
	void leavesAnIndexAloneThatItMayNotCompare() {
		Migrator migrator = Migrator.of(ownerOfUsers(), settings());
		database().execute("REVOKE TEMPORARY ON DATABASE \"%s\" FROM PUBLIC".formatted(database().name()));
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		failing(MigrationFailedException.class, migrator);
		assertThat(failing(MigrationFailedException.class, migrator)).hasMessageContaining(
				"its definition could not be compared (ERROR: permission denied to create temporary tables");
		assertThat(invalidIndexes()).containsExactly("users_mail");
	}

	@Test
	void buildsAgainInSimpleQueryModeToo() {
		Migrator migrator = Migrator.of(dataSource("preferQueryMode=simple"), settings());
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
		failing(MigrationFailedException.class, migrator);
		database().execute("DELETE FROM users WHERE id = 2");
		migrator.migrate();
		assertThat(invalidIndexes()).isEmpty();
	}

	@Test
	void buildsTheSameIndexTwiceWhereTheScriptSaysSo() {
		database().execute("DELETE FROM users WHERE id = 2");
		write("001_index.sql",
				"CREATE UNIQUE INDEX CONCURRENTLY ON users (mail);\nCREATE UNIQUE INDEX CONCURRENTLY ON users (mail)");
		interrupt(WRITE, "create unique index concurrently%");
		migrate();
		assertThat(values("SELECT indexrelid FROM pg_index WHERE indrelid = 'users'::regclass AND indisvalid"))
			.hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "IF NOT EXISTS " })
	void leavesAnIndexAloneThatSomebodyBeganInTheSameMoment(String ifNotExists) {
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY %susers_mail ON users (mail)".formatted(ifNotExists));
		Migrator migrator = migrator().withListeners(List.of((event) -> {
			if (event instanceof StatementStarted) {
				failToBuild("CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users (mail)");
			}
		}));
		assertThat(failing(MigrationFailedException.class, migrator).sqlState()).isEqualTo("42P07");
		String theirs = oidOf("users_mail");
		assertThat(lastRow().journal().running()).isNull();
		assertThat(migrateFailing()).hasMessageContaining("the history does not say that this migration began it");
		assertThat(oidOf("users_mail")).isEqualTo(theirs);
	}

	@Test
	void leavesAnIndexAloneThatIsAPartOfAnother() {
		database().execute("""
				CREATE TABLE days (day int) PARTITION BY RANGE (day);
				CREATE TABLE day_1 PARTITION OF days FOR VALUES FROM (1) TO (2);
				CREATE INDEX days_day ON days (day);
				UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'day_1_day_idx'::regclass
				""");
		String build = "CREATE INDEX CONCURRENTLY day_1_day_idx ON day_1 (day)";
		write("001_index.sql", build);
		migrateFailing();
		crash(build);
		assertThat(migrateFailing()).hasMessageContaining("it is a part of the index days_day");
	}

}
