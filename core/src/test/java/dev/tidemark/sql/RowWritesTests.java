package dev.tidemark.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowWritesTests {

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (1)", "insert\ninto t values ('VACUUM')", "Update t SET a = 1",
			"DELETE\tFROM t" })
	void recognisesWhatWritesRowsByItsFirstWord(String statement) {
		assertThat(RowWrites.is(statement)).isTrue();
		assertThat(TransactionControl.of(SqlStatement.of(statement))).isEqualTo(TransactionControl.NONE);
		assertThat(TransactionRules.refusedInTransaction(SqlStatement.of(statement))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "INSERT", "INSERTED x", "insert_all()", "VACUUM t", "WITH x AS (SELECT 1) INSERT INTO t",
					"/* a */ INSERT INTO t", "SELECT 1", "SET a = 1", "COPY t TO STDOUT", "COMMIT" })
	void leavesAllElseToTheRules(String statement) {
		assertThat(RowWrites.is(statement)).isFalse();
	}

}
