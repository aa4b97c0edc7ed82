package dev.tidemark;

import org.junit.jupiter.api.Test;

import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Flyway's baseline migrations: a fresh database starts with the newest, and one that has
 * a history goes on with that.
 */
class BaselineMigrationTests extends AbstractMigratorTests {

	private void writeAll() {
		write("V1__a.sql", "CREATE TABLE step_1 ()");
		write("V2__b.sql", "CREATE TABLE step_2 ()");
		write("V3__c.sql", "CREATE TABLE step_3 ()");
		write("B1__old.sql", "CREATE TABLE old_baseline ()");
		write("B2__all.sql", "CREATE TABLE baseline ()");
	}

	private String tables() {
		return String.join(" ", values(
				"SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_migrations' ORDER BY 1"));
	}

	@Test
	void startsAFreshDatabaseWithTheNewest() {
		writeAll();
		migrate();
		assertThat(tables()).isEqualTo("baseline step_3");
		assertThat(history()).extracting((row) -> row.label() + " " + row.kind())
			.containsExactly("2 all BASELINE", "3 c SQL");
		assertThat(info("1").state()).isEqualTo(MigrationState.IGNORED);
		assertThat(info("3").state()).isEqualTo(MigrationState.APPLIED);
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void leavesADatabaseThatHasAHistoryToItsOwn() {
		write("V1__a.sql", "CREATE TABLE step_1 ()");
		migrate();
		writeAll();
		migrate();
		assertThat(tables()).isEqualTo("step_1 step_2 step_3");
		assertThat(history()).extracting((row) -> row.kind()).containsOnly(MigrationKind.SQL);
	}

	@Test
	void doesNotRunWhatTheBaselineStandsForLater() {
		write("B2__all.sql", "CREATE TABLE baseline ()");
		migrate();
		writeAll();
		write("V1.5__late.sql", "CREATE TABLE late ()");
		write("B3__newer.sql", "CREATE TABLE newer_baseline ()");
		assertThat(migrate().scripts()).containsExactly("V3__c.sql");
		assertThat(tables()).isEqualTo("baseline step_3");
	}

	@Test
	void goesOnWhereTheScriptOfTheBaselineIsGone() {
		writeAll();
		migrate();
		folder().delete("B2__all.sql").delete("B1__old.sql");
		assertThat(migrate().scripts()).isEmpty();
		assertThat(events().of(Warned.class)).isEmpty();
		assertThat(migrator().status().pending()).isZero();
	}

	@Test
	void triesABaselineThatFailedAgain() {
		write("B2__all.sql", "CREATE TABLE baseline (); SELECT 1/0;");
		write("V1__a.sql", "CREATE TABLE step_1 ()");
		migrateFailing();
		assertThat(tables()).isEmpty();
		write("B2__all.sql", "CREATE TABLE baseline ()");
		migrate();
		assertThat(tables()).isEqualTo("baseline");
	}

	@Test
	void refusesABaselineThatHasChanged() {
		writeAll();
		migrate();
		write("B2__all.sql", "CREATE TABLE another ()");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("B2__all.sql")
			.hasMessageContaining("has changed since it was applied");
	}

	@Test
	void cannotUndoABaseline() {
		writeAll();
		folder().delete("V3__c.sql");
		migrate();
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> migrator().rollback(1))
			.withMessageContaining(
					"migration 2 all cannot be undone: it is a baseline, which stands for everything up to its version");
		assertThat(tables()).isEqualTo("baseline");
	}

}
