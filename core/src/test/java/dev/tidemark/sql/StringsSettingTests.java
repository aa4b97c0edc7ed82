package dev.tidemark.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StringsSettingTests {

	private static final String OFF = "SET standard_conforming_strings = off";

	@ParameterizedTest
	@ValueSource(strings = { OFF, "set session standard_conforming_strings to 'OFF'",
			"SET LOCAL standard_conforming_strings=false",
			"SELECT pg_catalog.set_config('standard_conforming_strings', 'off', false)" })
	void letsABackslashEscapeWhereAScriptSaysSo(String set) {
		String escaping = "INSERT INTO t VALUES ('it\\'s; one', N'a\\';', E'\\';')";
		assertThat(StatementSplitterTests.texts(set + ";\n" + escaping + ";\nSELECT 1")).containsExactly(set, escaping,
				"SELECT 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET standard_conforming_strings = on", "RESET standard_conforming_strings", "RESET ALL",
			"DISCARD ALL", "SET standard_conforming_strings TO DEFAULT" })
	void endsThatWhereAScriptSaysSo(String set) {
		assertThat(StatementSplitterTests.texts(OFF + ";" + set + ";SELECT 'a\\';SELECT 1")).containsExactly(OFF, set,
				"SELECT 'a\\'", "SELECT 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 'SET standard_conforming_strings = off'", "/* " + OFF + "; */",
			"SELECT $$" + OFF + ";$$", "SET backslash_quote = off", "ALTER ROLE a " + OFF })
	void looksAtNothingElse(String statement) {
		assertThat(StatementSplitterTests.texts(statement + ";SELECT 'a\\';SELECT 1")).endsWith("SELECT 'a\\'",
				"SELECT 1");
	}

	@Test
	void hidesAPasswordWithAnEscapedQuote() {
		String script = OFF + ";\nALTER ROLE a PASSWORD 'one\\'secret';";
		assertThat(Redaction.ofScript(script)).doesNotContain("secret");
		SqlStatement statement = StatementSplitter.split(script).get(1);
		assertThat(statement.excerpt()).isEqualTo("ALTER ROLE a PASSWORD '***'");
		assertThat(StatementChecksum.of(statement))
			.isEqualTo(StatementChecksum.of(StatementSplitter.split(script.replace("secret", "other")).get(1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET client_encoding = 'LATIN1'", "set names win1252", "SET LOCAL client_encoding TO SJIS",
			"SET datestyle = 'German'", "SET DateStyle TO SQL, DMY", "SET SESSION datestyle = 'postgres'" })
	void refusesWhatEndsTheConnectionOfTheDriver(String set) {
		StatementSplitterTests.assertFault("SELECT 1;\n" + set, 2, 1, "the driver of PostgreSQL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET client_encoding = 'UTF8'", "SET NAMES 'utf-8'", "SET client_encoding TO DEFAULT",
			"SET datestyle = 'ISO, DMY'", "SET datestyle = DMY", "SELECT 'SET client_encoding = LATIN1'" })
	void allowsWhatTheDriverAllows(String set) {
		assertThat(StatementSplitterTests.texts(set)).containsExactly(set);
	}

}
