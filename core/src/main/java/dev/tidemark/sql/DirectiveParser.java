package dev.tidemark.sql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the directives of a script and cuts them into keys and values.
 */
final class DirectiveParser {

	static final List<String> WORDS = List.of("tidemark");

	private static final Pattern HEAD = Pattern.compile("--[ \\t]*tidemark[ \\t]*:", Pattern.CASE_INSENSITIVE);

	private static final Pattern KEY = Pattern.compile("\\s*([^\\s=,]+)\\s*=\\s*");

	private final String script;

	private final int firstLine;

	private final DirectiveValues values;

	DirectiveParser(String script, int firstLine) {
		this.script = script;
		this.firstLine = firstLine;
		this.values = new DirectiveValues(script, firstLine);
	}

	DirectiveValues parse() {
		SqlLexer lexer = new SqlLexer(this.script);
		boolean head = true;
		while (lexer.advance()) {
			if (lexer.kind() == TokenKind.LINE_COMMENT) {
				parseComment(lexer.start(), lexer.end(), head);
			}
			head = head && lexer.kind().gap();
		}
		return this.values;
	}

	private void parseComment(int start, int end, boolean head) {
		Matcher marker = HEAD.matcher(this.script).region(start, end);
		if (!marker.lookingAt()) {
			return;
		}
		if (!head) {
			throw fault(start, "directives belong to the head of a script: move this line above the first statement");
		}
		int next = marker.end();
		do {
			next = parseDirective(next, end);
		}
		while (next < end);
	}

	/**
	 * Takes one directive.
	 * @return the offset of the next
	 */
	private int parseDirective(int start, int end) {
		Matcher key = KEY.matcher(this.script).region(start, end);
		if (!key.lookingAt()) {
			throw fault(Math.min(TokenEnds.space(this.script, start), end),
					"expected key=value, several separated by commas (a value that holds a comma needs quotes), such as '-- tidemark: transactional=false'");
		}
		DirectiveKey known = DirectiveKey.of(key.group(1)).orElseThrow(() -> unknown(key));
		int from = key.end();
		boolean checks = known == DirectiveKey.APPLIED_IF;
		boolean quoted = from < end && (this.script.charAt(from) == '"' || this.script.charAt(from) == '\'');
		int to = quoted ? closingQuote(from, end) : checks ? commaAfterChecks(from, end) : comma(from, end);
		String text = this.script.substring(quoted ? from + 1 : from, to);
		this.values.put(known, key.start(1), text.strip(), from);
		return afterComma(quoted ? to + 1 : to, end);
	}

	private int closingQuote(int quote, int end) {
		int close = this.script.indexOf(this.script.charAt(quote), quote + 1);
		if (close < 0 || close >= end) {
			throw fault(quote, "this quote is never closed: add the closing quote at the end of the value");
		}
		return close;
	}

	private int comma(int from, int end) {
		int comma = this.script.indexOf(',', from);
		return (comma < 0 || comma >= end) ? end : comma;
	}

	/**
	 * Checks have their names in parentheses and quotes, with commas between them.
	 */
	private int commaAfterChecks(int from, int end) {
		int depth = 0;
		boolean name = false;
		for (int i = from; i < end; i++) {
			char c = this.script.charAt(i);
			name = (c == '\'') != name;
			depth += name ? 0 : (c == '(') ? 1 : (c == ')') ? -1 : 0;
			if (c == ',' && !name && depth == 0) {
				return i;
			}
		}
		return end;
	}

	private int afterComma(int valueEnd, int end) {
		int comma = TokenEnds.space(this.script, valueEnd);
		if (comma >= end) {
			return end;
		}
		if (this.script.charAt(comma) != ',') {
			throw fault(comma, "expected a comma or the end of the line after the quoted value");
		}
		if (TokenEnds.space(this.script, comma + 1) >= end) {
			throw fault(comma, "nothing follows this comma: remove it");
		}
		return comma + 1;
	}

	private SqlScriptException unknown(Matcher key) {
		String nearest = Nearest.to(key.group(1), DirectiveKey.texts())
			.map(" (did you mean '%s'?)"::formatted)
			.orElse("");
		return fault(key.start(1), "'%s' is not a directive%s: there are %s".formatted(key.group(1), nearest,
				String.join(", ", DirectiveKey.texts())));
	}

	private SqlScriptException fault(int offset, String message) {
		return Positions.fault(this.script, this.firstLine, offset, message);
	}

}
