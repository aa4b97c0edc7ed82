package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.StatementSplitter;

/**
 * A script cut at its section markers, as dbmate has them: {@code -- migrate:up} and
 * {@code -- migrate:down}. Without markers all of it is the up part.
 *
 * @param up the part that applies the migration
 * @param down the part that undoes it, or {@code null}
 */
record SectionedScript(SqlScript up, @Nullable SqlScript down) {

	/** Any line that is, or looks like, a marker. */
	private static final Pattern LINE = Pattern.compile(
			"^[ \\t]*--[ \\t]*migrate[ \\t]*:[ \\t]*(?<section>\\w+)(?<rest>[^\\r\\n]*)$",
			Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

	private static final Pattern EXACT = Pattern.compile("--[ \\t]*migrate:\\w.*");

	static SectionedScript of(String location, String text, List<MigrationProblem> problems) {
		List<Marker> markers = markers(text);
		MigrationProblem fault = fault(location, markers, text);
		if (fault != null) {
			problems.add(fault);
		}
		return markers.stream()
			.filter(Marker::down)
			.findFirst()
			.map((marker) -> cut(location, text, marker))
			.orElseGet(() -> new SectionedScript(plain(location, text, 1), null));
	}

	private static SectionedScript cut(String location, String text, Marker marker) {
		SqlScript up = plain(location, text.substring(0, marker.start()), 1);
		String rest = text.substring(marker.end());
		return new SectionedScript(up, rest.isBlank() ? null : plain(location, rest, marker.line()));
	}

	private static SqlScript plain(String location, String text, int firstLine) {
		return new SqlScript(location, text, firstLine, ScriptDirectives.NONE);
	}

	private static @Nullable MigrationProblem fault(String location, List<Marker> markers, String text) {
		for (Marker marker : markers) {
			String fault = marker.fault();
			if (fault != null) {
				return new MigrationProblem(location, marker.line(), 0, fault);
			}
		}
		List<String> sections = markers.stream().map(Marker::section).toList();
		if (!List.of(List.of(), List.of("up"), List.of("down"), List.of("up", "down")).contains(sections)) {
			return new MigrationProblem(location, markers.get(markers.size() - 1).line(), 0,
					"the sections are %s: expected '-- migrate:up' once, then '-- migrate:down' at most once"
						.formatted(String.join(", ", sections)));
		}
		return sections.contains("up") ? statementBefore(location, text.substring(0, markers.get(0).start())) : null;
	}

	private static @Nullable MigrationProblem statementBefore(String location, String head) {
		try {
			return StatementSplitter.split(head)
				.stream()
				.findFirst()
				.map((statement) -> new MigrationProblem(location, statement.line(), statement.column(),
						"there are statements before '-- migrate:up': move them below it"))
				.orElse(null);
		}
		catch (SqlScriptException ex) {
			return MigrationProblem.of(location, ex);
		}
	}

	private static List<Marker> markers(String text) {
		List<Marker> markers = new ArrayList<>();
		Matcher matcher = LINE.matcher(text);
		int line = 1;
		int counted = 0;
		while (matcher.find()) {
			line += (int) text.substring(counted, matcher.start()).chars().filter((c) -> c == '\n').count();
			counted = matcher.start();
			Marker marker = new Marker(matcher.group(), matcher.group("section"), matcher.group("rest"),
					matcher.start(), matcher.end(), line);
			if (marker.exact() || marker.looksLikeOne()) {
				markers.add(marker);
			}
		}
		return markers;
	}

	private record Marker(String text, String section, String rest, int start, int end, int line) {

		boolean exact() {
			return EXACT.matcher(this.text).matches();
		}

		boolean looksLikeOne() {
			return this.section.equalsIgnoreCase("up") || this.section.equalsIgnoreCase("down");
		}

		boolean down() {
			return exact() && this.section.equals("down");
		}

		@Nullable String fault() {
			if (!exact()) {
				return "'%s' looks like a section: write '-- migrate:%s' at the beginning of a line, or a comment that is none"
					.formatted(this.text.strip(), this.section.toLowerCase(Locale.ROOT));
			}
			if (!this.section.equals("up") && !this.section.equals("down")) {
				return "'-- migrate:%s' is no section: there are '-- migrate:up' and '-- migrate:down'"
					.formatted(this.section);
			}
			return this.rest.isBlank() ? null
					: "'%s' after '-- migrate:%s' is not understood: write a directive instead, such as '-- tidemark: transactional=false'"
						.formatted(this.rest.strip(), this.section);
		}

	}

}
