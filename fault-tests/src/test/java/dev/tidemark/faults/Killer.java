package dev.tidemark.faults;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.ProxiedConnection;

/**
 * Kills a process at a given moment of its conversation with the server, and lets its
 * connection end.
 */
final class Killer implements ExchangeListener {

	private final @Nullable KillPoint point;

	private final CompletableFuture<ChildProcess> victim = new CompletableFuture<>();

	private final AtomicReference<@Nullable ProxiedConnection> migrating = new AtomicReference<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Void> dead = new CompletableFuture<>();

	private volatile boolean reached;

	/**
	 * Creates a killer.
	 * @param point the moment, or {@code null} to only look on
	 */
	Killer(@Nullable KillPoint point) {
		this.point = point;
	}

	void aimAt(ChildProcess child) {
		this.victim.complete(child);
	}

	/**
	 * The requests of the migration connection so far.
	 */
	List<String> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * The newest request of the migration connection.
	 */
	String lastRequest() {
		return this.requests.get(this.requests.size() - 1);
	}

	/**
	 * Whether the moment has come. If so, returns when the connection has ended too.
	 */
	boolean reached() {
		if (this.reached) {
			this.dead.join();
		}
		return this.reached;
	}

	@Override
	public void beforeRequest(ProxiedConnection connection, ClientRequest request) {
		// the first one to ask; others only watch it
		this.migrating.compareAndSet(null, connection);
		if (this.migrating.get() == connection) {
			this.requests.add(request.sql());
		}
		at(connection, new KillPoint(request.number(), false));
	}

	@Override
	public void beforeAnswer(ProxiedConnection connection, ClientRequest request) {
		at(connection, new KillPoint(request.number(), true));
	}

	private void at(ProxiedConnection connection, KillPoint now) {
		if (now.equals(this.point) && this.migrating.get() == connection) {
			this.reached = true;
			this.victim.join().kill();
			connection.cut();
			this.dead.complete(null);
		}
	}

}
