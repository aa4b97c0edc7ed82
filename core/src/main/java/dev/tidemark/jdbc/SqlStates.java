package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's codes that decide what happens next. Source: PostgreSQL manual, appendix
 * A.
 */
public final class SqlStates {

	/** A statement was cancelled: by a timeout, by another session, or by us. */
	public static final String QUERY_CANCELED = "57014";

	/** A lock was not had within {@code lock_timeout}. */
	public static final String LOCK_NOT_AVAILABLE = "55P03";

	/** The statement may not run inside a transaction. */
	private static final String ACTIVE_SQL_TRANSACTION = "25001";

	/** A transaction was ended where that is not allowed. */
	private static final String INVALID_TRANSACTION_TERMINATION = "2D000";

	/** The role lacks a right. */
	public static final String INSUFFICIENT_PRIVILEGE = "42501";

	/** There is no such database. */
	public static final String MISSING_DATABASE = "3D000";

	/** There is no such table. */
	public static final String UNDEFINED_TABLE = "42P01";

	/**
	 * A value that a setting cannot have, one that is unknown, or none of this platform.
	 */
	private static final Set<String> REFUSES_VALUE = Set.of("22023", "42704", "0A000");

	private static final Set<String> NOT_OFFERED = Set.of("42501", "42883", "0A000");

	/** A name that is taken, in the catalog or of a relation or schema. */
	private static final Set<String> CREATED_BY_ANOTHER = Set.of("23505", "42P04", "42P07", "42P06", "42710", "XX000");

	private static final Set<String> REFUSED_IN_TRANSACTION = Set.of(ACTIVE_SQL_TRANSACTION,
			INVALID_TRANSACTION_TERMINATION);

	private static final Set<String> WORTH_RETRYING = Set.of(LOCK_NOT_AVAILABLE, "40P01", "40001");

	private SqlStates() {
	}

	/**
	 * Tells whether the same transaction may succeed when it is tried again.
	 * @param sqlState an SQLSTATE, or {@code null}
	 * @return whether it is a lock timeout, a deadlock or a serialization failure
	 */
	public static boolean worthRetrying(@Nullable String sqlState) {
		return sqlState != null && WORTH_RETRYING.contains(sqlState);
	}

	/**
	 * Tells whether the server does not offer a function, at all or to this role.
	 * @param sqlState an SQLSTATE, or {@code null}
	 * @return whether a right or the function is missing
	 */
	public static boolean notOffered(@Nullable String sqlState) {
		return sqlState != null && NOT_OFFERED.contains(sqlState);
	}

	/**
	 * Tells whether the server does not take what a setting is set to.
	 * @param sqlState an SQLSTATE, or {@code null}
	 * @return whether it lacks the setting, or what the value asks for
	 */
	static boolean refusesValue(@Nullable String sqlState) {
		return sqlState != null && REFUSES_VALUE.contains(sqlState);
	}

	/**
	 * Tells whether another session has created the same thing at the same moment.
	 * @param sqlState an SQLSTATE, or {@code null}
	 * @return whether it is there, or was just being made
	 */
	public static boolean createdByAnother(@Nullable String sqlState) {
		return sqlState != null && CREATED_BY_ANOTHER.contains(sqlState);
	}

	/**
	 * Tells whether a statement has to run outside a transaction.
	 * @param sqlState an SQLSTATE, or {@code null}
	 * @return whether it was refused, or tried to end the transaction itself
	 */
	public static boolean refusedInTransaction(@Nullable String sqlState) {
		return sqlState != null && REFUSED_IN_TRANSACTION.contains(sqlState);
	}

	/**
	 * Tells whether the connection is gone.
	 * @param sqlState an SQLSTATE, or {@code null}
	 * @return whether it broke, or the server ended it
	 */
	public static boolean connectionLost(@Nullable String sqlState) {
		return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P0"));
	}

	/**
	 * Tells whether a connection that could not be had may be had a little later.
	 * @param ex what the driver threw
	 * @return whether the server is not reachable, starting, or full
	 */
	public static boolean mayPass(SQLException ex) {
		String sqlState = ex.getSQLState();
		return sqlState != null && (sqlState.startsWith("08") || sqlState.equals("57P03") || sqlState.equals("53300"));
	}

}
