package dev.tidemark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Ways in which a first draft applied something twice, or called it applied.
 */
class ProductionTrapTests extends AbstractMigratorTests {

	@Test
	void refusesToBeginAgainInASchemaThatStandsBeforeTheOneOfTheHistory() {
		database().execute("CREATE SCHEMA app");
		DataSource appFirst = withSearchPath("app, public");
		write("001_rows.sql", "CREATE TABLE public.rows (id int); INSERT INTO public.rows VALUES (1)");
		database().execute("DROP SCHEMA app");
		Migrator migrator = Migrator.of(appFirst, settings());
		migrator.migrate();
		database().execute("CREATE SCHEMA app");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("\"public\".\"schema_migrations\"")
			.withMessageContaining("none in the first (\"app\")")
			.satisfies((ex) -> assertThat(ex.action()).contains("tidemark.history.schema=public"));
		assertThat(values("SELECT count(*) FROM public.rows")).containsExactly("1");
	}

	@Test
	void givesEveryMigrationTheSettingsOfTheDataSource() {
		write("001_first.sql", "CREATE TABLE zones AS SELECT current_setting('TimeZone') AS zone");
		write("002_second.sql", "INSERT INTO zones SELECT current_setting('TimeZone')");
		DataSource tokyo = initialised("SET TIME ZONE 'Asia/Tokyo'");
		Migrator.of(tokyo, settings()).migrate();
		assertThat(values("SELECT zone FROM zones")).containsExactly("Asia/Tokyo", "Asia/Tokyo");
	}

	@Test
	void isNotEndedByTheSocketTimeoutOfTheApplication() {
		write("001_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(2.5)");
		String url = database().jdbcUrl() + (database().jdbcUrl().contains("?") ? "&" : "?") + "socketTimeout=1";
		DataSource impatient = new DriverManagerDataSource(url, database().username(), database().password());
		assertThat(Migrator.of(impatient, settings()).migrate().scripts()).containsExactly("001_slow.sql");
	}

	@Test
	void refusesDataForTheClientBeforeAnythingRuns() {
		write("001_copy.sql", "CREATE TABLE a (); COPY a TO STDOUT");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(this::migrate)
			.withMessageContaining("001_copy.sql:1:20")
			.withMessageContaining("TO STDOUT");
		assertThat(exists("a")).isFalse();
	}

	@Test
	void doesNotRepeatWhatMayHaveCommittedAPart() {
		database().execute("""
				CREATE TABLE a (id int); CREATE TABLE b (id int);
				CREATE PROCEDURE in_two_parts() LANGUAGE plpgsql AS $$ BEGIN
				  INSERT INTO a VALUES (1); COMMIT; LOCK TABLE b IN ACCESS EXCLUSIVE MODE; INSERT INTO b VALUES (1);
				END $$
				""");
		write("001_call.sql", "-- tidemark: transactional=false, lock-timeout=200ms\nCALL in_two_parts()");
		try (OtherSession other = OtherSession.open(database(), "other").begin("SELECT * FROM b")) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(this::migrate)
				.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("55P03"));
		}
		assertThat(values("SELECT count(*) FROM a")).containsExactly("1");
	}

	@Test
	void asksWhereAProcessDiedInAStatementThatChangesData() {
		write("001_prices.sql",
				"-- tidemark: transactional=false\nCREATE TABLE prices (price int);\nINSERT INTO prices VALUES (1)");
		migrate();
		database()
			.execute("UPDATE schema_migrations SET state = 'running', statements_done = 1, running_statement = '2 ?'");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(this::migrate)
			.withMessageContaining("001_prices.sql:3:1")
			.withMessageContaining("nobody knows whether it was done");
		assertThat(values("SELECT count(*) FROM prices")).containsExactly("1");
	}

	@Test
	void recordsNoFailureOverWhatWasAppliedAfterAll() {
		write("001_users.sql", "CREATE TABLE users ()");
		migrate();
		AppliedMigration applied = migrator().applied().get(0);
		HistoryStatements statements = new HistoryStatements(new HistoryTable("public", "schema_migrations", true));
		HistoryRow row = new HistoryRow("001", "users", "001_users.sql", "sql", null, 1, "test", null, null);
		database().execute(statements.insertFailed(row, 0, 1, "the answer to COMMIT was lost"));
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		database().execute(statements.insertFailed(row, applied.id(), 1, "a later attempt"));
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.FAILED);
	}

	private DataSource withSearchPath(String path) {
		return initialised("SET search_path = " + path);
	}

	private DataSource initialised(String sql) {
		return new DelegatingDataSource(database().dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				try (Statement statement = connection.createStatement()) {
					statement.execute(sql);
				}
				return connection;
			}

		};
	}

}
