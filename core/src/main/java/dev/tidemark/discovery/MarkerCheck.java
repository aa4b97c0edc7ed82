package dev.tidemark.discovery;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tidemark.discovery.Marker.Kind;
import dev.tidemark.discovery.Marker.Tool;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementSplitter;

/**
 * Finds what is wrong with the markers of a file, lest its undo runs right after what it
 * undoes.
 */
final class MarkerCheck {

	private static final Pattern MAYBE_DATA = Pattern.compile("(?i)\\bSTD(IN|OUT)\\b");

	private final ScriptFile file;

	private final List<Marker> markers;

	MarkerCheck(ScriptFile file, List<Marker> markers) {
		this.file = file;
		this.markers = markers;
	}

	/**
	 * Returns the first problem.
	 */
	Optional<MigrationProblem> problem() {
		if (this.markers.isEmpty()) {
			return Optional.empty();
		}
		return faulty().or(this::ofTwoTools)
			.or(this::withinData)
			.or(this::unpairedStatement)
			.or(this::sectionsInWrongOrder)
			.or(this::statementBefore);
	}

	private Optional<MigrationProblem> faulty() {
		return this.markers.stream()
			.filter((marker) -> marker.fault() != null)
			.findFirst()
			.map((marker) -> at(marker, Objects.requireNonNull(marker.fault())));
	}

	private Optional<MigrationProblem> ofTwoTools() {
		Tool first = this.markers.get(0).tool();
		return this.markers.stream()
			.filter((marker) -> marker.tool() != first)
			.findFirst()
			.map((marker) -> at(marker,
					"'%s' is a marker of %s, and '%s' in line %d one of %s: keep those of one tool".formatted(
							marker.text(), marker.tool(), this.markers.get(0).text(), this.markers.get(0).line(),
							first)));
	}

	/**
	 * Cut there, the script would load a part of its data, and say nothing.
	 */
	private Optional<MigrationProblem> withinData() {
		if (!MAYBE_DATA.matcher(this.file.text()).find()) {
			return Optional.empty();
		}
		try {
			return StatementSplitter.split(this.file.text())
				.stream()
				.map(SqlStatement::data)
				.filter(Objects::nonNull)
				.flatMap((data) -> this.markers.stream().filter((marker) -> data.covers(marker.start())))
				.findFirst()
				.map((marker) -> at(marker,
						"'%s' stands within the data of a COPY: end the data with '\\.' in a line before it; or if it is data, write '\\x2d-' in place of '--'"
							.formatted(marker.text())));
		}
		catch (SqlScriptException ex) {
			// the parts are split too, and their faults are told
			return Optional.empty();
		}
	}

	private Optional<MigrationProblem> unpairedStatement() {
		Marker open = null;
		// goose takes NO TRANSACTION anywhere
		for (Marker marker : this.markers.stream().filter((other) -> !other.is(Kind.OPTION)).toList()) {
			if (open != null && !marker.is(Kind.STATEMENT_END)) {
				return Optional.of(neverEnded(open));
			}
			if (open == null && marker.is(Kind.STATEMENT_END)) {
				return Optional.of(at(marker, "'%s' without a StatementBegin before it: add that, or remove this line"
					.formatted(marker.text())));
			}
			open = marker.is(Kind.STATEMENT_BEGIN) ? marker : null;
		}
		return Optional.ofNullable(open).map(this::neverEnded);
	}

	private MigrationProblem neverEnded(Marker open) {
		return at(open, "'%s' is never ended: add '%s' behind the statement".formatted(open.text(),
				open.text().replaceAll("(?i)begin", "End")));
	}

	private Optional<MigrationProblem> sectionsInWrongOrder() {
		List<Kind> sections = this.markers.stream().filter(Marker::section).map(Marker::kind).toList();
		if (allowed(this.markers.get(0).tool()).contains(sections)) {
			return Optional.empty();
		}
		Marker wrong = this.markers.get(this.markers.size() - 1);
		List<String> texts = this.markers.stream().filter(Marker::section).map(Marker::text).toList();
		return Optional
			.of(at(wrong, "the sections are %s: expected the up section once, then the down section at most once"
				.formatted(texts.isEmpty() ? "missing" : "'" + String.join("', '", texts) + "'")));
	}

	private static List<List<Kind>> allowed(Tool tool) {
		return switch (tool) {
			case DBMATE -> List.of(List.of(Kind.UP), List.of(Kind.DOWN), List.of(Kind.UP, Kind.DOWN));
			case GOOSE, SQL_MIGRATE, MICRATE, NODE_PG_MIGRATE -> List.of(List.of(Kind.UP), List.of(Kind.UP, Kind.DOWN));
			case MYBATIS, TERN -> List.of(List.of(), List.of(Kind.DOWN));
		};
	}

	private Optional<MigrationProblem> statementBefore() {
		Marker up = this.markers.stream().filter((marker) -> marker.is(Kind.UP)).findFirst().orElse(null);
		if (up == null) {
			return Optional.empty();
		}
		try {
			return StatementSplitter.split(this.file.text().substring(0, up.start()))
				.stream()
				.findFirst()
				.map((statement) -> new MigrationProblem(this.file.location(), statement.line(), statement.column(),
						"there are statements before '%s': move them below it".formatted(up.text())));
		}
		catch (SqlScriptException ex) {
			return Optional.of(MigrationProblem.of(this.file.location(), ex));
		}
	}

	private MigrationProblem at(Marker marker, String message) {
		return new MigrationProblem(this.file.location(), marker.line(), 0, message);
	}

}
