package dev.tidemark.lock;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.jdbc.ServerProbe;

/**
 * The strategy that a run uses, and why.
 *
 * @param strategy {@link LockStrategy#ADVISORY} or {@link LockStrategy#LEASE}
 * @param ownSession whether the session is ours alone, so that what is set in it holds
 * from one transaction to the next
 * @param reason why it is not the usual one, for people, or {@code null}
 */
public record LockChoice(LockStrategy strategy, boolean ownSession, @Nullable String reason) {

	private static final String NO_PID = "the server does not tell the process id of the backend, so nobody knows whether the session is kept";

	private static final String POOLER = "the connection goes through a pooler, which may give each transaction another session";

	private static final String NO_ADVISORY_LOCKS = "this role may not take advisory locks here, or there are none";

	private static final String NO_LOCK_VIEW = "pg_locks may not be read, so nobody can see whether an advisory lock is held";

	/**
	 * Chooses a strategy.
	 * @param asked what the settings say
	 * @param probe what the server told
	 * @param sameBackend whether the driver talks to the backend that answered
	 * @return the choice
	 */
	public static LockChoice of(LockStrategy asked, ServerProbe probe, boolean sameBackend) {
		return switch (asked) {
			// behind a pooler that keeps sessions, which only the settings can tell
			case ADVISORY -> new LockChoice(LockStrategy.ADVISORY, true, null);
			case LEASE -> new LockChoice(LockStrategy.LEASE, sameBackend, null);
			case AUTO -> {
				String obstacle = obstacle(probe, sameBackend);
				yield (obstacle != null) ? new LockChoice(LockStrategy.LEASE, sameBackend, obstacle)
						: new LockChoice(LockStrategy.ADVISORY, true, null);
			}
		};
	}

	private static @Nullable String obstacle(ServerProbe probe, boolean sameBackend) {
		if (!sameBackend) {
			return (probe.pid() == 0) ? NO_PID : POOLER;
		}
		Capabilities capabilities = probe.capabilities();
		if (!capabilities.advisoryLocks()) {
			return NO_ADVISORY_LOCKS;
		}
		return capabilities.lockView() ? null : NO_LOCK_VIEW;
	}

	/**
	 * Returns what is left where an advisory lock turns out not to hold.
	 * @param obstacle why it does not, for people
	 * @return the choice of a lease
	 */
	public LockChoice withoutAdvisoryLock(String obstacle) {
		return new LockChoice(LockStrategy.LEASE, this.ownSession, obstacle);
	}

}
