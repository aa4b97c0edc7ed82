package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.sql.AppliedIf.Check;
import dev.tidemark.sql.AppliedIf.Kind;

/**
 * Reads the value of the directive {@code applied-if}. Its messages say what the
 * directive takes.
 */
final class AppliedIfParser {

	private static final String QUOTED = "'((?:[^']++|'')*+)'";

	private static final Pattern CHECK = Pattern
		.compile("\\s*(?<not>not\\s+)?(?<name>\\w+)\\s*\\((?<arguments>\\s*%1$s\\s*(?:,\\s*%1$s\\s*)*+)\\)\\s*"
			.formatted(QUOTED), Pattern.CASE_INSENSITIVE);

	private static final Pattern AND = Pattern.compile("and\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern ARGUMENT = Pattern.compile(QUOTED);

	private final String text;

	AppliedIfParser(String text) {
		this.text = text;
	}

	List<Check> parse() {
		List<Check> checks = new ArrayList<>();
		Matcher check = CHECK.matcher(this.text);
		Matcher and = AND.matcher(this.text);
		int next = 0;
		do {
			if (!check.region(next, this.text.length()).lookingAt()) {
				throw unreadable(next);
			}
			checks.add(check(check));
			and.region(check.end(), this.text.length());
			next = and.lookingAt() ? and.end() : check.end();
		}
		while (next != check.end());
		if (next != this.text.length()) {
			throw unreadable(next);
		}
		return checks;
	}

	private static Check check(Matcher found) {
		String name = found.group("name");
		Kind kind = Kind.of(name).orElseThrow(() -> unknown(name));
		List<String> arguments = ARGUMENT.matcher(found.group("arguments"))
			.results()
			.map((argument) -> argument.group(1).replace("''", "'"))
			.toList();
		kind.check(arguments);
		return new Check(found.group("not") != null, kind, arguments);
	}

	private static IllegalArgumentException unknown(String name) {
		return new IllegalArgumentException("%s; there is no '%s'%s".formatted(String.join(", ", Kind.words()), name,
				Nearest.to(name, Kind.words()).map(" (did you mean '%s'?)"::formatted).orElse("")));
	}

	private IllegalArgumentException unreadable(int from) {
		String rest = this.text.substring(from).strip();
		return new IllegalArgumentException(
				"checks such as table_exists('users') or column_exists('users', 'email'), several with 'and' between them, each maybe with 'not' before it; %s"
					.formatted(rest.isEmpty() ? "one is missing at the end" : "this is none: " + rest));
	}

}
