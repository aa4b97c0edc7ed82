package dev.tidemark.migration;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementChecksum;

/**
 * What the history knows of a script that commits statement by statement. Immutable.
 *
 * @param running the number and the checksum of the statement outside a transaction that
 * was begun last and not seen to be done, or {@code null}
 * @param doneChecksum the checksum of the statements that are done, or {@code null}
 */
public record StatementJournal(@Nullable String running, @Nullable String doneChecksum) {

	/** Nothing was begun. */
	public static final StatementJournal NONE = new StatementJournal(null, null);

	/**
	 * Describes what is done.
	 * @param running what was begun before, or {@code null}
	 * @param done the statements that are done
	 * @return the journal
	 */
	public static StatementJournal of(@Nullable String running, List<SqlStatement> done) {
		return new StatementJournal(running, done.isEmpty() ? null : StatementChecksum.of(done));
	}

	/**
	 * Returns what is noted before a statement is sent.
	 * @param number the statement's number in its script, from 1
	 * @param statement the statement
	 * @return number and checksum
	 */
	public static String entry(int number, SqlStatement statement) {
		return number + " " + StatementChecksum.of(statement);
	}

	/**
	 * Returns the number of the statement that was begun last.
	 * @return the number in its script, from 1, or 0 where none was begun
	 */
	public int runningNumber() {
		return (this.running != null) ? Integer.parseInt(this.running.substring(0, this.running.indexOf(' '))) : 0;
	}

	/**
	 * Tells whether the statement that was begun last can be known again; a release that
	 * kept no journal did not note it.
	 * @return whether its checksum is known
	 */
	public boolean noted() {
		return this.running != null && !this.running.endsWith("?");
	}

	/**
	 * Tells whether a statement is the one that was begun last.
	 * @param statement the statement
	 * @return whether it has its checksum, whatever its number is now
	 */
	public boolean began(SqlStatement statement) {
		return this.running != null && Objects.equals(this.running.substring(this.running.indexOf(' ') + 1),
				StatementChecksum.of(statement));
	}

}
