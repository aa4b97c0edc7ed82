package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random script whose statements and tokens are known by how it was made.
 */
final class RandomScript {

	private static final List<String> NASTY = List.of(";", "--", "/* */", "\"", "$$", "$a$", "$b", "(", ")", "END",
			"\n", "\r\n", "BEGIN", "E", "é", "😀", " ", "x", "\\\\", "CASE", "''");

	private static final List<String> WORDS = List.of("SELECT", "a$b$", "straße", "end", "CASE", "begin", "t1", "_x$$",
			"e", "U", "n", "FROM", "copy", "😀");

	private static final List<String> SYMBOLS = List.of("+", "-", "@-", "<=", ",", "::", ":=", ".", "..", "[", "]", "*",
			"?|", "->>", "1.5e-3", "42", ".5", "$1", "0x1F");

	private final Random random;

	private final StringBuilder script = new StringBuilder();

	private final List<String> statements = new ArrayList<>();

	private final List<String> tokens = new ArrayList<>();

	private int depth;

	private RandomScript(long seed) {
		this.random = new Random(seed);
	}

	static RandomScript of(long seed) {
		RandomScript script = new RandomScript(seed);
		script.write();
		return script;
	}

	String text() {
		return this.script.toString();
	}

	List<String> statements() {
		return this.statements;
	}

	/**
	 * Returns the tokens of all statements, semicolons between statements too.
	 */
	List<String> tokens() {
		return this.tokens;
	}

	/**
	 * Writes the same tokens with other white space and comments between them.
	 */
	String rewritten(long seed) {
		RandomScript other = new RandomScript(seed);
		other.gap();
		for (String token : this.tokens) {
			other.token(token);
		}
		return other.text();
	}

	private void write() {
		int count = this.random.nextInt(5);
		gap();
		for (int i = 0; i < count; i++) {
			int start = this.script.length();
			int end = (this.random.nextInt(4) == 0) ? routine() : statement();
			this.statements.add(this.script.substring(start, end));
			token(";");
		}
	}

	private int statement() {
		int end = token("SELECT");
		for (int i = this.random.nextInt(8); i > 0; i--) {
			end = part();
		}
		return end;
	}

	private int routine() {
		List<String> head = this.random.nextBoolean() ? List.of("CREATE", "OR", "replace", "FUNCTION")
				: List.of("create", "PROCEDURE");
		head.forEach(this::token);
		token("f");
		parenthesis();
		token("BEGIN");
		token("ATOMIC");
		for (int i = this.random.nextInt(4); i > 0; i--) {
			token("SELECT");
			expression();
			token(";");
		}
		return token("END");
	}

	private void expression() {
		switch ((this.depth > 4) ? 0 : this.random.nextInt(4)) {
			case 0 -> quoted();
			case 1 -> parenthesis();
			default -> {
				this.depth++;
				token("CASE");
				token("WHEN");
				expression();
				token("THEN");
				expression();
				token("end");
				this.depth--;
			}
		}
	}

	private int part() {
		return switch (this.random.nextInt((this.depth > 4) ? 4 : 5)) {
			case 0 -> token(pick(WORDS));
			case 1 -> token(pick(SYMBOLS));
			case 2, 3 -> quoted();
			default -> parenthesis();
		};
	}

	private int parenthesis() {
		this.depth++;
		token("(");
		for (int i = this.random.nextInt(5); i > 0; i--) {
			if (this.random.nextInt(4) == 0) {
				token(";");
			}
			else {
				part();
			}
		}
		this.depth--;
		return token(")");
	}

	private int quoted() {
		switch (this.random.nextInt(5)) {
			case 0 -> token('"' + nasty().replace("\"", "\"\"") + '"');
			case 1 -> token("E'" + nasty() + pick(List.of("", "\\'", "\\';''")) + "'");
			case 2 -> token(dollarQuoted());
			default -> token(pick(List.of("", "U&", "N")) + "'" + nasty() + "'");
		}
		// a literal after a literal could be the rest of it
		return token(",");
	}

	private String dollarQuoted() {
		String tag = pick(List.of("$$", "$tag$", "$_1$", "$é$"));
		String body = nasty();
		boolean endsEarly = (body + tag).indexOf(tag) < body.length();
		return tag + (endsEarly ? "" : body) + tag;
	}

	private String nasty() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(6); i > 0; i--) {
			text.append(pick(NASTY));
		}
		return text.toString();
	}

	/**
	 * Writes a token and a gap.
	 * @return the end of the token
	 */
	private int token(String token) {
		this.tokens.add(token);
		this.script.append(token);
		int end = this.script.length();
		gap();
		return end;
	}

	private void gap() {
		this.script.append(pick(List.of(" ", "\n", "\r\n", "\t", "\r")));
		while (this.random.nextInt(4) == 0) {
			this.script.append(this.random.nextBoolean() ? blockComment(3) : "--" + line(nasty()) + "\n")
				.append(pick(List.of("", " ", "\n\n")));
		}
	}

	private String blockComment(int deepest) {
		String inner = nasty().replace("/*", "").replace("*/", "");
		String nested = (deepest > 0 && this.random.nextBoolean()) ? blockComment(deepest - 1) : "";
		return "/*" + inner + " " + nested + "*/";
	}

	private static String line(String text) {
		return text.replace("\n", "").replace("\r", "");
	}

	private String pick(List<String> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
