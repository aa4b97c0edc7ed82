package dev.tidemark.plan;

import java.util.List;

import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionControl;

/**
 * Consecutive statements of a step that run in one transaction, or one statement that
 * runs alone and outside a transaction.
 *
 * @param statements the statements in order, as they count; those that begin and end a
 * transaction of the script among them
 * @param kind how they run
 * @param opening what begins a transaction of the script, with its modes; not one of the
 * statements where the transaction before it was chained
 */
public record Segment(List<SqlStatement> statements, SegmentKind kind, List<SqlStatement> opening) {

	/** Nothing to do. */
	public static final Segment EMPTY = of(SegmentKind.TOGETHER, List.of());

	/**
	 * Copies the lists.
	 */
	public Segment {
		statements = List.copyOf(statements);
		opening = List.copyOf(opening);
	}

	static Segment of(SegmentKind kind, List<SqlStatement> statements) {
		return new Segment(statements, kind, List.of());
	}

	/**
	 * Returns a segment of one statement outside a transaction.
	 * @param statement the statement
	 * @return the segment
	 */
	public static Segment alone(SqlStatement statement) {
		return of(SegmentKind.ALONE, List.of(statement));
	}

	/**
	 * Tells whether they run in a transaction.
	 * @return whether there is one
	 */
	public boolean transactional() {
		return this.kind != SegmentKind.ALONE;
	}

	/**
	 * Tells whether the transaction also records that they are done, so that they happen
	 * exactly once.
	 * @return whether it does
	 */
	public boolean recordsItself() {
		return this.kind == SegmentKind.TOGETHER || this.kind == SegmentKind.AUTOCOMMIT
				|| this.kind == SegmentKind.BLOCK;
	}

	/**
	 * Tells whether the script itself begins and ends the transaction.
	 * @return whether it is a block of the script
	 */
	public boolean block() {
		return this.kind == SegmentKind.BLOCK || this.kind == SegmentKind.READ_ONLY_BLOCK
				|| this.kind == SegmentKind.ROLLED_BACK_BLOCK;
	}

	/**
	 * Returns how many statements of the segment begin its transaction.
	 * @return one where its BEGIN is one of them
	 */
	public int opened() {
		return (block() && !this.opening.isEmpty() && this.statements.get(0).equals(this.opening.get(0))) ? 1 : 0;
	}

	/**
	 * Returns the statements within the transaction.
	 * @return all but those that begin and end it
	 */
	public List<SqlStatement> body() {
		if (block()) {
			return this.statements.subList(opened(), this.statements.size() - 1);
		}
		boolean withoutEffect = this.kind == SegmentKind.AUTOCOMMIT
				&& TransactionControl.of(this.statements.get(0)).controls();
		return withoutEffect ? List.of() : this.statements;
	}

	/**
	 * Returns what is left of the segment.
	 * @param done how many of its statements are done
	 * @return the same segment without them
	 */
	Segment after(int done) {
		return new Segment(this.statements.subList(done, this.statements.size()), this.kind, this.opening);
	}

}
