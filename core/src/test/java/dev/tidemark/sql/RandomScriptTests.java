package dev.tidemark.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RandomScriptTests {

	/** How many times as many rounds as usual. */
	static final int MORE = Integer.getInteger("tidemark.test.rounds", 1);

	private static final int SEEDS = 3000 * MORE;

	private static final String GARBAGE = "';\"$$()-*/\\eEuU&xXbBnN \n\r\tab1._:=@+é😀\uFEFFBEGIN ATOMIC END CASE CREATE FUNCTION PASSWORD 'x' ://u:p@h $a$ ";

	@Test
	void splitsIntoTheStatementsThatWereJoined() {
		forEachSeed((seed) -> {
			RandomScript script = RandomScript.of(seed);
			assertThat(StatementSplitterTests.texts(script.text())).as("seed %d: %s", seed, script.text())
				.isEqualTo(script.statements());
		});
	}

	@Test
	void splitsValidScriptsIntoTheStatementsThatWereJoined() {
		forEachSeed((seed) -> {
			ValidScript script = ValidScript.of(seed);
			assertThat(StatementSplitterTests.texts(script.text())).as("seed %d: %s", seed, script.text())
				.isEqualTo(script.statements());
		});
	}

	@Test
	void losesNoCharacterAndPlacesEachStatement() {
		forEachSeed((seed) -> {
			assertMakesUp(RandomScript.of(seed).text(), seed);
			assertMakesUp(ValidScript.of(seed).text(), seed);
			assertMakesUp("\uFEFF" + ValidScript.of(seed).text(), seed);
		});
	}

	/**
	 * Nothing but white space, comments and semicolons is between the statements.
	 */
	private static void assertMakesUp(String script, long seed) {
		ScriptExtents extents = ScriptExtents.of(script);
		assertThat(extents.joined()).as("seed %d", seed).isEqualTo(script);
		for (String gap : extents.gaps()) {
			assertThat(tokens(gap)).as("seed %d: %s", seed, script).allMatch(";"::equals);
		}
	}

	@Test
	void refusesGarbageWithAPlaceInItOrSplitsIt() {
		forEachSeed((seed) -> {
			Random random = new Random(seed);
			String script = encodable(garbage(random) + ValidScript.of(seed).text() + garbage(random));
			try {
				assertMakesUp(script, seed);
			}
			catch (SqlScriptException ex) {
				assertThat(ex.line()).as("seed %d: %s", seed, script).isBetween(1, script.lines().toList().size());
				assertThat(ex.column()).as("seed %d: %s", seed, script).isPositive();
			}
		});
	}

	@Test
	void losesNoToken() {
		forEachSeed((seed) -> {
			RandomScript script = RandomScript.of(seed);
			assertThat(tokens(script.text())).as("seed %d: %s", seed, script.text()).isEqualTo(script.tokens());
			String joined = String.join("\n;\n", StatementSplitterTests.texts(script.text())) + "\n;";
			assertThat(tokens(script.statements().isEmpty() ? "" : joined)).as("seed %d", seed)
				.isEqualTo(script.tokens());
		});
	}

	@Test
	void placesEachStatementWhereItBegins() {
		forEachSeed((seed) -> {
			String script = RandomScript.of(seed).text();
			List<String> lines = script.lines().toList();
			for (SqlStatement statement : StatementSplitter.split(script)) {
				String line = lines.get(statement.line() - 1);
				String rest = line.substring(line.offsetByCodePoints(0, statement.column() - 1));
				assertThat(statement.text()).as("seed %d: %s", seed, script)
					.startsWith(rest.substring(0, Math.min(6, rest.length())));
			}
		});
	}

	@Test
	void comparesTokensOnly() {
		forEachSeed((seed) -> {
			RandomScript script = RandomScript.of(seed);
			String other = script.rewritten(seed + SEEDS);
			assertThat(SqlComparison.sameMeaning(script.text(), other))
				.as("seed %d: %s%n---%n%s", seed, script.text(), other)
				.isTrue();
		});
	}

	@Test
	void noticesOneChangedToken() {
		forEachSeed((seed) -> {
			RandomScript script = RandomScript.of(seed);
			if (!script.tokens().isEmpty()) {
				int changed = new Random(seed).nextInt(script.tokens().size());
				List<String> tokens = new ArrayList<>(script.tokens());
				tokens.set(changed, tokens.get(changed).equals("7") ? "8" : "7");
				assertThat(SqlComparison.sameMeaning(script.text(), String.join(" ", tokens)))
					.as("seed %d: %s", seed, script.text())
					.isFalse();
			}
		});
	}

	@Test
	void redactsNothingWhereNoPasswordIs() {
		forEachSeed((seed) -> {
			String script = RandomScript.of(seed).text() + "-- ://password";
			assertThat(Redaction.ofScript(script)).as("seed %d", seed).isEqualTo(script);
		});
	}

	@Test
	void redactsAPasswordWhereverItStands() {
		forEachSeed((seed) -> {
			String script = RandomScript.of(seed).text() + "ALTER ROLE r PASSWORD /* ; ' */ " + secret(seed) + ";"
					+ RandomScript.of(seed + SEEDS).text();
			String redacted = Redaction.ofScript(script);
			assertThat(redacted).as("seed %d: %s", seed, script).doesNotContain("hunter2").contains("'***'");
			assertThat(redacted).isEqualTo(script.replace(secret(seed), "'***'"));
			assertThat(Redaction.ofScript(redacted)).isEqualTo(redacted);
		});
	}

	@Test
	void readsGarbageWithoutFailingOrLosingACharacter() {
		forEachSeed((seed) -> {
			String garbage = garbage(new Random(seed));
			SqlLexer lexer = new SqlLexer(garbage);
			StringBuilder read = new StringBuilder();
			while (lexer.advance()) {
				assertThat(lexer.length()).as("seed %d: %s", seed, garbage).isPositive();
				read.append(lexer.token());
			}
			assertThat(read).as("seed %d", seed).hasToString(garbage);
		});
	}

	@Test
	void answersAboutGarbageToo() {
		forEachSeed((seed) -> {
			String garbage = garbage(new Random(seed));
			SqlStatement statement = new SqlStatement(garbage, 1, 1);
			TransactionControl.of(statement);
			TransactionControl.plainBegin(statement);
			TransactionRules.refusedInTransaction(new SqlStatement("CREATE SUBSCRIPTION " + garbage, 1, 1));
			TransactionRules.refusedInTransaction(new SqlStatement("REINDEX (" + garbage, 1, 1));
			assertThat(statement.excerpt()).as("seed %d", seed).hasSizeLessThanOrEqualTo(200);
			assertThat(SqlComparison.sameMeaning(garbage, garbage)).isTrue();
			assertThat(SqlComparison.sameMeaning(garbage, garbage + "\nx")).as("seed %d: %s", seed, garbage).isFalse();
			assertThat(Redaction.ofMessage(garbage)).isNotNull();
			assertThat(Redaction.ofScript(garbage)).isNotNull();
		});
	}

	private static String secret(long seed) {
		return List.of("'hunter2'", "E'\\'hunter2'", "$p$hunter2$p$", "U&'hunter2'", "'''hunter2;'")
			.get((int) (seed % 5));
	}

	/**
	 * Puts something else in place of half a character, which no file can hold.
	 */
	private static String encodable(String script) {
		return new String(script.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	private static String garbage(Random random) {
		StringBuilder garbage = new StringBuilder();
		for (int i = random.nextInt(60); i > 0; i--) {
			int start = random.nextInt(GARBAGE.length());
			garbage.append(GARBAGE, start, Math.min(GARBAGE.length(), start + 1 + random.nextInt(6)));
		}
		return garbage.toString();
	}

	private static List<String> tokens(String script) {
		List<String> tokens = new ArrayList<>();
		SqlLexer lexer = new SqlLexer(script);
		while (lexer.advanceOverGaps()) {
			tokens.add(lexer.token());
		}
		return tokens;
	}

	private static void forEachSeed(LongConsumer check) {
		LongStream.range(0, SEEDS).forEach(check);
	}

}
