package dev.tidemark.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionStatementsTests {

	@ParameterizedTest
	@ValueSource(strings = { "SET search_path = a, b", "set session search_path to a", "SET ROLE r", "RESET ROLE",
			"SET SESSION AUTHORIZATION r", "SET TIME ZONE 'UTC'", "RESET ALL",
			"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
			"SELECT pg_catalog.set_config('search_path', '', false)", "select set_config ( 'a.b' , 'c' , FALSE )" })
	void areRepeated(String sql) {
		assertThat(SessionStatements.setsSession(statement(sql))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET LOCAL search_path = a", "SET TRANSACTION READ ONLY", "SET CONSTRAINTS ALL IMMEDIATE",
			"SELECT set_config('a.b', 'c', true)", "SELECT set_config('a.b', f(), false)",
			"SELECT set_config('a.b', 'c', false), f()", "SELECT set_config('a.b', 'c', false) FROM t",
			"SELECT my_set_config('a.b', 'c', false)", "UPDATE t SET a = 1", "SHOW search_path" })
	void areNotRepeated(String sql) {
		assertThat(SessionStatements.setsSession(statement(sql))).isFalse();
	}

	@Test
	void keepTheirOrderAndEndWithDiscardAll() {
		List<SqlStatement> done = List.of(statement("SET a.b = 1"), statement("DISCARD ALL"), statement("SET a.b = 2"),
				statement("VACUUM"), statement("SET ROLE r"));
		assertThat(SessionStatements.of(done)).extracting(SqlStatement::text)
			.containsExactly("SET a.b = 2", "SET ROLE r");
	}

	private static SqlStatement statement(String sql) {
		return new SqlStatement(sql, 1, 1);
	}

}
