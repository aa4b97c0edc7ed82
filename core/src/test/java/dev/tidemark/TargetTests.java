package dev.tidemark;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a target, only versions up to it are applied.
 */
@PostgresTest
class TargetTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id int)").write("002_mails.sql", "CREATE TABLE mails (id int)")
			.write("003_more.sql", "CREATE TABLE more (id int)")
			.write("R__view.sql", "CREATE OR REPLACE VIEW ids AS SELECT id FROM more");
	}

	private Migrator target(String version) {
		return migrator(settings().withTarget(Version.of(version)));
	}

	@Test
	void appliesVersionsUpToTheTarget() {
		MigrationReport report = target("2").migrate();
		assertThat(report.scripts()).containsExactly("001_users.sql", "002_mails.sql");
		assertThat(report.status().version()).isEqualTo("002");
		assertThat(exists("more")).isFalse();
		assertThat(events().of(Noted.class)).extracting(Noted::message)
			.satisfiesExactly((beginning) -> assertThat(beginning).startsWith("The database is fresh"),
					(left) -> assertThat(left).contains("Left alone, as tidemark.target is 2: 003 more")
						.contains("and the repeatable migrations"));
		assertThat(events().of(Warned.class)).isEmpty();
	}

	@Test
	void showsWhatIsLeftAloneAsIgnoredAndNotAsPending() {
		MigrationReport report = target("2").migrate();
		assertThat(report.status().state()).isEqualTo(DatabaseState.CURRENT);
		assertThat(report.status().pending()).isZero();
		assertThat(report.status().find("003").orElseThrow().state()).isEqualTo(MigrationState.IGNORED);
		assertThat(report.status().find("view").orElseThrow().state()).isEqualTo(MigrationState.IGNORED);
		assertThat(target("2").plan().isEmpty()).isTrue();
		assertThat(target("2").verify().scripts()).isEmpty();
		assertThat(target("2").await(new WaitSettings(Duration.ZERO, Duration.ofMillis(10))).scripts()).isEmpty();
	}

	@Test
	void appliesTheRestWithoutTheTarget() {
		target("2").migrate();
		assertThat(migrate().scripts()).containsExactly("003_more.sql", "R__view.sql");
	}

	@Test
	void appliesEverythingWhereTheTargetIsTheNewest() {
		assertThat(target("3").migrate().scripts()).hasSize(4);
		assertThat(events().of(Noted.class)).noneMatch((note) -> note.message().contains("tidemark.target"));
	}

	@Test
	void undoesNothingThatIsBeyondTheTarget() {
		migrate();
		assertThat(target("1").migrate().scripts()).isEmpty();
		assertThat(target("1").status().find("003").orElseThrow().state()).isEqualTo(MigrationState.APPLIED);
		write("R__view.sql", "CREATE OR REPLACE VIEW ids AS SELECT id FROM users");
		assertThat(target("1").migrate().scripts()).as("nothing is left out").containsExactly("R__view.sql");
	}

	@Test
	void leavesAFailureBeyondTheTargetAlone() {
		write("003_more.sql", "SELECT 1/0");
		migrateFailing();
		assertThat(target("2").migrate().scripts()).isEmpty();
		assertThat(target("2").status().state()).isEqualTo(DatabaseState.CURRENT);
	}

	@ParameterizedTest
	@CsvSource({ "2.5, 002 and 003", "4, 003", "0, 001" })
	void refusesATargetThatNobodyKnows(String target, String nearest) {
		assertThat(failing(InvalidMigrationsException.class, target(target)))
			.hasMessageContaining("tidemark.target is %s, and there is no migration of that version".formatted(target))
			.hasMessageContaining("the nearest: " + nearest);
		assertThat(exists("users")).isFalse();
	}

	@Test
	void takesATargetThatOnlyTheHistoryKnows() {
		migrate();
		folder().delete("002_mails.sql");
		assertThat(target("2").migrate().scripts()).isEmpty();
	}

	@Test
	void startsAFreshDatabaseWithABaselineThatIsNotBeyondTheTarget() {
		folder().delete("R__view.sql");
		write("B2__all.sql", "CREATE TABLE two ()").write("B3__all.sql", "CREATE TABLE three ()");
		assertThat(target("2").migrate().scripts()).containsExactly("B2__all.sql");
		assertThat(migrate().scripts()).containsExactly("003_more.sql");
	}

}
