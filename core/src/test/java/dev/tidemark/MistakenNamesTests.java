package dev.tidemark;

import org.junit.jupiter.api.Test;

import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.NamingSettings.Duplicates;
import dev.tidemark.discovery.NamingSettings.Folders;
import dev.tidemark.discovery.NamingSettings.Naming;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names that could be mistaken, so that a migration would run twice, or its undo would
 * run in its place.
 */
class MistakenNamesTests extends AbstractMigratorTests {

	private Migrator naming(Naming naming, Folders folders, Duplicates duplicates) {
		return migrator(settings().withNaming(new NamingSettings(naming, folders, duplicates)));
	}

	private Migrator byName() {
		return naming(Naming.BY_NAME, Folders.MERGED, Duplicates.REFUSE);
	}

	private Migrator duplicates() {
		return naming(Naming.CONVENTIONS, Folders.MERGED, Duplicates.BY_NAME);
	}

	@Test
	void doesNotRunAgainWhatOtherNamesOfItsFolderLetItReadInAnotherWay() {
		write("20260101_log.sql", "CREATE TABLE log (entry text)");
		write("20260103_2024_report.sql", "INSERT INTO log VALUES ('report')");
		migrate();
		write("20260104_1200_more.sql", "INSERT INTO log VALUES ('more')");
		migrate();
		write("20260105_a.sql", "INSERT INTO log VALUES ('a')");
		write("20260106_b.sql", "INSERT INTO log VALUES ('b')");
		migrate();
		assertThat(values("SELECT entry FROM log ORDER BY 1")).containsExactly("a", "b", "more", "report");
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void doesNotTakeTheRowOfARemovedFileForThatOfAnother() {
		write("b.sql", "CREATE TABLE IF NOT EXISTS log (entry text); INSERT INTO log VALUES ('b')");
		write("z.sql", "SELECT 1/0");
		failing(MigrationFailedException.class, byName());
		folder().delete("z.sql");
		assertThat(byName().migrate().scripts()).isEmpty();
		assertThat(values("SELECT entry FROM log")).containsExactly("b");
	}

	@Test
	void readsPlainNamesWithinEditionsAgain() {
		write("2/data.sql", "CREATE TABLE data ()");
		Migrator migrator = naming(Naming.BY_NAME, Folders.EDITIONS, Duplicates.REFUSE);
		migrator.migrate();
		assertThat(migrator.migrate().scripts()).isEmpty();
		assertThat(values("SELECT version FROM schema_migrations")).containsExactly("2@2/data");
	}

	@Test
	void neverRunsAnUndoOfPostgratorHoweverManyOtherNamesThereAre() {
		write("001_a.sql", "CREATE TABLE a ()");
		write("002_b.sql", "CREATE TABLE b ()");
		write("003.undo.c.sql", "DROP TABLE a");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("003.undo.c.sql: undoes a migration that is not there");
	}

	@Test
	void neverRunsAnUndoWhoseWordIsInUpperCase() {
		write("001_a.UP.sql", "CREATE TABLE a ()");
		write("001_a.DOWN.sql", "DROP TABLE a");
		write("002.DO.b.sql", "CREATE TABLE b ()");
		write("002.UNDO.b.sql", "DROP TABLE b");
		assertThat(duplicates().migrate().scripts()).containsExactly("001_a.UP.sql", "002.DO.b.sql");
	}

	@Test
	void letsABaselineStandForAllOfItsNumber() {
		write("V3__a.sql", "CREATE TABLE a ()");
		write("V3__b.sql", "CREATE TABLE b ()");
		write("B3__all.sql", "CREATE TABLE baseline ()");
		write("V4__c.sql", "CREATE TABLE c ()");
		assertThat(duplicates().migrate().scripts()).containsExactly("B3__all.sql", "V4__c.sql");
		assertThat(duplicates().migrate().scripts()).isEmpty();
	}

	@Test
	void neverUndoesABaselineByTheScriptOfAMigrationOfItsVersion() {
		write("V1__a.sql", "CREATE TABLE a ()");
		write("V2__b.sql", "CREATE TABLE b ()");
		write("U2__b.sql", "DROP TABLE b");
		write("B2__all.sql", "CREATE TABLE a (); CREATE TABLE b ()");
		migrate();
		folder().delete("B2__all.sql");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> migrator().rollback(1))
			.withMessageContaining("cannot be undone");
		assertThat(exists("b")).isTrue();
	}

	@Test
	void neverCutsAScriptWithinItsData() {
		write("001_notes.sql", """
				CREATE TABLE notes (note text);
				COPY notes FROM STDIN;
				first
				-- migrate:down
				last
				\\.
				""");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("001_notes.sql:4");
		assertThat(exists("notes")).isFalse();
	}

	@Test
	void neverRunsTheUndoOfAMigrationThatHasAnotherVersionNow() {
		write("V1__a.sql", "CREATE TABLE a ()");
		write("U2__b.sql", "DROP TABLE a");
		write("V5__b.sql", "CREATE TABLE b ()");
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("U2__b.sql: undoes a migration that is not there");
	}

	@Test
	void neverRunsAScriptThatIsNamedAfterUndoingOnly() {
		write("down.sql", "CREATE TABLE down ()");
		write("up.sql", "CREATE TABLE up ()");
		assertThat(failing(InvalidMigrationsException.class, byName())).hasMessageContaining("down.sql: ");
	}

	@Test
	void knowsMigrationsAgainThatAreInAnEditionNow() {
		write("1/01_a.sql", "CREATE TABLE a ()");
		write("1/02_b.sql", "CREATE TABLE b ()");
		migrate();
		write("2/01_c.sql", "CREATE TABLE c ()");
		Migrator editions = naming(Naming.CONVENTIONS, Folders.EDITIONS, Duplicates.REFUSE);
		assertThat(editions.migrate().scripts()).containsExactly("01_c.sql");
		assertThat(editions.migrate().scripts()).isEmpty();
	}

	@Test
	void knowsAReworkedChangeOfSqitchAgainThatHasMoved() {
		write("deploy/a.sql", "CREATE TABLE a (); CREATE TABLE log (n int); INSERT INTO log VALUES (1)");
		write("sqitch.plan", "%project=x\n\na 2026-01-02T00:00:00Z A <a@b.c>\n");
		migrate();
		write("deploy/a@v1.sql", "CREATE TABLE a (); CREATE TABLE log (n int); INSERT INTO log VALUES (1)");
		write("deploy/a.sql", "CREATE TABLE IF NOT EXISTS a (); INSERT INTO log VALUES (2)");
		write("deploy/z.sql", "CREATE TABLE z ()");
		write("sqitch.plan",
				"%project=x\n\nz 2026-01-01T00:00:00Z A <a@b.c>\na 2026-01-02T00:00:00Z A <a@b.c>\n@v1 2026-01-03T00:00:00Z A <a@b.c>\na [a@v1] 2026-01-04T00:00:00Z A <a@b.c>\n");
		assertThat(migrate().scripts()).containsExactly("z.sql", "a.sql");
		assertThat(values("SELECT n FROM log ORDER BY 1")).containsExactly("1", "2");
	}

}
