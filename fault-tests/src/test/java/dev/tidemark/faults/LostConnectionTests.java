package dev.tidemark.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.Migrator;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.ProxiedConnection;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line breaks: before a request arrives, or before its answer does.
 */
@PostgresTest
class LostConnectionTests {

	private static final String INSERT = "INSERT INTO users VALUES (2)";

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql",
				"CREATE TABLE users (id bigint); INSERT INTO users VALUES (1)");
		this.onlooker = new Onlooker(this.database.dataSource());
		migrator().migrate();
	}

	/**
	 * In simple mode a statement that holds a password goes alone, and what is before it
	 * in another message.
	 */
	@ParameterizedTest
	@CsvSource({ "EXTENDED, false", "EXTENDED, true", "SIMPLE, false", "SIMPLE, true" })
	void losesNothingAtAStatement(PreferQueryMode queryMode, boolean arrives) {
		String alone = "DO $$ BEGIN %s; PERFORM 'ALTER ROLE a PASSWORD ''b'''; END $$".formatted(INSERT);
		this.folder.write("002_more.sql", alone);
		MigrationFailedException failure = migrateFailing(queryMode, arrives, alone::equals);
		assertThat(failure.sqlState()).startsWith("08");
		assertThat(failure).hasMessageContaining("Migration 002 more failed");
		assertThat(this.onlooker.history()).as("nothing could be recorded").containsExactly("001 applied");
		assertThat(this.onlooker.values("SELECT id FROM users")).containsExactly("1");
		assertHeals(List.of("002_more.sql"));
	}

	@ParameterizedTest
	@CsvSource({ "EXTENDED", "SIMPLE" })
	void appliesAgainWhereCommitDidNotArrive(PreferQueryMode queryMode) {
		this.folder.write("002_more.sql", INSERT);
		assertOutcomeIsUnknown(migrateFailing(queryMode, false, LostConnectionTests::commits));
		assertThat(this.onlooker.history()).containsExactly("001 applied");
		assertHeals(List.of("002_more.sql"));
	}

	@ParameterizedTest
	@CsvSource({ "EXTENDED", "SIMPLE" })
	void doesNotApplyAgainWhereOnlyTheAnswerToCommitWasLost(PreferQueryMode queryMode) {
		this.folder.write("002_more.sql", INSERT);
		assertOutcomeIsUnknown(migrateFailing(queryMode, true, LostConnectionTests::commits));
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
		assertHeals(List.of());
	}

	@ParameterizedTest
	@CsvSource({ "EXTENDED, false", "EXTENDED, true", "SIMPLE, false", "SIMPLE, true" })
	void findsOutAboutAJavaMigrationToo(PreferQueryMode queryMode, boolean arrives) {
		CodeMigration code = new CodeMigration(Version.of("002"), "code", "test.Code", false,
				(context) -> context.jdbc().sql(INSERT).update());
		cutting(queryMode, arrives, LostConnectionTests::commits,
				(migrator) -> assertOutcomeIsUnknown(
						BackgroundRun.start(migrator.withJavaMigrations(() -> List.of(code)))
							.failure(MigrationFailedException.class)));
		Migrator next = migrator().withJavaMigrations(() -> List.of(code));
		assertThat(next.migrate().scripts()).isEqualTo(arrives ? List.of() : List.of("test.Code"));
		assertThat(this.onlooker.values("SELECT id FROM users ORDER BY id")).containsExactly("1", "2");
	}

	@ParameterizedTest
	@CsvSource({ "EXTENDED, false", "EXTENDED, true", "SIMPLE, false", "SIMPLE, true" })
	void findsOutAboutAConcurrentBuild(PreferQueryMode queryMode, boolean arrives) {
		String build = "CREATE INDEX CONCURRENTLY users_id ON users (id)";
		this.folder.write("002_mixed.sql", INSERT + ";\n" + build);
		MigrationFailedException failure = migrateFailing(queryMode, arrives, build::equals);
		assertThat(failure).hasMessageContaining("Migration 002 mixed failed")
			.hasMessageContaining("(statement 2 of 2)")
			.hasMessageContaining("1 of 2 statements are done and stay");
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 running");
		assertThat(this.onlooker.exists("users_id")).isEqualTo(arrives);
		assertHeals(List.of("002_mixed.sql"));
		assertThat(this.onlooker.exists("users_id")).isTrue();
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "EXTENDED, false", "EXTENDED, true", "SIMPLE, false", "SIMPLE, true" })
	void findsOutAboutTheRecordOfProgress(PreferQueryMode queryMode, boolean arrives) {
		this.folder.write("002_mixed.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id);\n" + INSERT);
		migrateFailing(queryMode, arrives, (sql) -> sql.contains("statements_done = 1"));
		assertHeals(List.of("002_mixed.sql"));
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
	}

	/**
	 * In simple mode the whole migration may be one message.
	 */
	private static boolean commits(String request) {
		return request.endsWith("COMMIT");
	}

	private static void assertOutcomeIsUnknown(MigrationFailedException failure) {
		assertThat(failure.sqlState()).startsWith("08");
		assertThat(failure).hasMessageContaining("Migration 002")
			.hasMessageContaining("the connection was lost, so nobody knows whether COMMIT arrived")
			.hasMessageContaining("the next start sees in the history which way it went");
		assertThat(failure.action()).contains("look in the server's log").contains("nothing needs to be repaired");
	}

	private MigrationFailedException migrateFailing(PreferQueryMode queryMode, boolean arrives,
			Predicate<String> request) {
		MigrationFailedException[] failure = new MigrationFailedException[1];
		cutting(queryMode, arrives, request,
				(migrator) -> failure[0] = BackgroundRun.start(migrator).failure(MigrationFailedException.class));
		return failure[0];
	}

	private void cutting(PreferQueryMode queryMode, boolean arrives, Predicate<String> request,
			Consumer<Migrator> work) {
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(this.database, new Scissors(request, arrives))) {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) proxy.dataSource();
			dataSource.setPreferQueryMode(queryMode);
			work.accept(Migrator.of(dataSource, this.folder.settings()));
		}
	}

	private Migrator migrator() {
		return Migrator.of(this.database.dataSource(), this.folder.settings());
	}

	private void assertHeals(List<String> scripts) {
		assertThat(migrator().migrate().scripts()).isEqualTo(scripts);
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
		assertThat(this.onlooker.values("SELECT id FROM users ORDER BY id")).as("applied exactly once")
			.containsExactly("1", "2");
	}

	/**
	 * Cuts the line at a request, or at its answer.
	 *
	 * @param request chooses the request
	 * @param arrives whether the server gets it
	 */
	private record Scissors(Predicate<String> request, boolean arrives) implements ExchangeListener {

		@Override
		public void beforeRequest(ProxiedConnection connection, ClientRequest now) {
			if (!this.arrives && this.request.test(now.sql())) {
				connection.cut();
			}
		}

		@Override
		public void beforeAnswer(ProxiedConnection connection, ClientRequest now) {
			if (this.arrives && this.request.test(now.sql())) {
				connection.cut();
			}
		}

	}

}
