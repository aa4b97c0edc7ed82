package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.StatementSplitter;

/**
 * A script cut at its section markers, as dbmate has them: {@code -- migrate:up} and
 * {@code -- migrate:down}. Without markers all of it is the up part.
 *
 * @param up the part that applies the migration
 * @param down the part that undoes it, or {@code null}
 */
record SectionedScript(SqlScript up, @Nullable SqlScript down) {

	private static final Pattern MARKER = Pattern.compile("^--[ \\t]*migrate:(?<section>\\w+)(?<rest>[^\\r\\n]*)$",
			Pattern.MULTILINE);

	static SectionedScript of(String location, String text, List<MigrationProblem> problems) {
		List<Marker> markers = markers(text);
		String fault = fault(markers, text);
		if (fault != null) {
			int line = markers.get(markers.size() - 1).line();
			problems.add(new MigrationProblem(location, line, 0, fault));
		}
		return markers.stream()
			.filter(Marker::down)
			.findFirst()
			.map((marker) -> cut(location, text, marker))
			.orElseGet(() -> new SectionedScript(new SqlScript(location, text, 1), null));
	}

	private static SectionedScript cut(String location, String text, Marker marker) {
		SqlScript up = new SqlScript(location, text.substring(0, marker.start()), 1);
		String rest = text.substring(marker.end());
		return new SectionedScript(up, rest.isBlank() ? null : new SqlScript(location, rest, marker.line()));
	}

	private static @Nullable String fault(List<Marker> markers, String text) {
		for (Marker marker : markers) {
			if (!marker.up() && !marker.down()) {
				return "'-- migrate:%s' is no section: there are '-- migrate:up' and '-- migrate:down'"
					.formatted(marker.section());
			}
			if (!marker.rest().isBlank()) {
				return "'%s' after '-- migrate:%s' is not understood: write a directive instead, such as '-- tidemark: transactional=false'"
					.formatted(marker.rest().strip(), marker.section());
			}
		}
		List<String> sections = markers.stream().map(Marker::section).toList();
		if (!List.of(List.of(), List.of("up"), List.of("down"), List.of("up", "down")).contains(sections)) {
			return "the sections are %s: expected '-- migrate:up' once, then '-- migrate:down' at most once"
				.formatted(String.join(", ", sections));
		}
		return (sections.contains("up") && hasStatements(text.substring(0, markers.get(0).start())))
				? "there are statements before '-- migrate:up': move them below it" : null;
	}

	private static boolean hasStatements(String text) {
		return !StatementSplitter.split(text).isEmpty();
	}

	private static List<Marker> markers(String text) {
		List<Marker> markers = new ArrayList<>();
		Matcher matcher = MARKER.matcher(text);
		int line = 1;
		int counted = 0;
		while (matcher.find()) {
			line += (int) text.substring(counted, matcher.start()).chars().filter((c) -> c == '\n').count();
			counted = matcher.start();
			markers
				.add(new Marker(matcher.group("section"), matcher.group("rest"), matcher.start(), matcher.end(), line));
		}
		return markers;
	}

	private record Marker(String section, String rest, int start, int end, int line) {

		boolean up() {
			return this.section.equals("up");
		}

		boolean down() {
			return this.section.equals("down");
		}

	}

}
