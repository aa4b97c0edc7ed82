package dev.tidemark.plan;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlMigrations;
import dev.tidemark.sql.SqlStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TransactionBlocksTests {

	private final Planning planning = Planning.defaults();

	private MigrationPlan planOf(String script) {
		return this.planning.up(new HistoryRows(), SqlMigrations.versioned("001", script));
	}

	private List<String> shown(String script) {
		return Planning.show(planOf(script).steps().get(0));
	}

	private void assertRefused(String script, String problem) {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> planOf(script))
			.withMessageContaining("db/migration/001_change.sql" + problem);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					SELECT 1; BEGIN; SELECT 2; SELECT 3; COMMIT; SELECT 4   | auto[SELECT 1] block[BEGIN, SELECT 2, SELECT 3, COMMIT] auto[SELECT 4]
					BEGIN; SELECT 1; END; START TRANSACTION; SELECT 2; COMMIT WORK | block[BEGIN, SELECT 1, END] block[START TRANSACTION, SELECT 2, COMMIT WORK]
					BEGIN; SELECT 1; ROLLBACK                               | undone[BEGIN, SELECT 1, ROLLBACK]
					BEGIN; SELECT 1; ABORT; SELECT 2                        | undone[BEGIN, SELECT 1, ABORT] auto[SELECT 2]
					BEGIN; COMMIT AND CHAIN; SELECT 1; ROLLBACK AND CHAIN; COMMIT | block[BEGIN, COMMIT AND CHAIN] undone[SELECT 1, ROLLBACK AND CHAIN] block[COMMIT]
					BEGIN; SAVEPOINT a; ROLLBACK TO a; RELEASE a; COMMIT; SELECT 1 | block[BEGIN, SAVEPOINT a, ROLLBACK TO a, RELEASE a, COMMIT] auto[SELECT 1]
					BEGIN READ ONLY; SELECT 1; COMMIT                       | reads[BEGIN READ ONLY, SELECT 1, COMMIT]
					BEGIN; SET TRANSACTION READ ONLY; COMMIT; SELECT 1      | reads[BEGIN, SET TRANSACTION READ ONLY, COMMIT] auto[SELECT 1]
					BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT    | block[BEGIN ISOLATION LEVEL SERIALIZABLE, SELECT 1, COMMIT]
					BEGIN; SELECT 1; COMMIT; VACUUM                         | block[BEGIN, SELECT 1, COMMIT] alone[VACUUM]
					COMMIT PREPARED 'x'; BEGIN; COMMIT                      | alone[COMMIT PREPARED 'x'] block[BEGIN, COMMIT]
					SELECT 1; COMMIT                                        | auto[SELECT 1] auto[COMMIT]
					SET default_transaction_isolation = serializable; BEGIN; SELECT 1; COMMIT | auto[SET default_transaction_isolation = serializable] block[BEGIN, SELECT 1, COMMIT]
					""")
	void cutsAScriptAsItsTransactionsAreWritten(String script, String segments) {
		assertThat(String.join(" ", shown(script))).isEqualTo(segments);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET a.b = 'c'; BEGIN; SELECT 1; COMMIT", "SET a.b = 'c'; SELECT 1",
			"BEGIN; SET a.b = 'c'; SELECT 1; COMMIT;" })
	void takesSettingsAroundATransactionIntoIt(String script) {
		assertThat(shown(script)).containsExactly("tx[SET a.b = 'c', SELECT 1]");
	}

	@Test
	void takesSettingsBehindATransactionIntoIt() {
		assertThat(shown("\\restrict x\nRESET ROLE; BEGIN; SELECT 1; COMMIT; SELECT set_config('a.b', 'c', false);"))
			.containsExactly("tx[RESET ROLE, SELECT 1, SELECT set_config('a.b', 'c', false)]");
	}

	@Test
	void keepsTheTransactionsOfAScriptThatForbidsOurs() {
		assertThat(shown("-- tidemark: transactional=false\nBEGIN; SELECT 1; COMMIT; SELECT 2; COMMIT"))
			.containsExactly("block[BEGIN, SELECT 1, COMMIT]", "alone[SELECT 2]", "auto[COMMIT]");
	}

	@Test
	void recordsAScriptThatIsOneTransactionWithModesInIt() {
		PlannedStep step = planOf("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT").steps().get(0);
		assertThat(step.transactional()).isTrue();
		assertThat(step.statementsTotal()).isEqualTo(3);
		assertThat(planOf("BEGIN; SELECT 1; ROLLBACK").steps().get(0).transactional()).isFalse();
		assertThat(planOf("BEGIN READ ONLY; SELECT 1; COMMIT").steps().get(0).transactional()).isFalse();
	}

	@Test
	void opensAChainedTransactionAsTheOneBefore() {
		List<Segment> segments = planOf("""
				BEGIN DEFERRABLE; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; COMMIT AND CHAIN; SELECT 1; COMMIT;
				BEGIN; SELECT 2; COMMIT""").steps().get(0).segments();
		assertThat(segments).extracting((segment) -> segment.opening().stream().map(SqlStatement::text).toList())
			.containsExactly(List.of("BEGIN DEFERRABLE"),
					List.of("BEGIN DEFERRABLE", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"), List.of("BEGIN"));
		assertThat(segments).extracting(Segment::opened).containsExactly(1, 0, 1);
		assertThat(segments.get(1).body()).extracting(SqlStatement::text).containsExactly("SELECT 1");
	}

	@Test
	void warnsOfWhatDoesNothing() {
		assertThat(planOf("SELECT 1;\nCOMMIT;\nBEGIN;\nBEGIN;\nROLLBACK").warnings()).containsExactly(
				"db/migration/001_change.sql:2:1: 'COMMIT' ends no transaction, since none is open here: it does nothing",
				"db/migration/001_change.sql:4:1: 'BEGIN' begins no transaction, since the one of line 3 is still open");
	}

	@Test
	void refusesATransactionThatIsLeftOpen() {
		assertRefused("SELECT 1;\nBEGIN;\nSELECT 2",
				":2:1: the transaction that 'BEGIN' begins is still open at the end of the script: add COMMIT");
		assertRefused("BEGIN;\nSELECT 1;\nCOMMIT AND CHAIN",
				":3:1: the transaction that 'COMMIT AND CHAIN' begins is still open");
	}

	@Test
	void refusesWhatNoServerWouldDo() {
		assertRefused("BEGIN;\nSELECT 1;\nPREPARE TRANSACTION 'x'",
				":3:1: 'PREPARE TRANSACTION 'x'' leaves a transaction behind");
		assertRefused("SELECT 1;\nROLLBACK AND CHAIN", ":2:1: 'ROLLBACK AND CHAIN' has no transaction to go on from");
		assertRefused("SELECT 1;\nBEGIN;\nVACUUM;\nCOMMIT",
				":3:1: PostgreSQL refuses VACUUM inside a transaction, and the script begins one in line 2: move the statement before it, or behind its COMMIT");
	}

	@Test
	void refusesTransactionsWhereTheScriptAsksForOne() {
		assertRefused("-- tidemark: transactional=true\nSELECT 1;\nCOMMIT;\nSELECT 2",
				":3:1: 'COMMIT' stands in a script that asks for one transaction by the directive transactional=true");
		assertThat(shown("-- tidemark: transactional=true\nBEGIN READ WRITE; SELECT 1; COMMIT")).hasSize(1);
	}

	@Test
	void goesOnWithinAScript() {
		String script = "SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3";
		SqlMigration migration = SqlMigrations.versioned("001", script);
		HistoryRows rows = new HistoryRows().add(migration, MigrationState.FAILED, 4, 5);
		PlannedStep step = this.planning.up(rows, migration).steps().get(0);
		assertThat(Planning.show(step)).containsExactly("auto[SELECT 3]");
		assertThat(step.statementsDone()).isEqualTo(4);
	}

}
