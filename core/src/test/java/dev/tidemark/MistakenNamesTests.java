package dev.tidemark;

import org.junit.jupiter.api.Test;

import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.NamingSettings.Duplicates;
import dev.tidemark.discovery.NamingSettings.Folders;
import dev.tidemark.discovery.NamingSettings.Naming;
import dev.tidemark.migration.InvalidMigrationsException;

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

}
