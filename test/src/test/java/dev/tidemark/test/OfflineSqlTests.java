package dev.tidemark.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that psql runs leaves what the engine leaves.
 */
@PostgresTest
class OfflineSqlTests {

	@TempDir
	private Path scratch;

	private TestDatabase database;

	@BeforeAll
	static void needsPsql() {
		Assumptions.assumeTrue(Psql.isInstalled(), "needs psql: install postgresql-client");
	}

	@Test
	void leavesWhatTheEngineLeaves(TestServer server) {
		write("001_users.sql", "CREATE TABLE users (id bigint, name text);\nINSERT INTO users VALUES (1, '${who}');\n");
		write("002_mails.sql", """
				CREATE TABLE mails (id bigint);
				CREATE INDEX CONCURRENTLY mails_id ON mails (id);
				INSERT INTO mails VALUES (1);
				VACUUM mails;
				""");
		write("003_own.sql", """
				BEGIN; CREATE TABLE own (id int); COMMIT;
				INSERT INTO own VALUES (1);
				BEGIN ISOLATION LEVEL SERIALIZABLE; INSERT INTO own VALUES (2); COMMIT AND CHAIN;
				INSERT INTO own SELECT 3 WHERE current_setting('transaction_isolation') = 'serializable'; ROLLBACK;
				BEGIN READ ONLY; SELECT 1; COMMIT;
				""");
		write("004_copy.sql",
				"COPY users FROM stdin;\n2\t:HOST \\\\ it's\n3\tb\n\\.\nALTER TABLE users ADD mail text;\n");
		write("005_secret.sql", "-- tidemark: store=false\nSELECT 1");
		write("006_role.sql", "CREATE ROLE x_%d PASSWORD 'hunter2'; DROP ROLE x_%1$d".formatted(System.nanoTime()));
		write("007_session.sql",
				"SET search_path = pg_temp; SET ROLE NONE; SELECT pg_advisory_lock(5), pg_advisory_lock(6, -7)");
		write("008_clean.sql", """
				CREATE TABLE clean AS SELECT current_setting('search_path') AS path, (
				  SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks;
				DISCARD ALL;
				""");
		write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users;\n");
		write("beforeMigrate.sql", "CREATE TABLE called (what text)");
		write("beforeEachMigrate.sql", "INSERT INTO public.called VALUES ('before each')");
		write("afterEachMigrate.sql", "INSERT INTO public.called VALUES ('after each')");
		write("afterVersioned.sql", "INSERT INTO public.called VALUES ('after versioned')");
		write("afterMigrate.sql", "INSERT INTO called VALUES ('after'); VACUUM called");
		MigratorSettings settings = settings().withPlaceholders(Map.of("who", "it''s :HOST \\ ada"));
		try (TestDatabase engine = server.createDatabase()) {
			Migrator.of(engine.dataSource(), settings).migrate();
			file(settings, null, null).run(this.database);
			OfflineFile.assertSame(this.database, engine);
			assertThat(OfflineFile.history(this.database)).isEqualTo(OfflineFile.history(engine));
			assertThat(Migrator.of(this.database.dataSource(), settings).verify().scripts()).isEmpty();
		}
	}

	@Test
	void sendsColonsAndBackslashesAsTheyAre() {
		write("001_colons.sql", """
				CREATE TABLE texts (id int GENERATED ALWAYS AS IDENTITY, t text);
				INSERT INTO texts (t) VALUES (':HOST \\ :''x'' '), (E'\\\\ :HOST'), ($$ :USER \\ :'x' $$);
				INSERT INTO texts (t) SELECT (ARRAY['a', 'b', 'c'])[1:"HOST"]::text FROM (SELECT 2 AS "HOST") x;
				INSERT INTO texts (t) SELECT (ARRAY['a', 'b', 'c'])[1:PORT]::text -- :PORT
				FROM (SELECT 3 AS PORT) x /* :'HOST' */;
				COMMENT ON TABLE texts IS 'C:\\:HOST';
				""".replace("PORT", "DBNAME"));
		file(settings(), null, null).run(this.database);
		Migrator.of(this.database.dataSource(), settings()).verify();
		assertThat(column("SELECT t FROM texts ORDER BY id")).containsExactly(":HOST \\ :'x' ", "\\ :HOST",
				" :USER \\ :'x' ", "{a,b}", "{a,b,c}");
		assertThat(column("SELECT obj_description('texts'::regclass)")).containsExactly("C:\\:HOST");
	}

