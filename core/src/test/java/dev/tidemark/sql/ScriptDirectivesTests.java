package dev.tidemark.sql;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScriptDirectivesTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "SELECT 1", "-- a comment", "-- tidemark is a tool", "/* tidemark: store=false */",
			"-- see tidemark: store=false", "SELECT '-- tidemark: store=false'", "SELECT $$\n-- tidemark: x=y\n$$" })
	void hasDefaultsWithoutDirectives(String script) {
		ScriptDirectives directives = ScriptDirectives.parse(script, 1);
		assertThat(directives).isEqualTo(ScriptDirectives.NONE);
		assertThat(directives.transactional()).isNull();
		assertThat(directives.placeholders()).isNull();
		assertThat(directives.requires()).isEmpty();
		assertThat(directives.after()).isEmpty();
		assertThat(directives.irreversible()).isNull();
		assertThat(directives.store()).isTrue();
		assertThat(directives.lockTimeout()).isNull();
		assertThat(directives.statementTimeout()).isNull();
	}

	@Test
	void readsAllDirectivesOfTheHeadComment() {
		ScriptDirectives directives = ScriptDirectives.parse("""
				\uFEFF-- Adds an index.
				--tidemark:transactional=false,placeholders = true
				/* more */
				-- tidemark: requires=001 1.2, after="orders  users", store=false

				-- tidemark: rerunnable=true
				-- Tidemark: lock-timeout=500ms, statement-timeout=0
				-- tidemark: irreversible="drops mail, for good"
				CREATE INDEX CONCURRENTLY i ON t (a);
				""", 1);
		assertThat(directives)
			.isEqualTo(new ScriptDirectives(false, true, List.of("001", "1.2"), List.of("orders", "users"),
					"drops mail, for good", false, true, Duration.ofMillis(500), Duration.ZERO, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			-- tidemark: irreversible=drops the column            | drops the column
			-- tidemark: irreversible=it's a = b                  | it's a = b
			-- tidemark: irreversible='a, "b"', store=true        | a, "b"
			-- tidemark: irreversible = "it's, gone"              | it's, gone
			-- tidemark: store=true, irreversible=gone            | gone
			""")
	void takesAReasonAsFreeText(String script, String reason) {
		assertThat(ScriptDirectives.parse(script + "\r\nSELECT 1", 1).irreversible()).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "500ms,500", "5s,5000", "5 s,5000", "2m,120000", "1h,3600000", "0s,0",
			"2147483647ms,2147483647" })
	void readsDurations(String text, long millis) {
		assertThat(ScriptDirectives.parse("-- tidemark: lock-timeout=" + text, 1).lockTimeout())
			.isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					-- tidemark: transacional=false         | 14 | 'transacional' is not a directive (did you mean 'transactional'?): there are transactional, placeholders,
					-- tidemark: lock_timeout=5s            | 14 | did you mean 'lock-timeout'?
					-- tidemark: Store=true                 | 14 | did you mean 'store'?
					-- tidemark: rerunable=true             | 14 | did you mean 'rerunnable'?
					-- tidemark: colour=red                 | 14 | 'colour' is not a directive: there are
					-- tidemark: store=true, store=false    | 26 | the directive 'store' stands twice, first in line 7
					-- tidemark: store=yes                  | 20 | 'yes' is not a value of the directive 'store', which takes true or false
					-- tidemark: transactional=             | 28 | '' is not a value of the directive 'transactional'
					-- tidemark: after="  "                 | 20 | '' is not a value
					-- tidemark: lock-timeout=5             | 27 | '5' is not a value of the directive 'lock-timeout', which takes a duration such as
					-- tidemark: lock-timeout=-1s           | 27 | a duration
					-- tidemark: lock-timeout=1d            | 27 | a duration
					-- tidemark: statement-timeout=25d      | 32 | a duration
					-- tidemark: lock-timeout=2147483648ms  | 27 | at most 2147483647ms
					-- tidemark: lock-timeout=9999999999h   | 27 | at most 2147483647ms
					-- tidemark:                            | 13 | expected key=value
					-- tidemark: store                      | 14 | expected key=value
					-- tidemark: store true                 | 14 | expected key=value
					-- tidemark: =true                      | 14 | expected key=value
					-- tidemark: irreversible=a, b          | 30 | expected key=value
					-- tidemark: store=true,                | 24 | nothing follows this comma
					-- tidemark: store=true,, after=a       | 25 | expected key=value
					-- tidemark: irreversible="a, after=b   | 27 | quote is never closed
					-- tidemark: irreversible="a" b         | 31 | expected a comma
					-- tidemark: irreversible="a" b, after="c" | 31 | expected a comma
					""")
	void refusesWhatItDoesNotUnderstand(String line, int column, String message) {
		assertThatExceptionOfType(SqlScriptException.class)
			.isThrownBy(() -> ScriptDirectives.parse("-- é\n/* \n */\r" + line + "\nSELECT 1", 4))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(List.of(ex.line(), ex.column())).containsExactly(7, column));
	}

	@Test
	void refusesADirectiveThatStandsTwiceInDifferentLines() {
		assertThatExceptionOfType(SqlScriptException.class)
			.isThrownBy(() -> ScriptDirectives.parse("-- tidemark: store=true\n-- tidemark: store=true", 1))
			.satisfies((ex) -> assertThat(List.of(ex.line(), ex.column())).containsExactly(2, 14));
	}

	@Test
	void refusesADirectiveAfterTheHead() {
		assertThatExceptionOfType(SqlScriptException.class)
			.isThrownBy(() -> ScriptDirectives.parse("SELECT 1;\n  -- tidemark: transactional=false\nSELECT 2", 1))
			.withMessageContaining("move this line above the first statement")
			.satisfies((ex) -> assertThat(List.of(ex.line(), ex.column())).containsExactly(2, 3));
	}

	@Test
	void readsTheHeadOfAScriptThatCannotBeSplit() {
		assertThat(ScriptDirectives.parse("-- tidemark: store=false\nSELECT 'x", 1).store()).isFalse();
	}

}
