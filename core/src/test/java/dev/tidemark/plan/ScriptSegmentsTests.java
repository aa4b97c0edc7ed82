package dev.tidemark.plan;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.SqlMigrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScriptSegmentsTests {

	private final Planning planning = Planning.defaults();

	private static PlannedStep plan(Planning planning, String script) {
		return planning.up(new HistoryRows(), SqlMigrations.versioned("001", script)).steps().get(0);
	}

	private PlannedStep plan(String script) {
		return plan(this.planning, script);
	}

	private void assertRefused(Planning planning, String script, String problem) {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> plan(planning, script))
			.withMessage("One problem with the migrations; nothing was run:\n  - db/migration/001_change.sql%s",
					problem);
	}

	@Test
	void runsAScriptInOneTransaction() {
		PlannedStep step = plan("SELECT 1;\nSELECT 2;");
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1, SELECT 2]");
		assertThat(step.transactional()).isTrue();
		assertThat(step.statementsTotal()).isEqualTo(2);
	}

	@Test
	void hasNothingToDoForAScriptOfComments() {
		PlannedStep step = plan("-- nothing yet\n");
		assertThat(step.segments()).isEmpty();
		assertThat(step.statementsTotal()).isZero();
		assertThat(step.transactional()).isTrue();
	}

	@Test
	void runsAloneWhatNeedsIt() {
		PlannedStep step = plan("CREATE INDEX CONCURRENTLY i ON a (b)");
		assertThat(Planning.show(step)).containsExactly("alone[CREATE INDEX CONCURRENTLY i ON a (b)]");
		assertThat(step.transactional()).isFalse();
	}

	@Test
	void cutsAMixedScript() {
		PlannedStep step = plan("SELECT 1; SELECT 2; VACUUM a; REINDEX TABLE CONCURRENTLY a; SELECT 3; VACUUM b");
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1, SELECT 2]", "alone[VACUUM a]",
				"alone[REINDEX TABLE CONCURRENTLY a]", "tx[SELECT 3]", "alone[VACUUM b]");
		assertThat(step.transactional()).isFalse();
		assertThat(step.statementsTotal()).isEqualTo(6);
	}

	@Test
	void runsEachStatementAloneWhereTheScriptSaysSo() {
		PlannedStep step = plan("-- tidemark: transactional=false\nSELECT 1; SELECT 2");
		assertThat(Planning.show(step)).containsExactly("alone[SELECT 1]", "alone[SELECT 2]");
		assertThat(step.transactional()).isFalse();
	}

	@Test
	void refusesATransactionAroundWhatAllowsNone() {
		assertRefused(this.planning,
				"-- tidemark: transactional=true\nSELECT 1;\n  CREATE INDEX CONCURRENTLY i ON a (b)",
				":3:3: PostgreSQL refuses CREATE INDEX CONCURRENTLY inside a transaction, "
						+ "and the directive transactional=true asks for one: remove the directive");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN; SELECT 1; SELECT 2; COMMIT;", "START TRANSACTION; SELECT 1; SELECT 2; END",
			"-- a\nbegin transaction;\nSELECT 1;\nSELECT 2;\ncommit work;\n-- b\n" })
	void takesATransactionAroundEverythingAsItsOwn(String script) {
		PlannedStep step = plan(script);
		assertThat(Planning.show(step)).containsExactly("tx[SELECT 1, SELECT 2]");
		assertThat(step.transactional()).isTrue();
	}

	@Test
	void allowsSavepoints() {
		assertThat(plan("SAVEPOINT a; SELECT 1; ROLLBACK TO a; RELEASE a").segments()).hasSize(1);
	}

	@Test
	void leavesDollarsAndBracesAlone() {
		assertThat(Planning.show(plan("SELECT '${name}'"))).containsExactly("tx[SELECT '${name}']");
	}

	@Test
	void replacesPlaceholdersWhereSomeAreSet() {
		Planning set = this.planning.withPlaceholders(Map.of("schema", "app", "role", "reader"));
		assertThat(Planning.show(plan(set, "GRANT USAGE ON SCHEMA ${schema} TO ${role}")))
			.containsExactly("tx[GRANT USAGE ON SCHEMA app TO reader]");
	}

	@Test
	void findsStatementsWithinTheValueOfAPlaceholder() {
		Planning set = this.planning.withPlaceholders(Map.of("index", "INDEX CONCURRENTLY"));
		assertThat(plan(set, "CREATE ${index} i ON a (b)").transactional()).isFalse();
	}

	@Test
	void namesThePlaceholdersThatAreKnown() {
		Planning set = this.planning.withPlaceholders(Map.of("schema", "app", "role", "reader"));
		assertRefused(set, "SELECT 1;\nSELECT ${rolle}",
				":2:8: the placeholder '${rolle}' has no value (did you mean 'role'?): set tidemark.placeholders.rolle; known are role, schema");
	}

	@Test
	void asksForPlaceholdersWhereTheScriptOptsIn() {
		assertRefused(this.planning, "-- tidemark: placeholders=true\nSELECT '${name}'",
				":2:9: the placeholder '${name}' has no value: set tidemark.placeholders.name; none is set");
	}

	@Test
	void keepsTheValuesOfPlaceholdersOutOfTheStoredScript() {
		Planning set = this.planning.withPlaceholders(Map.of("schema", "app"));
		PlannedStep step = plan(set, "CREATE SCHEMA ${schema}");
		assertThat(step.script()).isNotNull()
			.satisfies((script) -> assertThat(script.text()).isEqualTo("CREATE SCHEMA ${schema}"));
	}

}
