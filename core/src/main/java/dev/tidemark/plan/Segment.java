package dev.tidemark.plan;

import java.util.List;

import dev.tidemark.sql.SqlStatement;

/**
 * Consecutive statements of a step that run together in one transaction, or one statement
 * that runs alone and outside a transaction.
 *
 * @param statements the statements in order
 * @param transactional whether they run in a transaction
 */
public record Segment(List<SqlStatement> statements, boolean transactional) {

	/**
	 * Copies the list.
	 */
	public Segment {
		statements = List.copyOf(statements);
	}

}
