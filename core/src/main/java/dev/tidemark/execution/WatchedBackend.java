package dev.tidemark.execution;

import java.sql.Types;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.ServerProbe;
import dev.tidemark.jdbc.Session;

/**
 * Where the statements of a run are executed. Behind a pooler that is a matter of the
 * moment, and is found by the name that is set in each transaction.
 */
public final class WatchedBackend {

	private static final String NAMED = "state IS DISTINCT FROM 'idle' AND (application_name = :name OR pg_catalog.starts_with(query, '/* ' || :name || ' */'))";

	private static final String FIND = "SELECT pid FROM pg_catalog.pg_stat_activity WHERE " + NAMED + " LIMIT 1";

	private static final String CANCEL = """
			SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity
			WHERE pid = :pid AND wait_event_type = 'Lock' AND (CAST(:name AS text) IS NULL OR %s)
			""".formatted(NAMED);

	private final int pid;

	private final @Nullable String name;

	private final boolean citus;

	private WatchedBackend(int pid, @Nullable String name, boolean citus) {
		this.pid = pid;
		this.name = name;
		this.citus = citus;
	}

	/**
	 * Watches one backend.
	 * @param probe tells its process id
	 * @return the backend
	 */
	public static WatchedBackend of(ServerProbe probe) {
		return new WatchedBackend(probe.pid(), null, probe.citus());
	}

	/**
	 * Watches whichever backend bears a name at that moment.
	 * @param name the application's name in {@code pg_stat_activity}
	 * @param probe what is known of the server
	 * @return the backend
	 */
	public static WatchedBackend named(String name, ServerProbe probe) {
		return new WatchedBackend(0, name, probe.citus());
	}

	/**
	 * Tells whether it is one session from the beginning to the end.
	 */
	boolean isSession() {
		return this.name == null;
	}

	/**
	 * Tells whether it may wait on other nodes.
	 */
	boolean isCoordinator() {
		return this.citus;
	}

	Optional<Integer> find(Session watching) {
		return (this.name == null) ? Optional.of(this.pid)
				: watching.jdbc().sql(FIND).param("name", this.name).query(Integer.class).optional();
	}

	/**
	 * Cancels the statement if it still waits for a lock; behind a pooler the backend may
	 * be executing another client's by now.
	 */
	void cancelWaiting(Session watching, int backend) {
		watching.jdbc()
			.sql(CANCEL)
			.param("pid", backend)
			.param("name", this.name, Types.VARCHAR)
			.query(Boolean.class)
			.list();
	}

}
