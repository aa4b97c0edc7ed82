package dev.tidemark.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.MigrationInfo;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.MigrationVersion;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PostgresTest
class MigrationTesterTests {

	@TempDir
	private Path folder;

	private TestDatabase database;

	private Migrator migrator;

	@BeforeEach
	void setUp() throws IOException {
		this.migrator = Migrator.of(this.database.dataSource(),
				MigratorSettings.defaults().withLocations("file:" + this.folder));
		write("001_users.sql", """
				-- migrate:up
				CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
				-- migrate:down
				DROP TABLE users;
				""");
	}

	@Test
	void walksEveryMigrationThatASnapshotStandsFor() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text;
				-- migrate:down
				ALTER TABLE users DROP COLUMN name;
				""");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> withSnapshot().upDownUp())
			.withMessageContaining("When migration 002 mail (")
			.withMessageContaining("had been undone");
	}

	@Test
	void walksWhatComesAboveASnapshotWhereFilesAreGone() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text;
				-- migrate:down
				ALTER TABLE users DROP COLUMN mail;
				""");
		MigrationTester tester = withSnapshot();
		Files.delete(this.folder.resolve("001_users.sql"));
		assertThat(tester.upDownUp()).containsExactly("002_mail.sql");
	}

	/**
	 * A tester whose database could begin from a snapshot of the first migration.
	 */
	private MigrationTester withSnapshot() throws IOException {
		String checksum = this.migrator.status().migrations().get(0).checksum();
		Path snapshot = Files.createDirectories(this.folder.resolve(".schema")).resolve("schema.sql");
		Files.writeString(snapshot, """
				-- Tidemark snapshot of version 001
				-- tidemark-snapshot: version=001 checksum=%s name=users
				CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
				""".formatted(checksum));
		return MigrationTester.of(
				this.migrator.withSettings(this.migrator.settings()
					.withBaseline(BaselineSettings.defaults().withSnapshot("file:" + snapshot))),
				this.database.dataSource());
	}

	@Test
	void passesASetThatGoesUpDownAndUp() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text DEFAULT 'none' CONSTRAINT mail_check CHECK (mail <> '');
				COMMENT ON COLUMN users.mail IS 'where to write to';
				GRANT SELECT ON users TO PUBLIC;
				-- migrate:down
				REVOKE SELECT ON users FROM PUBLIC;
				ALTER TABLE users DROP COLUMN mail;
				""");
		write("003_mail_index.up.sql", "CREATE INDEX CONCURRENTLY users_mail ON users (mail)");
		write("003_mail_index.down.sql", "DROP INDEX CONCURRENTLY users_mail");
		write("R__names.sql", """
				-- migrate:up
				CREATE OR REPLACE VIEW names AS SELECT name FROM users;
				-- migrate:down
				DROP VIEW names;
				""");
		Migrator withJava = this.migrator.withJavaMigrations(() -> List.of(CodeMigration.of(new Rows())));
		assertThat(MigrationTester.of(withJava, this.database.dataSource()).upDownUp()).containsExactly("R__names.sql",
				Rows.class.getName(), "003_mail_index.up.sql", "002_mail.sql", "001_users.sql");
		assertThat(withJava.status().state()).isEqualTo(DatabaseState.CURRENT);
	}

	@Test
	void appliesEverythingTwiceAndUndoesItOnce() {
		test().upDownUp();
		assertThat(this.migrator.applied()).extracting((row) -> row.label() + " " + row.state().word())
			.hasSize(3)
			.last()
			.isEqualTo("001 users applied");
	}

	@Test
	void namesTheMigrationWhoseUndoForgetsAnIndex() throws IOException {
		write("002_index.sql", """
				-- migrate:up
				CREATE INDEX users_name ON users (name);
				-- migrate:down
				SELECT 1;
				""");
		assertFails().withMessage(
				"""
						When migration 002 index (%s) had been undone, the schema was not what it was after 001 users had been applied.
						Lines with - were there then, lines with + are there now:
						+ index public.users_name: CREATE INDEX users_name ON public.users USING btree (name)""",
				script("002_index.sql"));
	}

	@Test
	void namesTheMigrationWhoseUndoForgetsAColumn() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text NOT NULL DEFAULT '';
				-- migrate:down
				ALTER TABLE users ALTER COLUMN mail DROP NOT NULL;
				""");
		assertFails().withMessageContaining("When migration 002 mail (")
			.withMessageContaining("+ column public.users.mail: text, default ''::text");
	}

	@Test
	void namesTheMigrationWhoseUndoForgetsAFunction() throws IOException {
		write("002_function.sql", """
				-- migrate:up
				CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 42';
				-- migrate:down
				SELECT 1;
				""");
		assertFails().withMessageContaining("When migration 002 function (")
			.withMessageEndingWith("+ function public.answer(): CREATE OR REPLACE FUNCTION public.answer() …");
	}

	@Test
	void namesTheMigrationWhoseUndoTakesTooMuch() throws IOException {
		write("002_index.sql", """
				-- migrate:up
				CREATE INDEX users_name ON users (name);
				-- migrate:down
				DROP INDEX users_name;
				ALTER TABLE users ALTER COLUMN name DROP NOT NULL;
				""");
		assertFails().withMessageContaining("- column public.users.name: text, not null\n")
			.withMessageContaining("+ column public.users.name: text");
	}

	@Test
	void showsTheLinesThatDifferInADefinition() throws IOException {
		write("002_function.sql", """
				-- migrate:up
				CREATE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$
				BEGIN
				  RETURN 42;
				END
				$$;
				-- migrate:down
				DROP FUNCTION answer();
				""");
		write("003_other_answer.sql", """
				-- migrate:up
				CREATE OR REPLACE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$
				BEGIN
				  RETURN 43;
				END
				$$;
				-- migrate:down
				SELECT 1;
				""");
		assertFails().withMessageContaining("  function public.answer():\n")
			.withMessageContaining("-   RETURN 42;")
			.withMessageContaining("+   RETURN 43;");
	}

	@Test
	void namesTheMigrationThatCannotBeAppliedAgain() throws IOException {
		write("002_once.sql", """
				-- migrate:up
				SELECT 1 / (SELECT count(*) FROM pg_largeobject_metadata WHERE oid = 4711);
				-- migrate:down
				SELECT lo_unlink(4711);
				""");
		this.database.execute("SELECT lo_create(4711)");
		assertFails().withMessageStartingWith("A migration could not be applied again. ")
			.withMessageContaining("002_once.sql")
			.withMessageContaining("division by zero")
			.withCauseInstanceOf(MigrationFailedException.class);
	}

	@Test
	void namesTheMigrationThatGivesAnotherSchemaTheSecondTime() throws IOException {
		this.database.execute("SELECT lo_create(4711)");
		write("002_sometimes.sql", """
				-- migrate:up
				DO $$
				BEGIN
				  IF EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = 4711) THEN
				    CREATE INDEX users_name ON users (name);
				  END IF;
				END
				$$;
				-- migrate:down
				DROP INDEX users_name;
				SELECT lo_unlink(4711);
				""");
		assertFails()
			.withMessageContaining("When migration 002 sometimes (%s) had been applied again",
					script("002_sometimes.sql"))
			.withMessageContaining("after 002 sometimes had been applied")
			.withMessageContaining("- index public.users_name");
	}

	@Test
	void namesTheMigrationWhoseUndoFails() throws IOException {
		write("002_index.sql", """
				-- migrate:up
				CREATE INDEX users_name ON users (name);
				-- migrate:down
				DROP INDEX users_nme;
				""");
		assertFails().withMessageStartingWith("A migration could not be undone. ")
			.withMessageContaining("002_index.sql")
			.withMessageContaining("users_nme");
	}

	@Test
	void refusesAnIrreversibleMigrationBeforeAnythingIsRun() throws IOException {
		write("002_data.sql", "UPDATE users SET name = lower(name)");
		write("003_index.up.sql", "CREATE INDEX users_name ON users (name)");
		write("003_index.down.sql", "DROP INDEX users_name");
		assertFails().withMessage(
				"These migrations cannot be undone: 002_data.sql. Nothing was run. Give them a down part, or prove only those above: downTo(\"003\")");
		assertThat(this.migrator.status().migrations()).extracting(MigrationInfo::state)
			.containsOnly(MigrationState.PENDING);
	}

	@Test
	void offersNoWayAroundTheNewestMigrationThatIsIrreversible() throws IOException {
		write("002_data.sql", "UPDATE users SET name = lower(name)");
		assertFails().withMessageEndingWith("Give them a down part");
	}

	@Test
	void provesWhatIsAboveAnIrreversibleMigration() throws IOException {
		write("002_data.sql", "UPDATE users SET name = lower(name)");
		write("003_index.up.sql", "CREATE INDEX users_name ON users (name)");
		write("003_index.down.sql", "DROP INDEX users_name");
		write("004_mail.up.sql", "ALTER TABLE users ADD COLUMN mail text");
		write("004_mail.down.sql", "ALTER TABLE users DROP COLUMN mail");
		assertThat(test().downTo("3").upDownUp()).containsExactly("004_mail.up.sql", "003_index.up.sql");
		assertThat(this.migrator.status().state()).isEqualTo(DatabaseState.CURRENT);
	}

	@Test
	void refusesToGoDownToWhatIsNotThere() {
		assertThatIllegalArgumentException().isThrownBy(() -> test().downTo("007").upDownUp())
			.withMessage("There is no migration '007' to go down to; there are 001_users.sql");
	}

	@Test
	void provesMigrationsThatAreAppliedAlready() {
		this.migrator.migrate();
		assertThat(test().upDownUp()).containsExactly("001_users.sql");
	}

	@Test
	void findsWhatAnUndoForgetsOfMigrationsThatAreAppliedAlready() throws IOException {
		write("002_function.sql", """
				-- migrate:up
				CREATE OR REPLACE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 42';
				-- migrate:down
				SELECT 1;
				""");
		write("003_drop.sql", """
				-- migrate:up
				DROP TABLE users;
				-- migrate:down
				CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
				DROP FUNCTION answer();
				""");
		this.migrator.migrate();
		assertFails().withMessageContaining("+ function public.answer()");
	}

	@Test
	void failsWhereThereIsNothingToProve() throws IOException {
		Files.delete(this.folder.resolve("001_users.sql"));
		assertFails().withMessage("There are no migrations in file:%s: nothing is proven", this.folder);
	}

	@Test
	void leavesOutAHistoryInASchemaOfItsOwn() {
		Migrator elsewhere = Migrator.of(this.database.dataSource(),
				this.migrator.settings().withHistory(new HistorySettings("Tide mark", "log", null)));
		assertThat(MigrationTester.of(elsewhere, this.database.dataSource()).upDownUp())
			.containsExactly("001_users.sql");
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM \"Tide mark\".log").query(Integer.class).single())
			.isEqualTo(3);
	}

	@Test
	void findsAMigrationThatWorksOnEmptyTablesOnly() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text NOT NULL;
				-- migrate:down
				ALTER TABLE users DROP COLUMN mail;
				""");
		test().upDownUp();
		this.migrator.rollback(2);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> withAda().upDownUp())
			.withMessageStartingWith("A migration could not be applied. ")
			.withMessageContaining("column \"mail\" of relation \"users\" contains null values");
	}

	@Test
	void findsAnUndoThatWorksOnEmptyTablesOnly() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text NOT NULL DEFAULT '';
				ALTER TABLE users DROP COLUMN name;
				-- migrate:down
				ALTER TABLE users ADD COLUMN name text NOT NULL;
				ALTER TABLE users DROP COLUMN mail;
				""");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> withAda().upDownUp())
			.withMessageStartingWith("A migration could not be undone. ")
			.withMessageContaining("column \"name\" of relation \"users\" contains null values");
	}

	@Test
	void findsAMigrationThatFailsOnRowsTheSecondTime() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text;
				SELECT 1 / (SELECT count(*) FROM users, pg_largeobject_metadata WHERE oid = 4711);
				-- migrate:down
				ALTER TABLE users DROP COLUMN mail;
				SELECT lo_unlink(4711);
				""");
		this.database.execute("SELECT lo_create(4711)");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> withAda().upDownUp())
			.withMessageStartingWith("A migration could not be applied again. ");
	}

	@Test
	void putsDataInOnBothWaysUp() throws IOException {
		write("002_mail.sql", """
				-- migrate:up
				ALTER TABLE users ADD COLUMN mail text NOT NULL DEFAULT '';
				-- migrate:down
				ALTER TABLE users DROP COLUMN mail;
				""");
		write("R__names.sql", "CREATE VIEW names AS SELECT name FROM users\n-- migrate:down\nDROP VIEW names");
		withAda().withData("01", "INSERT INTO users (name) VALUES ('Bert'); INSERT INTO users (name) VALUES ('Cleo')")
			.withData("names", "INSERT INTO users (name) SELECT name || ' again' FROM names")
			.upDownUp();
		assertThat(this.database.jdbc().sql("SELECT name FROM users ORDER BY id").query(String.class).list())
			.containsExactly("Ada", "Bert", "Cleo", "Ada again", "Bert again", "Cleo again");
	}

	@Test
	void failsWhereDataCannotBePutIn() {
		assertThatIllegalStateException()
			.isThrownBy(() -> test().withData("1", "INSERT INTO users (nme) VALUES ('Ada')").upDownUp())
			.withMessageContaining("The data for migration 1 could not be put in, so nothing is proven")
			.withMessageContaining("nme");
	}

	@Test
	void refusesDataForWhatIsNotThere() {
		assertThatIllegalArgumentException().isThrownBy(() -> test().withData("007", "SELECT 1").upDownUp())
			.withMessage("There is no migration '007' to put data in after; there are 001_users.sql");
	}

	private MigrationTester withAda() {
		return test().withData("001", "INSERT INTO users (name) VALUES ('Ada')");
	}

	private MigrationTester test() {
		return MigrationTester.of(this.migrator, this.database.dataSource());
	}

	private ThrowableAssertAlternative<AssertionError> assertFails() {
		return assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> test().upDownUp());
	}

	private Path script(String name) {
		return this.folder.resolve(name);
	}

	private void write(String name, String sql) throws IOException {
		Files.writeString(this.folder.resolve(name), sql);
	}

	@MigrationVersion(value = "004", name = "rows")
	static final class Rows implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
			context.jdbc().sql("INSERT INTO users (name) VALUES ('Ada')").update();
		}

		@Override
		public void down(MigrationContext context) {
			context.jdbc().sql("DELETE FROM users WHERE name = 'Ada'").update();
		}

	}

}
