package dev.tidemark.execution;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;

/**
 * Where the statements of a run are executed. Behind a pooler that is a matter of the
 * moment, and is found by the name that is set in each transaction.
 */
public final class WatchedBackend {

	private static final String FIND = """
			SELECT pid FROM pg_catalog.pg_stat_activity
			WHERE application_name = :name OR pg_catalog.starts_with(query, '/* ' || :name || ' */') LIMIT 1
			""";

	private final int pid;

	private final @Nullable String name;

	private WatchedBackend(int pid, @Nullable String name) {
		this.pid = pid;
		this.name = name;
	}

	/**
	 * Watches one backend.
	 * @param pid its process id
	 * @return the backend
	 */
	public static WatchedBackend ofPid(int pid) {
		return new WatchedBackend(pid, null);
	}

	/**
	 * Watches whichever backend bears a name at that moment.
	 * @param name the application's name in {@code pg_stat_activity}
	 * @return the backend
	 */
	public static WatchedBackend named(String name) {
		return new WatchedBackend(0, name);
	}

	/**
	 * Tells whether it is one session from the beginning to the end.
	 */
	boolean isSession() {
		return this.name == null;
	}

	Optional<Integer> find(Session watching) {
		return (this.name == null) ? Optional.of(this.pid)
				: watching.jdbc().sql(FIND).param("name", this.name).query(Integer.class).optional();
	}

}