	@Test
	void refusesToRunTwice() {
		two();
		OfflineFile file = file(settings(), null, null);
		file.run(this.database);
		List<String> before = OfflineFile.history(this.database);
		assertThat(file.failing(this.database)).contains(
				"The database is not where this file begins (an empty history); nothing was run:",
				"- migration 001 users is applied already (at ", "HINT:");
		assertThat(OfflineFile.history(this.database)).isEqualTo(before);
	}

	@Test
	void refusesAWrongStartingState() {
		two();
		write("003_more.sql", "CREATE TABLE more (id int)");
		OfflineFile file = file(settings(), "2", null);
		assertThat(file.failing(this.database)).contains("migration 001 users must be applied, and is not",
				"migration 002 mails must be applied, and is not");
		assertThat(exists("schema_migrations")).as("nothing was created").isFalse();
		migrate();
		assertThat(file.failing(this.database)).contains("migration 003 more is applied already");
		this.database.execute("UPDATE schema_migrations SET state = 'rolled_back' WHERE id = 3");
		this.database.execute("UPDATE schema_migrations SET checksum = 'sha256:0' WHERE id = 1");
		assertThat(file.failing(this.database)).contains("migration 001 users has changed since it was applied at");
		this.database.execute("UPDATE schema_migrations SET checksum = NULL, state = 'running' WHERE id = 1");
		assertThat(file.failing(this.database)).contains("migration 001 users has begun and not ended (running, ");
		this.database.execute("UPDATE schema_migrations SET state = 'applied' WHERE id IN (1, 3)");
		this.database.execute("UPDATE schema_migrations SET version = '0012.5', script = 'other' WHERE id = 3");
		assertThat(file.failing(this.database))
			.contains("migration 0012.5 more is applied, and comes after 002, where this file begins");
	}

	@Test
	void refusesAnotherToolsTable() {
		two();
		this.database.execute("CREATE TABLE schema_migrations (version bigint, dirty boolean)");
		assertThat(file(settings(), null, null).failing(this.database)).contains(
				"The table public.schema_migrations is not Tidemark's: its columns (version, dirty) are those of another tool");
		assertThat(exists("users")).isFalse();
	}

	@Test
	void refusesToRunWhileAnotherMigratorHoldsTheLock() throws SQLException {
		two();
		long key = new AdvisoryLock("public", "schema_migrations", new Capabilities(true, true, true)).key();
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("SET application_name = 'orders'; SELECT pg_advisory_lock(%d)".formatted(key));
			assertThat(file(settings(), null, null).failing(this.database))
				.contains("Another migrator holds the migration lock: orders (pid ");
		}
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void refusesToRunWhileALeaseIsHeldAndTakesOverOneThatHasRunOut() {
		two();
		MigratorSettings leasing = settings().withLock(new LockSettings(LockStrategy.LEASE, null, null, null));
		Migrator.of(this.database.dataSource(), leasing).migrate();
		write("003_more.sql", "CREATE TABLE more (id int)");
		OfflineFile file = file(settings(), "2", null);
		this.database.execute(
				"UPDATE schema_migrations_lock SET owner = 'orders', mark = 'orders [tidemark 0a1b2c3d]', expires_at = now() + interval '1 hour'");
		assertThat(file.failing(this.database)).contains("Another migrator holds the lease: orders, until 20");
		this.database.execute("UPDATE schema_migrations_lock SET expires_at = now() - interval '1 hour'");
		List<String> token = column("SELECT token + 1 FROM schema_migrations_lock");
		file.run(this.database);
		assertThat(column("SELECT token FROM schema_migrations_lock")).isEqualTo(token);
	}

	@Test
	void stopsWhenAScriptReleasesTheLock() {
		write("001_unlock.sql", "SELECT pg_advisory_unlock_all()");
		write("002_after.sql", "CREATE TABLE after (id int)");
		assertThat(file(settings(), null, null).failing(this.database)).contains("The migration lock was lost");
		assertThat(OfflineFile.states(migrator())).containsExactly("001 unlock applied");
	}

