package dev.tidemark.execution;

import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.OtherSession;
import dev.tidemark.execution.ReindexLeftovers.Leftover;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.sql.ConcurrentReindexStatement;
import dev.tidemark.sql.ConcurrentReindexStatement.Target;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an interrupted REINDEX CONCURRENTLY leaves is taken away where it is ours.
 */
@PostgresTest
class ReindexRecoveryTests extends AbstractInterruptionTests {

	private static final String LONG = "users_mail_in_lower_case_with_a_name_as_long_as_postgresql_has";

	@BeforeEach
	void setUp() {
		database().execute("""
				CREATE TABLE users (id bigint PRIMARY KEY, mail text);
				CREATE INDEX %s ON users (lower(mail));
				""".formatted(LONG));
	}

	@ParameterizedTest
	@ValueSource(strings = { "REINDEX INDEX CONCURRENTLY " + LONG, "REINDEX (CONCURRENTLY) TABLE users",
			"REINDEX SCHEMA CONCURRENTLY public" })
	void dropsWhatACrashLeftAndRepeats(String reindex) {
		write("001_reindex.sql", reindex);
		interrupt("INSERT INTO users VALUES (1)", "reindex%");
		assertThat(invalidIndexes()).isNotEmpty().allMatch((name) -> name.contains("_ccnew"));
		migrate();
		assertThat(invalidIndexes()).isEmpty();
		assertThat(exists(LONG)).isTrue();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		assertThat(events().warnings()).singleElement()
			.asString()
			.contains("INVALID indexes that an earlier attempt of this migration left are dropped")
			.contains("_ccnew");
	}

	@Test
	void leavesAloneWhatSomebodyElseLeft() {
		write("001_reindex.sql", "REINDEX TABLE CONCURRENTLY users");
		interrupt("INSERT INTO users VALUES (1)", "reindex%");
		database().execute("UPDATE schema_migrations SET running_statement = NULL");
		int left = invalidIndexes().size();
		migrate();
		assertThat(invalidIndexes()).hasSize(left);
		assertThat(events().warnings()).singleElement().asString().contains("left alone").contains("_ccnew");
	}

	@Test
	void leavesAloneWhatOnlyLooksLikeIt() {
		write("001_reindex.sql", "REINDEX TABLE CONCURRENTLY users");
		interrupt("INSERT INTO users VALUES (1)", "reindex%");
		database().execute("CREATE INDEX other_ccnew ON users (id, mail)");
		database().execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'other_ccnew'::regclass");
		migrate();
		assertThat(invalidIndexes()).containsExactly("other_ccnew");
	}

	@Test
	void leavesAloneWhatAnotherSessionBuilds() throws SQLException {
		database().execute("CREATE TABLE more (id bigint); CREATE INDEX more_id ON more (id)");
		old().begin("INSERT INTO more VALUES (1)");
		try (OtherSession other = OtherSession.open(database(), "other");
				Session session = Sessions.open(database().dataSource())) {
			BackgroundRun building = BackgroundRun.start(() -> {
				other.execute("REINDEX INDEX CONCURRENTLY more_id");
				return null;
			});
			awaitWaiting("reindex%");
			ReindexLeftovers leftovers = new ReindexLeftovers(session,
					new ConcurrentReindexStatement(Target.TABLE, "more"));
			assertThat(leftovers.find()).containsExactly(new Leftover("public.more_id_ccnew", false));
			old().end();
			await().until(building::isDone);
			assertThat(leftovers.find()).isEmpty();
		}
	}

	@Test
	void failsAsTheServerSaysWithoutATarget() {
		write("001_reindex.sql", "REINDEX TABLE CONCURRENTLY nothing");
		MigrationException failure = migrateFailing();
		assertThat(failure).hasMessageContaining("relation \"nothing\" does not exist");
	}

}
