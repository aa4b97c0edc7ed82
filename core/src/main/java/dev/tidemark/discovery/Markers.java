package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.Marker.Kind;
import dev.tidemark.discovery.Marker.Tool;
import dev.tidemark.sql.LineComments;

/**
 * Finds the comments by which dbmate, goose, sql-migrate, micrate, node-pg-migrate,
 * MyBatis and tern divide their files.
 */
final class Markers {

	private static final Pattern LINE = Pattern.compile("""
			^[ \\t]*--[ \\t]*(?:\
			migrate[ \\t]*:[ \\t]*(?<section>\\w+)(?<rest>[^\\r\\n]*)\
			|\\+(?<tool>goose|migrate|micrate)[ \\t]+(?<annotation>[^\\r\\n]+)\
			|(?<direction>up|down)[ \\t]+migration[ \\t]*\
			|(?<undo>//[ \\t]*@UNDO)[^\\r\\n]*\
			|(?<below>--[ \\t]*create above[ \\t]*/[ \\t]*drop below)[^\\r\\n]*\
			|(?<option>--[ \\t]*tern:[ \\t]*disable-tx)[^\\r\\n]*)$""", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

	private static final List<String> WORDS = List.of("migrate", "+", "up", "down", "//", "create above", "tern:");

	private static final Pattern EXACT = Pattern.compile("--[ \\t]*migrate:\\w.*");

	private static final Pattern TRANSACTION = Pattern.compile("transaction:[ \\t]*(?<value>true|false)");

	private final Matcher matcher;

	private final String text;

	private int line = 1;

	private int counted;

	private Markers(String text) {
		this.text = text;
		this.matcher = LINE.matcher(text);
	}

	static List<Marker> in(String text) {
		return LineComments.begin(text, WORDS) ? new Markers(text).find() : List.of();
	}

	private List<Marker> find() {
		List<Marker> markers = new ArrayList<>();
		while (this.matcher.find()) {
			for (; this.counted < this.matcher.start(); this.counted++) {
				this.line += (this.text.charAt(this.counted) == '\n') ? 1 : 0;
			}
			Marker marker = read();
			if (marker != null) {
				markers.add(marker);
			}
		}
		return markers;
	}

	private @Nullable Marker read() {
		if (this.matcher.group("section") != null) {
			return dbmate(this.matcher.group("section"), this.matcher.group("rest").strip());
		}
		if (this.matcher.group("tool") != null) {
			return goose(tool(this.matcher.group("tool")), this.matcher.group("annotation").strip());
		}
		if (this.matcher.group("direction") != null) {
			return marker(Tool.NODE_PG_MIGRATE,
					this.matcher.group("direction").equalsIgnoreCase("up") ? Kind.UP : Kind.DOWN, null, null);
		}
		if (this.matcher.group("option") != null) {
			return marker(Tool.TERN, Kind.OPTION, false, null);
		}
		return marker((this.matcher.group("undo") != null) ? Tool.MYBATIS : Tool.TERN, Kind.DOWN, null, null);
	}

	private @Nullable Marker dbmate(String section, String rest) {
		boolean known = section.equalsIgnoreCase("up") || section.equalsIgnoreCase("down");
		String comment = this.matcher.group();
		boolean exact = EXACT.matcher(comment).matches();
		if (!exact && !known) {
			return null;
		}
		Kind kind = section.equalsIgnoreCase("down") ? Kind.DOWN : Kind.UP;
		if (!exact) {
			return marker(Tool.DBMATE, kind, null,
					"'%s' looks like a section: write '-- migrate:%s' at the beginning of a line, or a comment that is none"
						.formatted(comment.strip(), section.toLowerCase(Locale.ROOT)));
		}
		if (!section.equals("up") && !section.equals("down")) {
			return marker(Tool.DBMATE, kind, null,
					"'-- migrate:%s' is no section: there are '-- migrate:up' and '-- migrate:down'"
						.formatted(section));
		}
		return dbmateSection(kind, section, rest);
	}

	private Marker dbmateSection(Kind kind, String section, String rest) {
		Matcher transaction = TRANSACTION.matcher(rest);
		if (rest.isEmpty() || transaction.matches()) {
			return marker(Tool.DBMATE, kind, rest.isEmpty() ? null : transaction.group("value").equals("true"), null);
		}
		return marker(Tool.DBMATE, kind, null,
				"'%s' after '-- migrate:%s' is not understood: dbmate knows transaction:false, and a directive says more, such as '-- tidemark: lock-timeout=2s'"
					.formatted(rest, section));
	}

	private static Tool tool(String word) {
		return switch (word.toLowerCase(Locale.ROOT)) {
			case "goose" -> Tool.GOOSE;
			case "micrate" -> Tool.MICRATE;
			default -> Tool.SQL_MIGRATE;
		};
	}

	private Marker goose(Tool tool, String annotation) {
		String words = annotation.toLowerCase(Locale.ROOT).replaceAll("[ \\t]+", " ");
		return switch (words) {
			case "up" -> marker(tool, Kind.UP, null, null);
			case "down" -> marker(tool, Kind.DOWN, null, null);
			case "up notransaction" -> marker(tool, Kind.UP, false, null);
			case "down notransaction" -> marker(tool, Kind.DOWN, false, null);
			case "statementbegin" -> marker(tool, Kind.STATEMENT_BEGIN, null, null);
			case "statementend" -> marker(tool, Kind.STATEMENT_END, null, null);
			case "no transaction" -> marker(tool, Kind.OPTION, false, null);
			default -> marker(tool, Kind.OPTION, null, unknown(annotation, words));
		};
	}

	private String unknown(String annotation, String words) {
		String comment = Objects.requireNonNull(this.matcher.group()).strip();
		return words.startsWith("envsub")
				? "'%s' asks for values of environment variables: write '-- tidemark: placeholders=true' and set tidemark.placeholders.<name>, which may name an environment variable"
					.formatted(comment)
				: "'%s' is not understood: there are Up, Down, StatementBegin, StatementEnd and NO TRANSACTION (notransaction in sql-migrate), and not '%s'"
					.formatted(comment, annotation);
	}

	private Marker marker(Tool tool, Kind kind, @Nullable Boolean transactional, @Nullable String fault) {
		return new Marker(tool, kind, transactional, this.matcher.group().strip(), this.matcher.start(),
				this.matcher.end(), this.line, fault);
	}

}
