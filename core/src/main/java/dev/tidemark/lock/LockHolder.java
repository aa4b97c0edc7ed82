package dev.tidemark.lock;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who holds the migration lock.
 *
 * @param application the application's name, maybe empty; with a lease also its host and
 * process
 * @param host the client's address, or {@code null} for a local socket, for a lease, or
 * where the role may not see it
 * @param pid the backend's process id, or {@code null} for a lease, which is not bound to
 * one
 * @param since since when its session exists or the lease is held, or {@code null} where
 * the role may not see it
 * @param lease when the lease ends, or {@code null} for a lock of the session
 */
public record LockHolder(String application, @Nullable String host, @Nullable Integer pid, @Nullable Instant since,
		@Nullable Lease lease) {

	static LockHolder ofSession(String application, @Nullable String host, int pid, @Nullable Instant since) {
		return new LockHolder(application, host, pid, since, null);
	}

	static LockHolder ofLease(String owner, Instant since, Instant expires, boolean valid) {
		return new LockHolder(owner, null, null, since, new Lease(expires, valid));
	}

	/**
	 * Tells whether it still holds the lock.
	 * @return whether it is a lock of a session, or a lease that has not run out
	 */
	public boolean holds() {
		return this.lease == null || this.lease.valid();
	}

	/**
	 * Returns the holder for people.
	 * @return such as {@code orders (10.0.0.7), backend pid 4711, connected since …}
	 */
	public String describe() {
		if (this.lease != null) {
			return this.application + (this.lease.valid()
					? ", by a lease since %s that it renews, at present until %s".formatted(this.since,
							this.lease.expires())
					: ", by a lease that ran out at %s; its last statement still runs or its transaction is being ended"
						.formatted(this.lease.expires()));
		}
		String name = this.application.isEmpty() ? "an application without a name" : this.application;
		return name + ((this.host != null) ? " (" + this.host + ")" : "") + ", backend pid " + this.pid
				+ ((this.since != null) ? ", connected since " + this.since : "");
	}

	/**
	 * How long a lease is good for.
	 *
	 * @param expires when it ends unless it is renewed, by the server's clock
	 * @param valid whether it had not ended when it was read
	 */
	public record Lease(Instant expires, boolean valid) {

	}

}
