package dev.tidemark.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.tidemark.sql.PostgresGrammar.Extent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A script is split where PostgreSQL's own grammar splits it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplittingByGrammarTests {

	private static final Pattern COMMENT_IN_LITERAL = Pattern.compile("'\\s*--.*\\s*'");

	private static final int ROUNDS = 100 * RandomScriptTests.MORE;

	private static final Path ROOT = Path.of("..");

	private static final List<String> PIECES = List.of("'", "\"", "$$", "$a$", "/*", "*/", "--", "\n", ";", "(", ")",
			"E'", "U&'", "\\", " ", "END", "CASE", "BEGIN ATOMIC", "e", "1", "$1", "$", "/", "*", "-", "\r", "é", ".");

	private PostgresGrammar grammar;

	@BeforeAll
	void load() throws IOException {
		Optional<PostgresGrammar> loaded = PostgresGrammar.load();
		assumeThat(loaded).as("PostgreSQL's parser was not fetched: config/libpg-query/fetch does it where npm is")
			.isPresent();
		this.grammar = loaded.orElseThrow();
	}

	@Test
	void splitsTrickyScriptsAsTheGrammarDoes() {
		for (String script : TrickyScripts.all()) {
			// this parser makes tokens of comments, so that no literal goes on after one
			boolean valid = splitAsByGrammar(script) || COMMENT_IN_LITERAL.matcher(script).find();
			assertThat(valid).as(() -> script + ": " + this.grammar.error()).isTrue();
		}
	}

	@Test
	void splitsMigrationsOfThisProjectAsTheGrammarDoes() throws IOException {
		int valid = 0;
		for (Path file : sqlFiles()) {
			// one is not UTF-8, on purpose, and one holds NUL, where C ends a string
			String script = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
			valid += (script.indexOf('\0') < 0 && splitAsByGrammar(script)) ? 1 : 0;
		}
		assertThat(valid).isGreaterThan(50);
	}

	private static List<Path> sqlFiles() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((file) -> file.toString().endsWith(".sql") && !file.toString().contains("/target/"))
				.toList();
		}
	}

	/**
	 * What is left of a script when it is cut anywhere is seldom valid; where it is, it
	 * has other quotes and comments than before.
	 */
	@Test
	void splitsWhatIsLeftOfTrickyScriptsAsTheGrammarDoes() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		int valid = 0;
		for (int i = 0; i < ROUNDS; i++) {
			valid += splitAsByGrammar(damaged(random)) ? 1 : 0;
		}
		assertThat(valid).as("seed %d", seed).isGreaterThan(ROUNDS / 50);
	}

	private static String damaged(Random random) {
		String first = TrickyScripts.all().get(random.nextInt(TrickyScripts.all().size()));
		String second = TrickyScripts.all().get(random.nextInt(TrickyScripts.all().size()));
		StringBuilder script = new StringBuilder(first + ";" + second);
		for (int i = random.nextInt(3); i >= 0; i--) {
			int at = random.nextInt(script.length());
			if (random.nextBoolean()) {
				script.insert(at, PIECES.get(random.nextInt(PIECES.size())));
			}
			else {
				script.deleteCharAt(at);
			}
		}
		return script.toString();
	}

	@Test
	void splitsRandomScriptsAsTheGrammarDoes() {
		int valid = 0;
		for (long seed = 0; seed < ROUNDS; seed++) {
			valid += splitAsByGrammar(ValidScript.of(seed).text()) ? 1 : 0;
		}
		assertThat(valid).isGreaterThan(ROUNDS * 9 / 10);
	}

	/**
	 * Compares where the statements of a script are, if it is valid.
	 * @return whether it is
	 */
	private boolean splitAsByGrammar(String script) {
		String unmarked = script.startsWith("\uFEFF") ? script.substring(1) : script;
		List<Extent> expected = this.grammar.parse(unmarked).orElse(null);
		if (expected == null) {
			return false;
		}
		ScriptExtents extents = ScriptExtents.of(unmarked);
		assertThat(extents.joined()).isEqualTo(unmarked);
		byte[] bytes = (unmarked + "\n;").getBytes(StandardCharsets.UTF_8);
		List<String> statements = new ArrayList<>();
		List<Integer> starts = new ArrayList<>();
		for (Extent extent : expected) {
			starts.add(new String(bytes, 0, extent.start(), StandardCharsets.UTF_8).length());
			statements.add(new String(bytes, extent.start(), extent.length(), StandardCharsets.UTF_8));
		}
		assertThat(extents.starts()).as(script).isEqualTo(starts);
		for (int i = 0; i < statements.size(); i++) {
			assertThat(statements.get(i)).as(script).startsWith(extents.statements().get(i));
			String rest = statements.get(i).substring(extents.statements().get(i).length());
			assertThat(new SqlLexer(rest).advanceOverGaps()).as("%s: %s", script, rest).isFalse();
		}
		return true;
	}

}
