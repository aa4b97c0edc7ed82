package dev.tidemark.sql;

import java.util.List;
import java.util.Objects;

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

	private static AppliedIf appliedIf(String line) {
		return Objects.requireNonNull(parse(line).appliedIf());
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
		assertThat(
				appliedIf("applied-if=table_exists('a') AND not Enum_Value_Exists('mood', 'it''s'), transactional=true")
					.checks())
			.containsExactly(new Check(false, Kind.TABLE_EXISTS, List.of("a")),
					new Check(true, Kind.ENUM_VALUE_EXISTS, List.of("mood", "it's")));
	}

	@Test
	void mayStandInDoubleQuotes() {
		assertThat(appliedIf("applied-if=\"table_exists('a') and index_exists('b')\", store=false").text())
			.isEqualTo("table_exists('a') and index_exists('b')");
	}

	@Test
	void keepsCommasAndParenthesesOfQuotedNamesTogether() {
		assertThat(appliedIf("applied-if=table_exists('app.\"Odd, (one\"'), store=false").checks())
			.containsExactly(new Check(false, Kind.TABLE_EXISTS, List.of("app.\"Odd, (one\"")));
	}

	@Test
	void readsAVeryLongNameWithoutRecursion() {
		String name = "a".repeat(100_000);
		assertThat(appliedIf("applied-if=enum_value_exists('t', '" + name + "')").checks().get(0).argument(1))
			.isEqualTo(name);
	}

	@Test
	void isAbsentWhereNothingIsSaid() {
		assertThat(parse("store=false").appliedIf()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			applied-if=tabel_exists('a')                    | there is no 'tabel_exists' (did you mean 'table_exists'?)
			applied-if=column_exists('a')                   | 2 names in column_exists(…), and there is 1
			applied-if=table_exists(a)                      | takes checks such as
			applied-if=table_exists('a') or table_exists('b') | this is none: or table_exists('b')
			applied-if=table_exists('a', 'b')               | 1 name in table_exists(…), and there are 2
			applied-if=table_exists('a') and                | one is missing at the end
			applied-if=table_exists('a'                     | this is none: table_exists('a'
			applied-if=table_exists('')                     | '' is no name
			applied-if=index_exists('a.b.c')                | 'a.b.c' is no name
			applied-if=column_exists('a', 'b.c')            | 'b.c' is no name: expected a name without a schema
			applied-if=extension_exists('a b')              | 'a b' is no name
			applied-if=                                     | takes a value
			applied-if=true                                 | takes checks such as
			""")
	void refusesAnythingElseWithItsPlace(String line, String message) {
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(() -> parse(line))
			.withMessageContaining(message)
			.satisfies((failure) -> assertThat(failure.line()).isEqualTo(2));
	}

}
