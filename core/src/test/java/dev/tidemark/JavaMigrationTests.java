package dev.tidemark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class JavaMigrationTests extends AbstractMigratorTests {

	@Test
	void runsInTheOrderOfItsVersion() {
		write("001_users.sql", "CREATE TABLE users (name text)");
		write("003_copy.sql", "CREATE TABLE copied AS SELECT * FROM users");
		migrator(code((context) -> context.jdbc().sql("INSERT INTO users VALUES (?)").param("ada").update())).migrate();
		assertThat(values("SELECT name FROM copied")).containsExactly("ada");
	}

	@Test
	void seesTheSchemaOfItsTransaction() {
		migrator(code((context) -> {
			context.jdbc().sql("CREATE TABLE users (id bigint)").update();
			if (context.schema().columnExists("users", "id") && !context.schema().tableExists("orders")) {
				context.jdbc().sql("CREATE TABLE seen ()").update();
			}
		})).migrate();
		assertThat(exists("seen")).isTrue();
	}

	@Test
	void isRecorded() {
		migrator(CodeMigration.of(new V2__LoadUsers())).migrate();
		AppliedMigration row = lastRow();
		assertThat(row.kind()).isEqualTo(MigrationKind.JAVA);
		assertThat(row.version()).hasToString("2");
		assertThat(row.name()).isEqualTo("LoadUsers");
		assertThat(row.script()).isEqualTo(V2__LoadUsers.class.getName());
		assertThat(row.checksum()).isNull();
		assertThat(row.state()).isEqualTo(MigrationState.APPLIED);
	}

	@Test
	void givesItsTransactionAsAConnection() {
		migrator(code((context) -> {
			try (Statement statement = context.connection().createStatement()) {
				statement.execute("CREATE TABLE users AS SELECT pg_current_xact_id_if_assigned() AS transaction");
			}
			context.jdbc().sql("INSERT INTO users SELECT pg_current_xact_id_if_assigned()").update();
		})).migrate();
		assertThat(values("SELECT count(DISTINCT transaction) FROM users")).containsExactly("1");
		assertThat(values("SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM users UNION "
				+ "SELECT xmin FROM schema_migrations) both_tables"))
			.containsExactly("1");
	}

	@ParameterizedTest
	@EnumSource
	void refusesToEndTheTransaction(Ending ending) {
		MigrationFailedException failure = failing(MigrationFailedException.class, migrator(code((context) -> {
			context.jdbc().sql("CREATE TABLE users ()").update();
			ending.call(context.connection());
		})));
		assertThat(failure).hasMessageContaining("A migration may not call Connection." + ending.method);
		assertThat(exists("users")).isFalse();
	}

	@Test
	void noticesThatSqlEndedTheTransaction() {
		MigrationFailedException failure = failing(MigrationFailedException.class, migrator(code((context) -> {
			context.jdbc().sql("CREATE TABLE users ()").update();
			context.jdbc().sql("COMMIT").update();
		})));
		assertThat(failure).hasMessageContaining("The Java code ended the transaction of its migration by SQL")
			.hasMessageContaining("what it committed stays");
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void failsWhenAnErrorOfTheServerIsSwallowed() {
		MigrationFailedException failure = failing(MigrationFailedException.class, migrator(code((context) -> {
			try (Statement statement = context.connection().createStatement()) {
				statement.execute("SELECT 1/0");
			}
			catch (SQLException ex) {
				// as careless code does
			}
		})));
		assertThat(failure.sqlState()).isEqualTo("25P02");
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void ignoresThatItsConnectionIsClosed() {
		migrator(code((context) -> {
			try (Connection connection = context.connection(); Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE users ()");
			}
			context.jdbc().sql("CREATE TABLE mails ()").update();
		})).migrate();
		assertThat(exists("users")).isTrue();
		assertThat(exists("mails")).isTrue();
	}

	@Test
	void mayRollBackToASavepoint() {
		migrator(code((context) -> {
			context.jdbc().sql("CREATE TABLE users (id bigint)").update();
			context.jdbc().sql("SAVEPOINT here").update();
			context.jdbc().sql("INSERT INTO users VALUES (1)").update();
			context.jdbc().sql("ROLLBACK TO here").update();
		})).migrate();
		assertThat(values("SELECT count(*) FROM users")).containsExactly("0");
	}

	@Test
	void rollsBackAFailingOneAndSaysWhatTheServerSaid() {
		MigrationFailedException failure = failing(MigrationFailedException.class, migrator(code((context) -> {
			context.jdbc().sql("CREATE TABLE users ()").update();
			context.jdbc().sql("INSERT INTO nowhere VALUES (1)").update();
		})));
		assertThat(failure.sqlState()).isEqualTo("42P01");
		assertThat(failure.script()).isEqualTo("test.Code");
		assertThat(failure).hasMessageContaining("relation \"nowhere\" does not exist")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(exists("users")).isFalse();
		assertThat(states()).containsExactly(MigrationState.FAILED);
		assertThat(lastRow().error()).contains("42P01");
	}

	@Test
	void rollsBackOneThatThrowsWithoutTheServer() {
		IllegalStateException thrown = new IllegalStateException("no such country");
		MigrationFailedException failure = failing(MigrationFailedException.class, migrator(code((context) -> {
			context.jdbc().sql("CREATE TABLE users ()").update();
			throw thrown;
		})));
		assertThat(failure).hasMessageContaining("no such country").hasRootCause(thrown);
		assertThat(failure.sqlState()).isNull();
		assertThat(exists("users")).isFalse();
	}

	@Test
	void appliesItAgainAfterAFailure() {
		failing(MigrationFailedException.class, migrator(code((context) -> {
			throw new IllegalStateException();
		})));
		migrator(code((context) -> context.jdbc().sql("CREATE TABLE users ()").update())).migrate();
		assertThat(states()).containsExactly(MigrationState.FAILED, MigrationState.APPLIED);
	}

	private static CodeMigration code(JavaMigration code) {
		return new CodeMigration(Version.of("002"), "code", "test.Code", false, code);
	}

	static final class V2__LoadUsers implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("SELECT 1").query(Integer.class).single();
		}

	}

	enum Ending {

		COMMIT("commit"), ROLLBACK("rollback"), AUTO_COMMIT("setAutoCommit"), ABORT("abort");

		private final String method;

		Ending(String method) {
			this.method = method;
		}

		void call(Connection connection) throws SQLException {
			switch (this) {
				case COMMIT -> connection.commit();
				case ROLLBACK -> connection.rollback();
				case AUTO_COMMIT -> connection.setAutoCommit(false);
				case ABORT -> connection.abort(Runnable::run);
			}
		}

	}

}
