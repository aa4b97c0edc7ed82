package dev.tidemark;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class RunOrderTests extends AbstractMigratorTests {

	@Test
	void ordersByTheNumbersOfTheVersion() {
		write("10_ten.sql", "INSERT INTO ran VALUES ('ten')").write("9_nine.sql", "INSERT INTO ran VALUES ('nine')")
			.write("1.10_b.sql", "INSERT INTO ran VALUES ('1.10')")
			.write("1.9_a.sql", "INSERT INTO ran VALUES ('1.9')")
			.write("001_table.sql", "CREATE TABLE ran (name text, position serial)")
			.write("20260102093000_last.sql", "INSERT INTO ran VALUES ('last')");
		migrate();
		assertThat(values("SELECT name FROM ran ORDER BY position")).containsExactly("1.9", "1.10", "nine", "ten",
				"last");
	}

	@Test
	void hasNothingToDoInAnEmptyFolder() {
		MigrationReport report = migrate();
		assertThat(report.scripts()).isEmpty();
		assertThat(report.status().state()).isEqualTo(DatabaseState.CURRENT);
		assertThat(report.status().version()).isNull();
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void refusesAMissingFolder() {
		MigratorSettings missing = settings().withLocations(folder().location() + "/missing");
		assertThat(failing(InvalidMigrationsException.class, migrator(missing))).hasMessageContaining("/missing")
			.hasMessageContaining("does not exist");
	}

	@Test
	void warnsOfAMissingFolderWhereThatIsSet() {
		MigratorSettings missing = settings().withLocations(folder().location() + "/missing")
			.withFailOnMissingLocation(false);
		assertThat(migrator(missing).migrate().warnings()).singleElement()
			.asString()
			.contains("/missing does not exist");
	}

	@Test
	void warnsOfAnAppliedMigrationWhoseFileIsMissing() {
		write("001_a.sql", "CREATE TABLE a ()").write("002_b.sql", "CREATE TABLE b ()");
		migrate();
		folder().delete("002_b.sql");
		MigrationReport report = migrate();
		assertThat(report.scripts()).isEmpty();
		assertThat(report.warnings()).singleElement().asString().contains("002 b").contains("does not know");
		assertThat(events().warnings()).isEqualTo(report.warnings());
		assertThat(info("002").state()).isEqualTo(MigrationState.MISSING);
	}

	@Test
	void appliesAnOlderMigrationWithAWarning() {
		applyThirdBeforeSecond();
		MigrationReport report = migrate();
		assertThat(report.scripts()).containsExactly("002_b.sql");
		assertThat(report.warnings()).singleElement().asString().contains("002 b is older").contains("out of order");
		assertThat(exists("b")).isTrue();
		assertThat(report.status().version()).isEqualTo("003");
	}

	@Test
	void leavesAnOlderMigrationAloneWhereThatIsSet() {
		applyThirdBeforeSecond();
		Migrator migrator = migrator(settings().withOutOfOrder(OutOfOrder.WARN));
		MigrationReport report = migrator.migrate();
		assertThat(report.scripts()).isEmpty();
		assertThat(report.warnings()).singleElement().asString().contains("002 b is older").contains("left alone");
		assertThat(report.status().migrations()).extracting(MigrationInfo::state)
			.containsExactly(MigrationState.APPLIED, MigrationState.IGNORED, MigrationState.APPLIED);
		assertThat(exists("b")).isFalse();
	}

	@Test
	void refusesAnOlderMigrationWhereThatIsSet() {
		applyThirdBeforeSecond();
		write("004_d.sql", "CREATE TABLE d ()");
		Migrator migrator = migrator(settings().withOutOfOrder(OutOfOrder.REJECT));
		assertThat(failing(InvalidMigrationsException.class, migrator)).hasMessageContaining("002_b.sql")
			.hasMessageContaining("nothing was run");
		assertThat(exists("b")).isFalse();
		assertThat(exists("d")).isFalse();
	}

	private void applyThirdBeforeSecond() {
		write("001_a.sql", "CREATE TABLE a ()").write("003_c.sql", "CREATE TABLE c ()");
		migrate();
		write("002_b.sql", "CREATE TABLE b ()");
	}

}
