package dev.tidemark.sql;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The values of a script's directives, and where they stand.
 */
final class DirectiveValues {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,10})\\s*(ms|s|m|h)");

	private final String script;

	private final int firstLine;

	private final Map<DirectiveKey, Value> values = new EnumMap<>(DirectiveKey.class);

	DirectiveValues(String script, int firstLine) {
		this.script = script;
		this.firstLine = firstLine;
	}

	void put(DirectiveKey key, int keyOffset, String text, int offset) {
		Value former = this.values.putIfAbsent(key, new Value(text, offset));
		if (former != null) {
			throw Positions.fault(this.script, this.firstLine, keyOffset,
					"the directive '%s' stands twice, first in line %d: keep one of the two".formatted(key.text(),
							Positions.at(this.script, this.firstLine, former.offset()).line()));
		}
		if (text.isEmpty()) {
			throw fault(key, "a value");
		}
	}

	@Nullable String text(DirectiveKey key) {
		Value value = this.values.get(key);
		return (value != null) ? value.text() : null;
	}

	List<String> words(DirectiveKey key) {
		String text = text(key);
		return (text != null) ? List.of(text.split("\\s+")) : List.of();
	}

	@Nullable Boolean bool(DirectiveKey key) {
		String text = text(key);
		if (text == null) {
			return null;
		}
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw fault(key, "true or false");
		};
	}

	@Nullable AppliedIf appliedIf(DirectiveKey key) {
		String text = text(key);
		try {
			return (text != null) ? AppliedIf.parse(text) : null;
		}
		catch (IllegalArgumentException ex) {
			throw fault(key, String.valueOf(ex.getMessage()));
		}
	}

	@Nullable Duration duration(DirectiveKey key) {
		String text = text(key);
		if (text == null) {
			return null;
		}
		if (text.equals("0")) {
			return Duration.ZERO;
		}
		Matcher matcher = DURATION.matcher(text);
		if (!matcher.matches()) {
			throw fault(key, "a duration such as 500ms, 5s or 2m, or 0 for none");
		}
		Duration duration = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
		if (duration.toMillis() > Integer.MAX_VALUE) {
			throw fault(key, "at most %dms, as PostgreSQL does".formatted(Integer.MAX_VALUE));
		}
		return duration;
	}

	private static Duration duration(long amount, String unit) {
		return switch (unit) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			default -> Duration.ofHours(amount);
		};
	}

	/**
	 * Refuses a directive that this script should not have.
	 * @param why says where it belongs
	 */
	SqlScriptException misplaced(DirectiveKey key, String why) {
		Value value = this.values.getOrDefault(key, new Value("", 0));
		return Positions.fault(this.script, this.firstLine, value.offset(),
				"the directive '%s' %s: remove it".formatted(key.text(), why));
	}

	private SqlScriptException fault(DirectiveKey key, String expected) {
		Value value = this.values.getOrDefault(key, new Value("", 0));
		return Positions.fault(this.script, this.firstLine, value.offset(),
				"'%s' is not a value of the directive '%s', which takes %s".formatted(value.text(), key.text(),
						expected));
	}

	private record Value(String text, int offset) {

	}

}
