package dev.tidemark.offline;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlanSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OfflinePlannerTests {

	private static final Migration[] THREE = { sql("001"), sql("002"), sql("003") };

	@Test
	void goesFromAnEmptyHistoryToTheNewest() {
		OfflinePlan plan = plan(null, null, THREE);
		assertThat(plan.direction()).isEqualTo(Direction.UP);
		assertThat(plan.plan().labels()).containsExactly("001 x", "002 x", "003 x");
		assertThat(plan.applied()).isEmpty();
	}

	@Test
	void goesDownNewestFirst() {
		OfflinePlan plan = plan("3", "1", THREE);
		assertThat(plan.direction()).isEqualTo(Direction.DOWN);
		assertThat(plan.plan().labels()).containsExactly("003 x", "002 x");
		assertThat(plan.applied()).hasSize(3);
	}

	@Test
	void leavesRepeatableMigrationsToWhatIsNewest() {
		Migration repeatable = new SqlMigration(MigrationKind.REPEATABLE, null, "view",
				SqlScript.of("R__view.sql", "SELECT 1", 1), null, "sha256:r");
		assertThat(plan("1", "2", sql("1"), sql("2"), sql("3"), repeatable).plan().labels()).containsExactly("2 x");
		assertThat(plan("2", null, sql("1"), sql("2"), sql("3"), repeatable).plan().labels()).containsExactly("3 x",
				"repeatable view");
		assertThat(plan("3", "3", sql("1"), sql("2"), sql("3"), repeatable).plan().labels())
			.containsExactly("repeatable view");
	}

	@Test
	void beginsWithTheNewestBaselineUpToTheEnd() {
		Migration[] all = { sql("1"), sql("2"), baseline("2"), sql("3"), baseline("3"), sql("4") };
		assertThat(plan(null, null, all).plan().labels()).containsExactly("3 base", "4 x");
		assertThat(plan(null, "2", all).plan().labels()).containsExactly("2 base");
		assertThat(plan(null, "1", all).plan().labels()).containsExactly("1 x");
		assertThat(plan("2", "4", all).plan().labels()).containsExactly("3 x", "4 x");
		assertThat(plan("2", "3", baseline("2"), sql("3")).plan().labels()).containsExactly("3 x");
	}

	@Test
	void endsAtTheTargetWhereNothingElseIsAsked() {
		PlanSettings settings = PlanSettings.defaults().withTarget(Version.of("2"));
		OfflinePlan plan = new OfflinePlanner(MigrationCatalog.of(List.of(THREE)), settings)
			.plan(new OfflineScriptRequest(null, null));
		assertThat(plan.plan().labels()).containsExactly("001 x", "002 x");
	}

	@Test
	void namesTheNearestVersionWhereOneIsUnknown() {
		assertThat(refusal("004", null, THREE)).contains(
				"no migration has the version 004 that 'from' names (did you mean 001?); known are [001, 002, 003]");
		assertThat(refusal(null, "9", THREE)).contains("no migration has the version 9 that 'to' names");
	}

	@Test
	void refusesWhereThereIsNothingToWrite() {
		assertThat(refusal("3", null, THREE)).contains("there is nothing to write");
		assertThat(refusal("2", "2", THREE)).contains("there is nothing to write");
	}

	@Test
	void refusesJavaMigrationsByName() {
		Migration java = new CodeMigration(Version.of("002"), "totals", "app.Totals", true,
				OfflinePlannerTests::nothing);
		assertThat(refusal(null, null, sql("001"), java, sql("003"))).contains(
				"app.Totals: migration 002 totals is written in Java, which psql cannot run",
				"write a file that ends below it");
		assertThat(plan("002", null, sql("001"), java, sql("003")).plan().labels()).containsExactly("003 x");
		assertThat(refusal("003", "001", sql("001"), java, sql("003"))).contains("002 totals is written in Java");
	}

	@Test
	void refusesToUndoWhatCannotBeUndone() {
		Migration upOnly = new SqlMigration(MigrationKind.SQL, Version.of("2"), "up_only",
				SqlScript.of("2.sql", "SELECT 1", 1), null, "sha256:2");
		assertThat(refusal("2", "1", sql("1"), upOnly)).contains("migration 2 up_only cannot be undone");
	}

	private static void nothing(MigrationContext context) {
	}

	private static OfflinePlan plan(@Nullable String from, @Nullable String to, Migration... migrations) {
		return new OfflinePlanner(MigrationCatalog.of(Arrays.asList(migrations)), PlanSettings.defaults())
			.plan(new OfflineScriptRequest(version(from), version(to)));
	}

	private static String refusal(@Nullable String from, @Nullable String to, Migration... migrations) {
		return String.valueOf(
				assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> plan(from, to, migrations))
					.actual()
					.getMessage());
	}

	private static @Nullable Version version(@Nullable String text) {
		return (text != null) ? Version.of(text) : null;
	}

	private static SqlMigration sql(String version) {
		return new SqlMigration(MigrationKind.SQL, Version.of(version), "x",
				SqlScript.of(version + "_x.sql", "SELECT " + version, 1),
				SqlScript.of(version + "_x.down.sql", "SELECT 0", 1), "sha256:" + version);
	}

	private static SqlMigration baseline(String version) {
		return new SqlMigration(MigrationKind.BASELINE, Version.of(version), "base",
				SqlScript.of("B" + version + ".sql", "SELECT " + version, 1), null, "sha256:b" + version);
	}

}
