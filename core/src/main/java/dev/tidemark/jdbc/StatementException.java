package dev.tidemark.jdbc;

import java.sql.SQLException;

/**
 * One of several statements failed; the ones after it were not executed.
 */
public final class StatementException extends Exception {

	/** Stands for the index where nobody can tell which one failed. */
	public static final int UNKNOWN = -1;

	private final int index;

	private final SQLException sqlException;

	StatementException(int index, SQLException sqlException) {
		super(sqlException);
		this.index = index;
		this.sqlException = sqlException;
	}

	/**
	 * Returns the same failure where other statements come before these.
	 */
	StatementException after(int statements) {
		return (this.index == UNKNOWN) ? this : new StatementException(statements + this.index, this.sqlException);
	}

	/**
	 * Returns which statement failed.
	 * @return the index, from 0, or {@link #UNKNOWN}
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Returns what the driver threw.
	 * @return the exception with the server's answer
	 */
	public SQLException sqlException() {
		return this.sqlException;
	}

}
