package dev.tidemark.migration;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Says what to do about what the server answered. Where the script is not to blame, it
 * need not be mended. Source of the codes: PostgreSQL manual, appendix A.
 */
final class FailureActions {

	private static final String AGAIN = "start again: Tidemark tries a failed migration again at every start, nothing needs to be repaired by hand.";

	private static final String CONNECTION_LOST = "If that was not on purpose, look in the server's log for why the connection ended.";

	private static final Map<String, String> OF_SERVER = Map.of("25006",
			"Point the migrations to the primary, and set default_transaction_read_only to off for the database and the role.",
			"53100", "Make room on the server's disk.", "53200", "Give the server more memory.", "55P03",
			"End the sessions that the log names as blockers, or raise tidemark.execution.retry.deadline.");

	private FailureActions() {
	}

	/**
	 * What to do after a migration failed.
	 */
	static String afterMigration(@Nullable String sqlState, String script) {
		String ofServer = ofServer(sqlState);
		if (ofServer != null) {
			return ofServer + " Then " + AGAIN;
		}
		return ("42501".equals(sqlState) ? "Grant the migrating role what it lacks, or mend %s, and " : "Mend %s and ")
			.formatted(script) + AGAIN;
	}

	/**
	 * What to do after a callback failed that follows migrations, which stay.
	 */
	static String afterCallback(@Nullable String sqlState, String script) {
		String ofServer = ofServer(sqlState);
		return ((ofServer != null) ? ofServer + " Then start again; " : "Mend %s and start again; ".formatted(script))
				+ "but callbacks run only where a migration is pending: if none is left, run %s by hand."
					.formatted(script);
	}

	/**
	 * What to do after the history could not be read or written.
	 */
	static String afterHistory(@Nullable String sqlState) {
		String ofServer = ofServer(sqlState);
		return (ofServer != null) ? ofServer + " Then start again."
				: "Check that the migrating role may use the schema and the table, or set tidemark.history.schema.";
	}

	private static @Nullable String ofServer(@Nullable String sqlState) {
		if (sqlState == null) {
			return null;
		}
		boolean lost = sqlState.startsWith("08") || sqlState.startsWith("57P0");
		return lost ? CONNECTION_LOST : OF_SERVER.get(sqlState);
	}

}
