package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a statement did in a rehearsal. Immutable.
 *
 * @param script the file or class in which it stands
 * @param line the line, from 1, or 0 for Java
 * @param statement the statement on one line, shortened and without passwords
 * @param outcome what became of it
 * @param transactional whether it runs in a transaction
 * @param took how long it took in the rehearsal
 * @param rows how many rows it wrote or copied, or -1 where the server did not say
 * @param locks the relation locks that it took
 * @param relations what it rewrote, read as a whole, or locked against others
 * @param blocks what others cannot do meanwhile, such as {@code reads and writes on
 * tasks}, or {@code null} where they can do everything
 * @param verdict what it means for others
 * @param note what else is known of it, or {@code null}
 */
public record RehearsedStatement(String script, int line, String statement, StatementOutcome outcome,
		boolean transactional, Duration took, long rows, List<TakenLock> locks, List<ConcernedRelation> relations,
		@Nullable String blocks, Verdict verdict, @Nullable String note) {

	/**
	 * Copies the lists.
	 */
	public RehearsedStatement {
		locks = List.copyOf(locks);
		relations = List.copyOf(relations);
	}

}
