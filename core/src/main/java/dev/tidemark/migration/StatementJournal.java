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
 * @param doneChecksum the checksum of the statements that are done, or {@code null}; in
 * the row of a migration that is being undone it follows their number, since the row goes
 * on to count those of the up script
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
	 * Describes what is done of a down script.
	 * @param running what was begun before, or {@code null}
	 * @param done how many statements are done
	 * @param checksum their checksum
	 * @return the journal
	 */
	public static StatementJournal ofUndo(@Nullable String running, int done, String checksum) {
		return new StatementJournal(running, (done > 0) ? done + " " + checksum : null);
	}

	/**
	 * Tells whether nothing was begun.
	 * @return whether there is neither a statement that runs nor one that is done
	 */
	public boolean isEmpty() {
		return this.running == null && this.doneChecksum == null;
	}

	/**
	 * Returns how many statements of the down script are done.
	 * @return the number, or 0 where the migration is not being undone
	 */
	public int undone() {
		int space = (this.doneChecksum != null) ? this.doneChecksum.indexOf(' ') : -1;
		return (this.doneChecksum != null && space > 0) ? Integer.parseInt(this.doneChecksum.substring(0, space)) : 0;
	}

	/**
	 * Returns the checksum of the statements of the down script that are done.
	 * @return the checksum, or {@code null} where none is done
	 */
	public @Nullable String undoneChecksum() {
		return (undone() > 0 && this.doneChecksum != null)
				? this.doneChecksum.substring(this.doneChecksum.indexOf(' ') + 1) : null;
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
