package dev.tidemark.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.test.database.PgBouncer;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application's queries, which reach the sessions of the pool after a migration did.
 */
@PostgresTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PooledSettingsTests extends AbstractPgBouncerTests {

	/** What an application may notice of a session. */
	private static final String SEEN = """
			SELECT current_user || ', ' || session_user || ', path ' || current_setting('search_path')
			       || ', statement_timeout ' || current_setting('statement_timeout')
			       || ', lock_timeout ' || current_setting('lock_timeout')
			       || ', idle ' || current_setting('idle_in_transaction_session_timeout')
			       || ', work_mem ' || current_setting('work_mem')
			       || ', isolation ' || current_setting('default_transaction_isolation')
			       || ', read only ' || current_setting('default_transaction_read_only')
			       || ', tenant ' || coalesce(current_setting('app.tenant', true), '')
			       || ', zone ' || current_setting('TimeZone')
			       || ', name ' || current_setting('application_name')
			       || ', temp ' || (SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema())
			       || ', channels ' || (SELECT count(*) FROM pg_listening_channels())
			       || ', prepared ' || (SELECT count(*) FROM pg_prepared_statements WHERE from_sql)
			       || ', cursors ' || (SELECT count(*) FROM pg_cursors)
			""";

	private static final String EVERYTHING = """
			SET search_path = pg_catalog;
			SET statement_timeout = '77s';
			SET lock_timeout = '78s';
			SET idle_in_transaction_session_timeout = '79s';
			SET work_mem = '7777kB';
			SET default_transaction_isolation = 'serializable';
			SET TimeZone = 'Asia/Tokyo';
			SET application_name = 'migration';
			SET ROLE %s;
			SET app.tenant = 'a';
			CREATE TEMP TABLE scratch (id bigint);
			LISTEN news;
			PREPARE reader AS SELECT 1;
			DECLARE numbers CURSOR WITH HOLD FOR SELECT 1;
			""";

	private String other;

	@BeforeEach
	void setUp() {
		this.other = database().createRole("").name();
		database().execute("GRANT %s TO %s".formatted(this.other, role().name()));
		write("001_a.sql", "CREATE TABLE a (id bigint)");
	}

	@ParameterizedTest
	@CsvSource({ "simple", "extended" })
	void reachNobodyElse(String queryMode) throws SQLException {
		inTransactionMode(1);
		String before = seen();
		write("002_set.sql", EVERYTHING.formatted(this.other));
		CodeMigration code = AbstractLeaseTests.code("3", (context) -> {
			try (Statement statement = context.connection().createStatement()) {
				statement.execute(EVERYTHING.formatted(this.other));
			}
		});
		write("004_read.sql", "CREATE TABLE public.read AS SELECT (%s) AS seen".formatted(SEEN));
		migrator(pooled(queryMode), patient()).withJavaMigrations(() -> List.of(code)).migrate();
		assertThat(seen()).isEqualTo(before);
		assertThat(values("SELECT seen FROM read").get(0)).as("the next migration")
			.contains("%s, %s, path \"$user\", public".formatted(role().name(), role().name()))
			.contains("statement_timeout 0")
			.contains("tenant ,")
			.contains("temp 0");
	}

	@Test
	void reachNobodyElseAfterAFailure() throws SQLException {
		inTransactionMode(1);
		String before = seen();
		String rolledBack = EVERYTHING.formatted(this.other).replace("PREPARE reader AS SELECT 1;", "");
		write("002_set.sql", rolledBack + "SELECT 1 / 0;");
		failing(MigrationFailedException.class, migrator(pooled(), patient()));
		assertThat(seen()).isEqualTo(before);
	}

	@Test
	void leaveAloneWhatThePoolerSetsInEachNewSession() throws SQLException {
		database().execute("CREATE SCHEMA app");
		pool(PgBouncer.start(database(), Map.of("pool_mode", "transaction", "default_pool_size", "1"),
				"connect_query='SET search_path = app, public; SET statement_timeout = 12000; SET work_mem = 5000'"));
		database().execute("GRANT CREATE, USAGE ON SCHEMA app TO " + role().name());
		String before = seen();
		assertThat(before).contains("path app, public").contains("statement_timeout 12s").contains("work_mem 5000kB");
		write("002_set.sql", EVERYTHING.formatted(this.other));
		write("003_read.sql", "CREATE TABLE read AS SELECT (%s) AS seen".formatted(SEEN));
		migrator(pooled(), patient()).migrate();
		assertThat(seen()).isEqualTo(before);
		assertThat(values("SELECT seen FROM app.read").get(0)).contains("path app, public").contains("work_mem 5000kB");
	}

	/**
	 * The driver closes a connection whose encoding or style of dates is not its own.
	 */
	@ParameterizedTest
	@CsvSource({ "simple", "extended" })
	void leaveTheConnectionAsTheDriverNeedsIt(String queryMode) throws SQLException {
		String name = database().name() + "_latin";
		database().execute("CREATE DATABASE %s TEMPLATE template0 ENCODING LATIN1 LOCALE 'C' OWNER %s".formatted(name,
				role().name()));
		try {
			database().execute("ALTER DATABASE %s SET DateStyle = 'German, DMY'".formatted(name));
			database().execute("ALTER DATABASE %s SET TimeZone = 'Asia/Tokyo'".formatted(name));
			inTransactionMode(2);
			PGSimpleDataSource dataSource = (PGSimpleDataSource) pooled(queryMode);
			dataSource.setDatabaseName(name);
			write("002_set.sql", "SET search_path = public; SELECT set_config('app.tenant', 'ä', false)").write(
					"003_umlaut.sql", "CREATE TABLE umlaut AS SELECT 'ä' AS text, current_setting('TimeZone') AS zone");
			assertThat(migrator(dataSource, patient()).migrate().scripts()).hasSize(3);
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT text, length(text), zone FROM umlaut")) {
				assertThat(row.next()).isTrue();
				assertThat(row.getString(1)).isEqualTo("ä");
				assertThat(row.getInt(2)).isOne();
				assertThat(row.getString(3)).isEqualTo(TimeZone.getDefault().getID());
			}
		}
		finally {
			stopPooler();
			database().execute("DROP DATABASE %s WITH (FORCE)".formatted(name));
		}
	}

	private String seen() throws SQLException {
		try (Connection connection = pooled().getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(SEEN)) {
			row.next();
			return row.getString(1);
		}
	}

}
