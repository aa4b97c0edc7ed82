package dev.tidemark.faults;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.ProxiedConnection;

/**
 * Holds a migration up at a moment of its conversation with the server, until its process
 * is dead.
 */
final class Halt implements ExchangeListener {

	private static final int PATIENCE_SECONDS = 60;

	private final @Nullable KillPoint point;

	private final AtomicReference<@Nullable ProxiedConnection> migrating = new AtomicReference<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final CompletableFuture<ProxiedConnection> reached = new CompletableFuture<>();

	private final CompletableFuture<Void> dead = new CompletableFuture<>();

	/**
	 * Creates a halt.
	 * @param point the moment, or {@code null} to only look on
	 */
	Halt(@Nullable KillPoint point) {
		this.point = point;
	}

	/**
	 * The requests of the migration connection so far.
	 */
	List<String> requests() {
		return List.copyOf(this.requests);
	}

	boolean reached() {
		return this.reached.isDone();
	}

	/**
	 * Ends the connection at the moment where it was held up.
	 */
	void end() {
		this.reached.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().cut();
		this.dead.complete(null);
	}

	@Override
	public void beforeRequest(ProxiedConnection connection, ClientRequest request) {
		// the first one to ask migrates; others only watch
		this.migrating.compareAndSet(null, connection);
		if (this.migrating.get() == connection) {
			this.requests.add(request.sql());
		}
		holdUp(connection, new KillPoint(request.number(), false));
	}

	@Override
	public void beforeAnswer(ProxiedConnection connection, ClientRequest request) {
		holdUp(connection, new KillPoint(request.number(), true));
	}

	private void holdUp(ProxiedConnection connection, KillPoint now) {
		if (now.equals(this.point) && this.migrating.get() == connection) {
			this.reached.complete(connection);
			this.dead.join();
		}
	}

	@Override
	public String toString() {
		return "%s: %s".formatted(this.point,
				this.requests.isEmpty() ? "" : this.requests.get(this.requests.size() - 1));
	}

}
