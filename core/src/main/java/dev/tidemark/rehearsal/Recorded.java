package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of one statement.
 *
 * @param script where it stands
 * @param number its number in the script, from 1, or 0 for Java
 * @param line its line
 * @param excerpt the statement on one line
 * @param outcome what became of it
 * @param transactional whether it ran in a transaction
 * @param took how long it took
 * @param rows how many rows it wrote, or -1
 * @param locks the locks that it took
 * @param relations what it concerns
 * @param blocks what others cannot do meanwhile, or {@code null}
 * @param verdict what it means for others
 * @param note what else is known, or {@code null}
 */
record Recorded(String script, int number, int line, String excerpt, StatementOutcome outcome, boolean transactional,
		Duration took, long rows, List<TakenLock> locks, List<ConcernedRelation> relations, @Nullable String blocks,
		Verdict verdict, @Nullable String note) {

	RehearsedStatement statement() {
		return new RehearsedStatement(this.script, this.line, this.excerpt, this.outcome, this.transactional, this.took,
				this.rows, this.locks, this.relations, this.blocks, this.verdict, this.note);
	}

}
