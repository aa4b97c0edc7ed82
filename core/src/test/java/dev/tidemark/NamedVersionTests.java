package dev.tidemark;

import org.junit.jupiter.api.Test;

import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.NamingSettings.Duplicates;
import dev.tidemark.discovery.NamingSettings.Folders;
import dev.tidemark.discovery.NamingSettings.Naming;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that a name tells from others, and which keep their rows when that name
 * comes, goes or moves.
 */
class NamedVersionTests extends AbstractMigratorTests {

	private Migrator byName() {
		return migrator(settings().withNaming(new NamingSettings(Naming.BY_NAME, null, Duplicates.BY_NAME)));
	}

	@Test
	void refusesTwoOfOneVersionUnlessToldOtherwise() {
		write("005_a.sql", "CREATE TABLE a ()");
		write("005_b.sql", "CREATE TABLE b ()");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(this::migrate)
			.withMessageContaining("005_b.sql: version 005 is also that of ")
			.withMessageContaining("(tidemark.duplicates=by-name lets their names tell them apart)");
		assertThat(byName().migrate().scripts()).containsExactly("005_a.sql", "005_b.sql");
		assertThat(byName().status().migrations()).extracting(MigrationInfo::version).containsExactly("005@a", "005@b");
	}

	@Test
	void knowsAMigrationAgainThatWasAloneBefore() {
		write("005_b.sql", "CREATE TABLE b ()");
		migrate();
		write("005_a.sql", "CREATE TABLE a ()");
		assertThat(byName().migrate().scripts()).containsExactly("005_a.sql");
		assertThat(byName().migrate().scripts()).isEmpty();
		assertThat(values("SELECT version FROM schema_migrations ORDER BY id")).containsExactly("005", "005@a");
		assertThat(byName().status().migrations()).extracting(MigrationInfo::state)
			.containsOnly(MigrationState.APPLIED);
	}

	@Test
	void knowsAMigrationAgainThatIsAloneNow() {
		write("005_a.sql", "CREATE TABLE a ()");
		write("005_b.sql", "CREATE TABLE b ()");
		byName().migrate();
		folder().delete("005_a.sql");
		assertThat(byName().migrate().scripts()).isEmpty();
		assertThat(events().of(Warned.class)).singleElement()
			.satisfies((warned) -> assertThat(warned.message()).endsWith(": 005@a"));
	}

	@Test
	void undoesOneOfTwo() {
		write("005_a.up.sql", "CREATE TABLE a ()");
		write("005_a.down.sql", "DROP TABLE a");
		write("005_b.up.sql", "CREATE TABLE b ()");
		write("005_b.down.sql", "DROP TABLE b");
		byName().migrate();
		byName().rollback(1);
		assertThat(values("SELECT to_regclass('a') || '' FROM (SELECT 1) one WHERE to_regclass('b') IS NULL"))
			.containsExactly("a");
	}

	@Test
	void runsAnyNameInTheOrderOfTheNames() {
		write("schema.sql", "CREATE TABLE t (id int)");
		write("tables/more.sql", "ALTER TABLE t ADD more int");
		write("2_numbered.sql", "CREATE TABLE first (); CREATE TABLE names (n int)");
		assertThat(byName().migrate().scripts()).containsExactly("2_numbered.sql", "schema.sql", "more.sql");
		write("data.sql", "INSERT INTO names VALUES (1)");
		assertThat(byName().migrate().scripts()).containsExactly("data.sql");
		assertThat(values("SELECT version FROM schema_migrations ORDER BY id")).containsExactly("2", "@schema",
				"@tables/more", "@data");
	}

	@Test
	void readsEditionsInTheOrderOfTheirNumbers() {
		write("10/01_c.up.sql", "ALTER TABLE t ADD c int");
		write("2/01_b.up.sql", "ALTER TABLE t ADD b int");
		write("v1/01_a.up.sql", "CREATE TABLE t (a int)");
		migrator(settings().withNaming(new NamingSettings(null, Folders.EDITIONS, null))).migrate();
		assertThat(values("SELECT version FROM schema_migrations ORDER BY id")).containsExactly("1.01", "2.01",
				"10.01");
	}

	@Test
	void refusesAFileOutsideOfEveryEdition() {
		write("1/01_a.sql", "SELECT 1");
		write("02_b.sql", "SELECT 1");
		Migrator migrator = migrator(settings().withNaming(new NamingSettings(null, Folders.EDITIONS, null)));
		assertThat(failing(InvalidMigrationsException.class, migrator)).hasMessageContaining(
				"02_b.sql: is in no numbered folder, and tidemark.folders=editions expects one for each edition, such as 1/001_description.sql: move it, or remove that setting");
	}

	@Test
	void knowsAChangeOfSqitchAgainWhereOthersWerePutBeforeIt() {
		write("deploy/a.sql", "BEGIN; CREATE TABLE a (); COMMIT;");
		write("deploy/b.sql", "BEGIN; CREATE TABLE b (); COMMIT;");
		write("deploy/c.sql", "BEGIN; CREATE TABLE c (); COMMIT;");
		write("sqitch.plan",
				"%project=x\n\na 2026-01-02T00:00:00Z A <a@b.c> # one\nb 2026-01-03T00:00:00Z A <a@b.c>\n");
		assertThat(migrate().scripts()).containsExactly("a.sql", "b.sql");
		write("sqitch.plan",
				"%project=x\n\na 2026-01-02T00:00:00Z A <a@b.c> # one\nc [a] 2026-01-04T00:00:00Z A <a@b.c>\nb 2026-01-03T00:00:00Z A <a@b.c>\n");
		assertThat(migrate().scripts()).containsExactly("c.sql");
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void namesTheScriptThatAPlanOfSqitchExpects() {
		write("sqitch.plan", "%project=x\n\na 2026-01-02T00:00:00Z A <a@b.c>\n");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining(
				"sqitch.plan: the change a has no script: expected %s/deploy/a.sql; add it, or remove the change from the plan"
					.formatted(folder().path()));
	}

	@Test
	void neverRunsWhatIsLeftOfARemovedMigrationOfFlyways() {
		write("V1__a.sql", "CREATE TABLE a ()");
		write("U2__b.sql", "DROP TABLE a");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("U2__b.sql: undoes a migration that is not there: add its up part, or remove it");
		write("V3__c.sql", "CREATE TABLE c ()");
		write("R__view.sql", "SELECT 1");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("U2__b.sql: undoes a migration that is not there");
	}

	@Test
	void tellsThatItReadsRefinery() {
		write("V1__a.sql", "CREATE TABLE a (id int)");
		write("U2__b.sql", "INSERT INTO a VALUES (2)");
		write("V3__c.sql", "INSERT INTO a VALUES (3)");
		// a single one may be what is left of a removed migration of Flyway's
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("U2__b.sql: undoes a migration that is not there");
		write("U4__d.sql", "INSERT INTO a VALUES (4)");
		migrate();
		assertThat(values("SELECT id FROM a")).containsExactly("2", "3", "4");
		assertThat(events().of(Noted.class))
			.anyMatch((noted) -> noted.message().contains("the U files are read as refinery's, which run"));
	}

}