	@Test
	void createsTheSchemaOfTheHistory() {
		two();
		MigratorSettings settings = settings().withHistory(new HistorySettings("it's", "my \"History\"", null));
		file(settings, null, "1").run(this.database);
		Migrator migrator = Migrator.of(this.database.dataSource(), settings);
		assertThat(migrator.migrate().scripts()).containsExactly("002_mails.sql");
		file(settings, "2", "1").run(this.database);
		assertThat(migrator.current()).contains(Version.of("1"));
	}

	@Test
	void goesOnWithAHistoryThatHasAnotherName() {
		two();
		this.database.execute("CREATE TABLE schema_migrations (version bigint, dirty boolean)");
		MigratorSettings own = settings().withHistory(new HistorySettings(null, "tidemark_migrations", null));
		file(own, null, "1").run(this.database);
		file(settings(), "1", null).run(this.database);
		assertThat(migrator().verify().scripts()).isEmpty();
	}

	@Test
	void upgradesAHistoryOfAnOlderFormat() {
		two();
		file(settings(), null, "1").run(this.database);
		this.database.execute("ALTER TABLE schema_migrations DROP running_statement, DROP done_checksum;"
				+ "COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 1'");
		file(settings(), "1", null).run(this.database);
		assertThat(column("SELECT obj_description('schema_migrations'::regclass)"))
			.containsExactly("Tidemark history, format 2");
		this.database.execute("COMMENT ON TABLE schema_migrations IS 'Tidemark history, format 99'");
		assertThat(file(settings(), "2", "1").failing(this.database)).contains("has format 99");
	}

