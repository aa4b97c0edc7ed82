package dev.tidemark.plan;

import java.util.List;

import dev.tidemark.migration.Callback;
import dev.tidemark.sql.SqlStatement;

/**
 * A callback within a run.
 *
 * @param callback what is executed
 * @param segments its statements
 */
public record PlannedCallback(Callback callback, List<Segment> segments) {

	/**
	 * Copies the list.
	 */
	public PlannedCallback {
		segments = List.copyOf(segments);
	}

	/**
	 * Returns where the script stands, for people.
	 * @return its location
	 */
	public String location() {
		return this.callback.script().location();
	}

	/**
	 * Returns the statements.
	 * @return all of them in order
	 */
	public List<SqlStatement> statements() {
		return this.segments.stream().flatMap((segment) -> segment.statements().stream()).toList();
	}

}
