package dev.tidemark.lock;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who holds the migration lock.
 *
 * @param application the application's name, maybe empty
 * @param host the client's address, or {@code null} for a local socket or where the role
 * may not see it
 * @param pid the backend's process id
 * @param since since when its session exists, or {@code null} where the role may not see
 * it
 */
public record LockHolder(String application, @Nullable String host, int pid, @Nullable Instant since) {

	/**
	 * Returns the holder for people.
	 * @return such as {@code orders (10.0.0.7), backend pid 4711, connected since …}
	 */
	public String describe() {
		String name = this.application.isEmpty() ? "an application without a name" : this.application;
		return name + ((this.host != null) ? " (" + this.host + ")" : "") + ", backend pid " + this.pid
				+ ((this.since != null) ? ", connected since " + this.since : "");
	}

}
