package dev.tidemark.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PsqlTextTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', delimiter = ';',
			value = { "SELECT a[1:n]; SELECT a[1\\:n]", "SELECT a[1:2]; SELECT a[1\\:2]",
					"SELECT a[1: n]; SELECT a[1: n]", "SELECT :'x', :\"x\", :{?x}; SELECT \\:'x', \\:\"x\", \\:{?x}",
					"SELECT 1::int; SELECT 1::int", "CALL p(a := b, c:=d); CALL p(a := b, c:=d)",
					"SELECT a[b::int:n]; SELECT a[b::int\\:n]",
					"SELECT ':x', E'\\':x', $$:x$$, \":x\" /* :x */; SELECT ':x', E'\\':x', $$:x$$, \":x\" /* :x */",
					"SELECT 1 -- :x; SELECT 1 -- :x" })
	void escapesWhatPsqlWouldTakeForAVariable(String sql, String escaped) {
		assertThat(PsqlText.of(SqlStatement.of(sql))).isEqualTo(escaped);
	}

}
