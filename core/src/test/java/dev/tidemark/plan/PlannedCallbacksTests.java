package dev.tidemark.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.Callback;
import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.SqlMigrations;
import dev.tidemark.migration.SqlScript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlannedCallbacksTests {

	private static final Callback GRANTS = callback(CallbackEvent.AFTER_MIGRATE, "GRANT a TO ${role}");

	private static final Callback VACUUM = callback(CallbackEvent.AFTER_EACH_MIGRATE, "SELECT 1;\nVACUUM a");

	private static Callback callback(CallbackEvent event, String sql) {
		return new Callback(event, null, SqlScript.of(event.word() + ".sql", sql, 1));
	}

	private static MigrationPlan plan(boolean pending, Callback... callbacks) {
		MigrationCatalog catalog = MigrationCatalog
			.of(pending ? List.of(SqlMigrations.versioned("1", "SELECT 1")) : List.of())
			.withCallbacks(Arrays.asList(callbacks));
		return new MigrationPlanner(new PlanSettings(OutOfOrder.APPLY, OnChanged.REFUSE, Map.of("role", "app"), null))
			.up(catalog, new HistoryRows().history(), Map.of());
	}

	@Test
	void plansCallbacksAsMigrations() {
		List<PlannedCallback> planned = plan(true, GRANTS).callbacks().of(CallbackEvent.AFTER_MIGRATE);
		assertThat(planned).singleElement()
			.satisfies((callback) -> assertThat(callback.statements()).singleElement()
				.hasFieldOrPropertyWithValue("text", "GRANT a TO app"));
	}

	@Test
	void plansNoCallbackWithoutAStep() {
		assertThat(plan(false, GRANTS, VACUUM).callbacks().all()).isEmpty();
	}

	@Test
	void refusesWhatCannotBeInTheTransactionOfAMigration() {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> plan(true, GRANTS, VACUUM))
			.withMessageContaining("afterEachMigrate.sql:2:1: 'VACUUM a' cannot run in the transaction of a migration");
	}

}
