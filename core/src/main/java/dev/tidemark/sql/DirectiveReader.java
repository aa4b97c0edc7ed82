package dev.tidemark.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the directives of one script.
 */
final class DirectiveReader {

	private static final List<String> KEYS = List.of("transactional", "placeholders", "requires", "after",
			"irreversible", "store", "lock-timeout", "statement-timeout");

	private static final Pattern LINE = Pattern.compile("--[ \\t]*tidemark:(?<directives>.*)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DIRECTIVE = Pattern
		.compile("\\s*(?<key>[^=,\\s]+)\\s*(=\\s*(\"(?<quoted>[^\"]*)\"|(?<plain>[^,]*)))?\\s*(,|$)");

	private static final Pattern DURATION = Pattern.compile("(?<amount>[0-9]{1,9})\\s*(?<unit>ms|s|m|h)?");

	private final String script;

	private final int firstLine;

	private final Map<String, Value> values = new LinkedHashMap<>();

	DirectiveReader(String script, int firstLine) {
		this.script = script;
		this.firstLine = firstLine;
	}

	ScriptDirectives read() {
		SqlLexer lexer = new SqlLexer(this.script, true);
		while (lexer.next() && !lexer.token().significant()) {
			if (lexer.token() == SqlLexer.Token.COMMENT) {
				comment(lexer.tokenText(), lexer.start());
			}
		}
		if (this.values.isEmpty()) {
			return ScriptDirectives.NONE;
		}
		return new ScriptDirectives(value("transactional", this::bool),
				orElse(value("placeholders", this::bool), false), words("requires"), words("after"),
				value("irreversible", Value::text), orElse(value("store", this::bool), true),
				value("lock-timeout", this::duration), value("statement-timeout", this::duration));
	}

	private void comment(String comment, int start) {
		Matcher line = LINE.matcher(comment);
		if (!line.matches()) {
			return;
		}
		String directives = line.group("directives");
		int offset = start + line.start("directives");
		Matcher directive = DIRECTIVE.matcher(directives);
		int end = 0;
		while (end < directives.length() && directive.find(end) && directive.start() == end && directive.end() > end) {
			take(directive, offset);
			end = directive.end();
		}
		if (!directives.substring(end).isBlank()) {
			throw problem("'%s' is not understood: expected key=value, key=value"
				.formatted(directives.substring(end).strip()), offset + end);
		}
	}

	private void take(Matcher directive, int offset) {
		String key = directive.group("key");
		int position = offset + directive.start("key");
		if (!KEYS.contains(key)) {
			String meant = Nearest.to(key, KEYS).map(" (did you mean '%s'?)"::formatted).orElse("");
			throw problem(
					"the directive '%s' does not exist%s; there are %s".formatted(key, meant, String.join(", ", KEYS)),
					position);
		}
		String plain = directive.group("plain");
		String text = (directive.group("quoted") != null) ? directive.group("quoted")
				: (plain != null) ? plain.strip() : "";
		if (text.isEmpty()) {
			throw problem("the directive '%s' has no value".formatted(key), position);
		}
		if (this.values.putIfAbsent(key, new Value(key, text, position)) != null) {
			throw problem("the directive '%s' is given twice".formatted(key), position);
		}
	}

	private SqlScriptException problem(String message, int offset) {
		return new SqlScriptException(message, this.script, offset).movedBy(this.firstLine - 1);
	}

	private <T> @Nullable T value(String key, Function<Value, T> reader) {
		Value value = this.values.get(key);
		return (value != null) ? reader.apply(value) : null;
	}

	private static boolean orElse(@Nullable Boolean value, boolean otherwise) {
		return (value != null) ? value : otherwise;
	}

	private List<String> words(String key) {
		Value value = this.values.get(key);
		return (value != null) ? new ArrayList<>(List.of(value.text().split("\\s+"))) : List.of();
	}

	private boolean bool(Value value) {
		if (!List.of("true", "false").contains(value.text())) {
			throw problem("the directive '%s' is true or false, not '%s'".formatted(value.key(), value.text()),
					value.position());
		}
		return Boolean.parseBoolean(value.text());
	}

	private Duration duration(Value value) {
		Matcher matcher = DURATION.matcher(value.text());
		if (!matcher.matches() || (matcher.group("unit") == null && !value.text().equals("0"))) {
			throw problem("the directive '%s' is a time such as 500ms, 5s or 2m, or 0 for none, not '%s'"
				.formatted(value.key(), value.text()), value.position());
		}
		long amount = Long.parseLong(matcher.group("amount"));
		String unit = matcher.group("unit");
		if (unit == null) {
			return Duration.ZERO;
		}
		return switch (unit) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			default -> Duration.ofHours(amount);
		};
	}

	private record Value(String key, String text, int position) {

	}

}
