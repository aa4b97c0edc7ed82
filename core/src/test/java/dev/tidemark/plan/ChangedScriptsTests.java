package dev.tidemark.plan;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlMigrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChangedScriptsTests {

	private static final String BEFORE = "CREATE TABLE a (\n  id bigint\n);\n";

	private static final String AFTER = "CREATE TABLE a (\n  id uuid\n);\n";

	private final SqlMigration before = SqlMigrations.versioned("001", BEFORE);

	private final SqlMigration after = SqlMigrations.versioned("001", AFTER);

	private final HistoryRows rows = HistoryRows.applied(this.before);

	private final Planning planning = Planning.defaults().withStored(Map.of(1L, BEFORE));

	@Test
	void refusesAChangedScriptAndShowsTheDifference() {
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(this.rows, this.after))
			.withMessage("""
					One problem with the migrations; nothing was run:
					  - db/migration/001_change.sql: has changed since it was applied at 2026-01-02T09:30:00Z: \
					restore it and put the change into a new migration (tidemark.on-changed=warn goes on regardless); \
					what ran (-) and what the file says now (+):
					    @@ line 1 @@
					      CREATE TABLE a (
					    -   id bigint
					    +   id uuid
					      );""");
	}

	@Test
	void goesOnWithAWarningWhereToldTo() {
		SqlMigration two = SqlMigrations.versioned("002", "SELECT 2");
		MigrationPlan plan = this.planning.with(OnChanged.WARN).up(this.rows, this.after, two);
		assertThat(plan.labels()).containsExactly("002 change");
		assertThat(plan.warnings()).singleElement()
			.asString()
			.startsWith("db/migration/001_change.sql: has changed since it was applied")
			.contains("-   id bigint", "+   id uuid");
	}

	@Test
	void saysSoWhereTheScriptIsNotStored() {
		Planning unstored = Planning.defaults();
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> unstored.up(this.rows, this.after))
			.withMessageEndingWith("the script that ran is not stored; its checksum was %s and is %s now",
					this.before.checksum(), this.after.checksum());
	}

	@Test
	void acceptsOtherCommentsAndWhiteSpace() {
		SqlMigration commented = SqlMigrations.versioned("001",
				"-- the table a\nCREATE TABLE a (id /* key */ bigint);\n");
		MigrationPlan plan = this.planning.up(this.rows, commented);
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void refusesAnotherBlankWithinALiteral() {
		Planning stored = Planning.defaults().withStored(Map.of(1L, "SELECT 'a b'"));
		HistoryRows applied = HistoryRows.applied(SqlMigrations.versioned("001", "SELECT 'a b'"));
		SqlMigration changed = SqlMigrations.versioned("001", "SELECT 'a  b'");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> stored.up(applied, changed));
	}

	@Test
	void refusesAnotherDirective() {
		SqlMigration changed = SqlMigrations.versioned("001", "-- tidemark: transactional=false\n" + BEFORE);
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.planning.up(this.rows, changed))
			.withMessageContaining("+ -- tidemark: transactional=false");
	}

	@Test
	void acceptsAnotherPasswordAndShowsNone() {
		SqlMigration role = SqlMigrations.versioned("001", "CREATE ROLE app PASSWORD 'old'");
		Planning stored = Planning.defaults().withStored(Map.of(1L, "CREATE ROLE app PASSWORD '***'"));
		SqlMigration other = SqlMigrations.versioned("001", "CREATE ROLE app PASSWORD 'new-secret'");
		assertThat(stored.up(HistoryRows.applied(role), other).isEmpty()).isTrue();
		SqlMigration changed = SqlMigrations.versioned("001", "CREATE ROLE app2 PASSWORD 'new-secret'");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> stored.up(HistoryRows.applied(role), changed))
			.satisfies((ex) -> assertThat(ex).message()
				.contains("+ CREATE ROLE app2 PASSWORD '***'")
				.doesNotContain("new-secret"));
	}

	@Test
	void comparesNothingWithARowThatHasNoChecksum() {
		HistoryRows adopted = new HistoryRows().add(this.before, MigrationState.APPLIED, 1, 1, null);
		assertThat(Planning.defaults().up(adopted, this.after).isEmpty()).isTrue();
	}

	@Test
	void comparesNoJavaMigration() {
		CodeMigration code = CodeMigration.of((context) -> {
		}, "V001__code", null);
		assertThat(Planning.defaults().up(this.rows, code).isEmpty()).isTrue();
	}

	@Test
	void asksOnlyForTheScriptsThatItNeeds() {
		SqlMigration same = SqlMigrations.versioned("002", "SELECT 2");
		SqlMigration undone = SqlMigrations.versioned("003", "SELECT 3");
		SqlMigration failed = SqlMigrations.versioned("004", "SELECT 4");
		SqlMigration view = SqlMigrations.repeatable("view", "SELECT 5");
		HistoryRows history = HistoryRows.applied(this.before, same, undone)
			.add(undone, MigrationState.ROLLED_BACK, 1, 1)
			.add(failed, MigrationState.FAILED, 1, 2)
			.add(view, MigrationState.APPLIED, 1, 1);
		MigrationCatalog catalog = MigrationCatalog
			.of(List.of(this.after, same, SqlMigrations.versioned("003", "SELECT 33"),
					SqlMigrations.versioned("004", "SELECT 44"), SqlMigrations.repeatable("view", "SELECT 55")));
		assertThat(ChangedScripts.suspects(catalog, history.history())).containsExactly(1L, 5L);
	}

}
