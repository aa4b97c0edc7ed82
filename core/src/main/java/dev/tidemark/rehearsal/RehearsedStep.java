package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a migration, or a callback of the whole run, did in a rehearsal. Immutable.
 *
 * @param version the version, or {@code null}
 * @param label version and name for people
 * @param script the file or class
 * @param direction {@code up}, {@code down} or {@code callback}
 * @param reason why it would run, for people
 * @param statements its statements in order
 * @param took how long its statements took together
 * @param strongLocksHeld how long others would have waited at most: from the first lock
 * that blocks writes to the end of its transaction, without the questions of the
 * rehearsal itself
 */
public record RehearsedStep(@Nullable String version, String label, String script, String direction, String reason,
		List<RehearsedStatement> statements, Duration took, Duration strongLocksHeld) {

	/**
	 * Copies the list.
	 */
	public RehearsedStep {
		statements = List.copyOf(statements);
	}

	/**
	 * Returns the worst verdict of its statements.
	 * @return a verdict; safe where there is none
	 */
	public Verdict worst() {
		return this.statements.stream().map(RehearsedStatement::verdict).reduce(Verdict.SAFE, Verdict::or);
	}

}
