package dev.tidemark.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.sql.AppliedIf.Check;
import dev.tidemark.sql.AppliedIf.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AppliedIfTests {

	private static ScriptDirectives parse(String line) {
		return ScriptDirectives.parse("-- first\n-- tidemark: " + line + "\nSELECT 1;", 1);
	}

	@Test
	void readsOneCheckWithItsCommasAndWhatFollows() {
		ScriptDirectives directives = parse("applied-if=column_exists('auth_state','code_verifier'), store=false");
		assertThat(directives.appliedIf()).isEqualTo(new AppliedIf("column_exists('auth_state','code_verifier')",
				List.of(new Check(false, Kind.COLUMN_EXISTS, List.of("auth_state", "code_verifier")))));
		assertThat(directives.store()).isFalse();
	}

	@Test
	void readsSeveralChecksWithNot() {
		assertThat(parse("applied-if=table_exists('a') AND not Enum_Value_Exists('mood', 'it''s'), transactional=true")
			.appliedIf()
			.checks()).containsExactly(new Check(false, Kind.TABLE_EXISTS, List.of("a")),
					new Check(true, Kind.ENUM_VALUE_EXISTS, List.of("mood", "it's")));
	}

	@Test
	void isAbsentWhereNothingIsSaid() {
		assertThat(parse("store=false").appliedIf()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			applied-if=tabel_exists('a')                    | did you mean table_exists?
			applied-if=column_exists('a')                   | 2 names in column_exists, and there are 1
			applied-if=table_exists(a)                      | takes checks such as
			applied-if=table_exists('a') or table_exists('b') | takes checks such as
			applied-if=table_exists('a') and                | takes checks such as
			applied-if=true                                 | takes checks such as
			""")
	void refusesAnythingElseWithItsPlace(String line, String message) {
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(() -> parse(line))
			.withMessageContaining(message)
			.satisfies((failure) -> assertThat(failure.line()).isEqualTo(2));
	}

}
