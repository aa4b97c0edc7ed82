package dev.tidemark.rehearsal;

import java.util.List;
import java.util.Locale;

/**
 * What PostgreSQL's lock modes keep others from. Source: PostgreSQL manual, table-level
 * locks.
 */
final class LockModes {

	static final String ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE";

	/** From weak to strong. */
	private static final List<String> ALL = List.of("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE",
			"SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", ACCESS_EXCLUSIVE);

	private static final List<String> BLOCKING_WRITES = List.of("SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE");

	private LockModes() {
	}

	/**
	 * Returns the mode as the manual writes it.
	 * @param mode the mode as {@code pg_locks} writes it, such as
	 * {@code AccessExclusiveLock}
	 */
	static String words(String mode) {
		return mode.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
	}

	static boolean blocksReads(String mode) {
		return mode.equals(ACCESS_EXCLUSIVE);
	}

	static int rank(String mode) {
		return ALL.indexOf(mode);
	}

	static boolean strong(String mode) {
		return blocksReads(mode) || BLOCKING_WRITES.contains(mode);
	}

}
