package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random script that PostgreSQL's grammar accepts, and whose statements are known by
 * how it was made.
 */
final class ValidScript {

	private static final List<String> NASTY = List.of(";", "--", "/*", "*/", "\"", "$$", "$a$", "$", "(", ")", "END",
			"\n", "\r\n", "BEGIN ATOMIC", "E", "é", "😀", " ", "CASE", "''", "\\\\", "\\u003b");

	private static final List<String> NAMES = List.of("a", "a$b", "a$$", "straße", "_x1", "e", "u", "n", "x$a$",
			"atomic", "begin", "copy", "\"end\"", "\";\"", "\"a\"\"b\"", "U&\"\\003b\"", "\"/*\"", "\"--\"", "\"$$\"",
			"\u00A0");

	private static final List<String> LABELS = List.of(" AS end", " AS case", " end", " case", " AS begin", " begin",
			"", " AS as", " AS \";\"", " atomic");

	private static final List<String> OPERATORS = List.of("+", "- ", "*", "/ ", "@- ", "*/", "->>", "?", "?|", "@?",
			"#>>", "<=", "||", "!=", "~", "& ", "%", "^");

	private static final List<String> NUMBERS = List.of("1", "1.5", ".5", "1e5", "1.5E-3", "0x1F", "1_000", "0b11");

	private final Random random;

	private final StringBuilder script = new StringBuilder();

	private final List<String> statements = new ArrayList<>();

	private int depth;

	private ValidScript(long seed) {
		this.random = new Random(seed);
	}

	static ValidScript of(long seed) {
		ValidScript script = new ValidScript(seed);
		script.write();
		return script;
	}

	String text() {
		return this.script.toString();
	}

	List<String> statements() {
		return this.statements;
	}

	private void write() {
		for (int i = this.random.nextInt(6); i > 0; i--) {
			this.script.append(gap());
			String statement = statement();
			this.statements.add(statement);
			this.script.append(statement).append(optionalGap()).append(';');
			if (this.random.nextInt(5) == 0) {
				this.script.append(optionalGap()).append(';');
			}
		}
		this.script.append(pick(List.of("", "--", "-- ;", "\n", "/* ; */", "\f")));
	}

	private String statement() {
		return switch (this.random.nextInt(7)) {
			case 0 -> routine();
			case 1 -> "CREATE" + gap() + "RULE r AS ON INSERT TO t DO ALSO" + gap() + "(" + actions() + ")";
			case 2 -> "PREPARE p AS SELECT $1+$2," + optionalGap() + expression();
			case 3 -> "DO" + gap() + dollarQuoted();
			case 4 -> "CREATE VIEW v AS" + gap() + select();
			default -> select();
		};
	}

	private String routine() {
		String head = "CREATE" + gap() + pick(List.of("", "OR" + gap() + "replace" + gap()))
				+ pick(List.of("FUNCTION", "procedure")) + gap() + pick(NAMES) + optionalGap()
				+ "(begin int, atomic int)";
		return head + pick(List.of("", " LANGUAGE sql")) + gap() + "BEGIN" + gap() + "ATOMIC" + gap() + actions()
				+ gap() + pick(List.of("END", "end"));
	}

	private String actions() {
		StringBuilder actions = new StringBuilder(select() + ";");
		for (int i = this.random.nextInt(3); i > 0; i--) {
			actions.append(optionalGap()).append((this.random.nextInt(4) == 0) ? "" : select()).append(';');
		}
		return actions.toString();
	}

	private String select() {
		StringBuilder select = new StringBuilder("SELECT" + gap());
		for (int i = this.random.nextInt(3); i > 0; i--) {
			select.append(expression()).append(pick(LABELS)).append(optionalGap()).append(',').append(optionalGap());
		}
		return select.append(expression()).append(pick(List.of("", gap() + "FROM" + gap() + pick(NAMES)))).toString();
	}

	private String expression() {
		this.depth++;
		String expression = switch ((this.depth > 4) ? this.random.nextInt(4) : this.random.nextInt(9)) {
			case 0 -> pick(NUMBERS);
			case 1 -> pick(NAMES);
			case 2, 3 -> quoted();
			case 4 -> "(" + optionalGap() + expression() + optionalGap() + ")";
			case 5 -> "CASE" + gap() + "WHEN" + gap() + expression() + gap() + "THEN" + gap() + expression() + gap()
					+ pick(List.of("END", "end"));
			case 6 -> "(" + select() + ")";
			case 7 -> "f(" + expression() + "," + optionalGap() + "b" + optionalGap() + ":=" + expression() + ")";
			default -> expression() + " " + pick(OPERATORS) + optionalGap() + expression() + "::text";
		};
		this.depth--;
		return expression;
	}

	private String quoted() {
		return switch (this.random.nextInt(7)) {
			case 0 -> "E'" + escaped() + "'" + continuation(escaped());
			case 1 -> "U&'" + nasty().replace("\\", "") + "'";
			case 2 -> dollarQuoted();
			case 3 -> pick(List.of("B'01'", "x'1F'", "N';'", "b''", "X'0'\n'1'"));
			default -> "'" + nasty() + "'" + continuation(nasty());
		};
	}

	private String continuation(String more) {
		return (this.random.nextInt(4) == 0) ? pick(List.of("\n", " \r\n\t", "\r", "\f\n\n")) + "'" + more + "'" : "";
	}

	private String escaped() {
		return nasty() + pick(List.of("", "\\'", "\\';''", "\\n", "\\\\"));
	}

	private String dollarQuoted() {
		String tag = pick(List.of("$$", "$tag$", "$_1$", "$é$", "$a$"));
		String body = nasty().replace("$", "");
		return tag + body + pick(List.of("", "$b ", "$1 ", "$t$ ")) + tag;
	}

	private String nasty() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(5); i > 0; i--) {
			text.append(pick(NASTY));
		}
		return text.toString();
	}

	private String optionalGap() {
		return (this.random.nextInt(3) == 0) ? gap() : "";
	}

	private String gap() {
		return switch (this.random.nextInt(6)) {
			case 0 -> blockComment(2);
			case 1 -> "--" + nasty().replace("\n", "").replace("\r", "") + pick(List.of("\n", "\r"));
			default -> pick(List.of(" ", "\n", "\r\n", "\t", "\r", "\f"));
		};
	}

	private String blockComment(int deepest) {
		String inner = nasty().replace("/*", "").replace("*/", "");
		String nested = (deepest > 0 && this.random.nextBoolean()) ? blockComment(deepest - 1) : "";
		return "/*" + inner + " " + nested + pick(List.of("*/", "**/"));
	}

	private String pick(List<String> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