	@Test
	void refusesASurroundingTransaction() {
		two();
		Psql.Result result = Psql.execute(file(settings(), null, null).path(), this.database, "-1");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.output()).contains("runs in another one. Nothing was run", "without -1");
	}

	@Test
	void goesOnWithTheEngineAfterAnError() {
		two();
		write("003_broken.sql", "CREATE TABLE more (id int); SELECT 1/0");
		assertThat(file(settings(), null, null).failing(this.database)).contains("division by zero");
		assertThat(OfflineFile.states(migrator())).containsExactly("001 users applied", "002 mails applied");
		write("003_broken.sql", "CREATE TABLE more (id int)");
		assertThat(migrator().migrate().scripts()).containsExactly("003_broken.sql");
	}

	@Test
	void isTakenUpByTheEngineInTheMiddleOfAMigration(TestServer server) {
		String parts = """
				CREATE TABLE parts (id bigint, ok int);
				CREATE INDEX CONCURRENTLY parts_id ON parts (id);
				INSERT INTO parts VALUES (1, 1/0);
				CREATE INDEX CONCURRENTLY parts_ok ON parts (ok);
				""";
		write("001_parts.sql", parts);
		OfflineFile file = file(settings(), null, null);
		file.failing(this.database);
		assertThat(OfflineFile.states(migrator())).containsExactly("001 parts running");
		assertThat(migrator().applied().get(0).statementsDone()).isEqualTo(2);
		assertThat(file.failing(this.database))
			.contains("has begun and not ended (running, 2 of 4 statements are done)");
		write("001_parts.sql", parts.replace("1/0", "1"));
		assertThat(migrator().migrate().scripts()).containsExactly("001_parts.sql");
		try (TestDatabase engine = server.createDatabase()) {
			Migrator.of(engine.dataSource(), settings()).migrate();
			OfflineFile.assertSame(this.database, engine);
		}
	}

	@Test
	void takesTheLockOfTheEngine() {
		two();
		write("003_locks.sql", "CREATE TABLE locks AS SELECT (classid::bigint << 32) | objid::bigint AS key"
				+ " FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()");
		file(settings(), null, null).run(this.database);
		String key = column("SELECT key FROM locks").get(0);
		try (TestDatabase other = this.database.server().createDatabase()) {
			Migrator.of(other.dataSource(), settings()).migrate();
			assertThat(other.jdbc().sql("SELECT key FROM locks").query(String.class).list()).containsExactly(key);
		}
	}

	@Test
	void goesDownAndUpAgain(TestServer server) {
		two();
		write("003_index.sql", "CREATE INDEX CONCURRENTLY mails_id ON mails (id)");
		write("003_index.down.sql", "DROP INDEX CONCURRENTLY mails_id");
		file(settings(), null, null).run(this.database);
		file(settings(), "3", "1").run(this.database);
		assertThat(exists("mails")).isFalse();
		try (TestDatabase engine = server.createDatabase()) {
			Migrator other = Migrator.of(engine.dataSource(), settings());
			other.migrate();
			other.rollback(2);
			OfflineFile.assertSame(this.database, engine);
			assertThat(OfflineFile.history(this.database)).isEqualTo(OfflineFile.history(engine));
			file(settings(), "1", "3").run(this.database);
			other.migrate();
			OfflineFile.assertSame(this.database, engine);
			assertThat(OfflineFile.history(this.database)).isEqualTo(OfflineFile.history(engine));
		}
	}

	@Test
	void runsARepeatableMigrationOnlyWhereItsContentIsNew() {
		two();
		write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT id FROM users");
		migrate();
		write("R__other.sql", "SELECT 1");
		write("003_more.sql", "SELECT 1");
		file(settings(), "2", null).run(this.database);
		assertThat(OfflineFile.states(migrator())).containsExactly("001 users applied", "002 mails applied",
				"repeatable names applied", "003 more applied", "repeatable other applied");
		write("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT id, 1 AS one FROM users");
		file(settings(), "3", null).run(this.database);
		assertThat(migrator().verify().scripts()).isEmpty();
	}

	@Test
	void refusesDataInCsvWithAnOlderPsqlThanTheServer() {
		write("001_csv.sql", "CREATE TABLE texts (t text); COPY texts FROM STDIN CSV;\n\"a\nb\"\n\\.\n");
		Psql.Result result = Psql.execute(file(settings(), null, null).path(), this.database);
		if (Psql.version() < 18 && this.database.serverVersion() >= 18) {
			assertThat(result.output()).contains("is older than the server", "Use psql 18 or later");
			assertThat(exists("texts")).isFalse();
		}
		else {
			assertThat(column("SELECT t FROM texts")).containsExactly("a\nb");
		}
	}

	@Test
	void isTakenUpByTheEngineInTheMiddleOfAnUndo() {
		two();
		write("003_index.sql", "CREATE INDEX CONCURRENTLY mails_id ON mails (id)");
		write("003_index.down.sql", "DROP INDEX CONCURRENTLY mails_id; DELETE FROM missing");
		migrate();
		OfflineFile file = file(settings(), "3", "2");
		assertThat(file.failing(this.database)).contains("relation \"missing\" does not exist");
		assertThat(exists("mails_id")).isFalse();
		assertThat(file.failing(this.database)).contains("undoing migration 003 index was interrupted");
		this.database.execute("CREATE TABLE missing (id int)");
		assertThat(migrator().rollback(1).scripts()).hasSize(1);
		assertThat(migrator().current()).contains(Version.of("2"));
	}

	@Test
	void saysThatAnUndoWasInterrupted() {
		two();
		migrate();
		this.database.execute("UPDATE schema_migrations SET running_statement = '1 x' WHERE id = 2");
		assertThat(file(settings(), "2", "1").failing(this.database))
			.contains("undoing migration 002 mails was interrupted: ");
	}

	private void two() {
		write("001_users.sql", "CREATE TABLE users (id bigint)");
		write("001_users.down.sql", "DROP TABLE users");
		write("002_mails.sql", "CREATE TABLE mails (id bigint)");
		write("002_mails.down.sql", "DROP TABLE mails");
	}

	private void write(String name, String sql) {
		try {
			Files.createDirectories(this.scratch.resolve("migrations"));
			Files.writeString(this.scratch.resolve("migrations").resolve(name), sql);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private MigratorSettings settings() {
		return MigratorSettings.defaults().withLocations("file:" + this.scratch.resolve("migrations"));
	}

	private OfflineFile file(MigratorSettings settings, @Nullable String from, @Nullable String to) {
		return OfflineFile.write(this.scratch, settings, from, to);
	}

	private Migrator migrator() {
		return Migrator.of(this.database.dataSource(), settings());
	}

	private void migrate() {
		migrator().migrate();
	}

	private List<String> column(String sql) {
		return this.database.jdbc().sql(sql).query((row, number) -> row.getString(1)).list();
	}

	private boolean exists(String relation) {
		return column("SELECT 1 WHERE to_regclass('%s') IS NOT NULL".formatted(relation)).size() == 1;
	}

}
