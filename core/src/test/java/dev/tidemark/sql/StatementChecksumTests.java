package dev.tidemark.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementChecksumTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			SELECT 1                          | SELECT  /* one */ 1                | true
			SELECT 'a  b'                     | SELECT 'a b'                       | false
			SELECT 1                          | SELECT 11                          | false
			SELECT a b                        | SELECT ab                          | false
			CREATE ROLE a PASSWORD 'x'        | CREATE ROLE a PASSWORD 'y'         | true
			CREATE ROLE a PASSWORD 'x'        | CREATE ROLE b PASSWORD 'x'         | false
			""")
	void isThatOfTheTokensWithoutPasswords(String one, String other, boolean same) {
		assertThat(StatementChecksum.of(statement(one)).equals(StatementChecksum.of(statement(other)))).isEqualTo(same);
		assertThat(StatementChecksum.of(statement(one))).matches("sha256:[0-9a-f]{64}");
	}

	@Test
	void ofSeveralDependsOnTheirBounds() {
		assertThat(StatementChecksum.of(List.of(statement("SELECT 1"), statement("SELECT 2"))))
			.isNotEqualTo(StatementChecksum.of(List.of(statement("SELECT 1 SELECT 2"))))
			.isNotEqualTo(StatementChecksum.of(List.of(statement("SELECT 2"), statement("SELECT 1"))));
	}

	private static SqlStatement statement(String sql) {
		return new SqlStatement(sql, 1, 1);
	}

}
