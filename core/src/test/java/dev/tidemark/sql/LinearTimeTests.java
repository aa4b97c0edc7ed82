package dev.tidemark.sql;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Anything quadratic takes minutes here, and anything recursive ends the stack.
 */
class LinearTimeTests {

	private static final int LENGTH = 400_000;

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1; ", "a ", "+", "-+", "@+", "(", "/* ", "'' ", "''", "$a", "$$ $$ ", "\"\"", "1.",
			"e'\\\\' ", "--\n", "CASE ", "é", ":", "'a'\n", ";", "COPY ", "$a$ $b$ $a$ ", "/**/", "\\'",
			"COPY t FROM stdin; ", "COPY t FROM stdin;\n", "COPY t FROM stdin;\n\\.\n", "--> statement-breakpoint\n",
			"\\restrict\n", "E'a'\n", "CREATE FUNCTION f() BEGIN ATOMIC ", "BEGIN ATOMIC END ",
			"CREATE FUNCTION f() BEGIN ATOMIC; END; ", "U&'a'\r", "CREATE RULE r AS (; ", "a$b$", "$1", "/*/ */ */",
			"--\r", "*/", "😀", "\uFEFF" })
	@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void splitsComparesAndRedactsLongScripts(String piece) {
		String script = piece.repeat(LENGTH / piece.length());
		assertThat(split(script)).isNotNegative();
		assertThat(SqlComparison.sameMeaning(script, script + "\n")).isIn(true, false);
		assertThat(Redaction.ofScript("PASSWORD 'x' " + script)).startsWith("PASSWORD '***'");
		assertThat(Redaction.ofMessage("PASSWORD 'x' " + script)).startsWith("PASSWORD '***'");
		assertThat(new SqlStatement(script, 1, 1).excerpt()).hasSizeLessThanOrEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PASSWORD '", "password E'", "password=", "password='", "://a:", "://", "PASSWORD $", "''",
			"password \\'", "PASSWORD $$", "?password=", "postgres://u:p/", "\"password\" => " })
	@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void redactsLongTextsOfSecretsCutOff(String piece) {
		String text = piece.repeat(100_000 / piece.length());
		assertThat(Redaction.ofScript(text + "'" + text)).isNotEmpty();
		assertThat(Redaction.ofScript("SELECT $x$" + text + "$x$, '" + text.replace("'", "''") + "'")).isNotEmpty();
		assertThat(Redaction.ofMessage(text)).isNotEmpty();
		assertThat(Redaction.ofMessage("PASSWORD E'" + text)).isNotEmpty();
	}

	private static int split(String script) {
		try {
			return StatementSplitter.split(script).size();
		}
		catch (SqlScriptException ex) {
			return 0;
		}
	}

}
