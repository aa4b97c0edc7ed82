package dev.tidemark.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionControlTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			BEGIN,                                BEGIN
			begin isolation level serializable,   BEGIN
			START TRANSACTION READ ONLY,          BEGIN
			START,                                NONE
			COMMIT,                               COMMIT
			COMMIT WORK,                          COMMIT
			COMMIT AND NO CHAIN,                  COMMIT
			COMMIT TRANSACTION AND CHAIN,         COMMIT_AND_CHAIN
			END,                                  COMMIT
			END TRANSACTION AND CHAIN,            COMMIT_AND_CHAIN
			/* a */ Commit -- b,                  COMMIT
			ROLLBACK,                             ROLLBACK
			ROLLBACK WORK AND NO CHAIN,           ROLLBACK
			ROLLBACK AND CHAIN,                   ROLLBACK_AND_CHAIN
			ABORT,                                ROLLBACK
			ABORT WORK AND CHAIN,                 ROLLBACK_AND_CHAIN
			PREPARE TRANSACTION 'x',              PREPARE
			COMMIT PREPARED 'x',                  NONE
			ROLLBACK PREPARED 'x',                NONE
			SAVEPOINT a,                          NONE
			RELEASE a,                            NONE
			ROLLBACK TO a,                        NONE
			ROLLBACK WORK TO SAVEPOINT a,         NONE
			PREPARE transaction AS SELECT 1,      NONE
			PREPARE transaction (int) AS SELECT 1, NONE
			SET TRANSACTION READ ONLY,            NONE
			DO 'BEGIN COMMIT; END',               NONE
			SELECT 'COMMIT',                      NONE
			""")
	void knowsWhatAStatementDoesToTheTransaction(String sql, TransactionControl control) {
		assertThat(TransactionControl.of(statement(sql))).isEqualTo(control);
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN", "begin work", "BEGIN TRANSACTION", "START TRANSACTION", "BEGIN -- a\n/* b */" })
	void knowsAPlainBegin(String sql) {
		assertThat(TransactionControl.plainBegin(statement(sql))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN READ ONLY", "START", "START TRANSACTION READ WRITE", "BEGIN DEFERRABLE", "COMMIT" })
	void knowsABeginWithModes(String sql) {
		assertThat(TransactionControl.plainBegin(statement(sql))).isFalse();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			BEGIN,                                             false
			BEGIN ISOLATION LEVEL READ COMMITTED,              false
			BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY,    true
			'START TRANSACTION READ ONLY, DEFERRABLE',         true
			'BEGIN READ ONLY, READ WRITE',                     false
			""")
	void knowsATransactionThatOnlyReads(String sql, boolean readOnly) {
		assertThat(TransactionControl.readOnly(statement(sql), false)).isEqualTo(readOnly);
	}

	private static SqlStatement statement(String sql) {
		return new SqlStatement(sql, 1, 1);
	}

}
