package dev.tidemark.test.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on the loopback interface, in front of a {@link TestDatabase}, that counts
 * what a client says to the server and can break the line. Safe for use by several
 * threads.
 */
public final class RoundTripProxy implements AutoCloseable {

	// no encryption, so that messages can be told apart; no queries of the driver's own
	private static final Map<String, String> PARAMETERS = Map.of("sslmode", "disable", "gssEncMode", "disable",
			"assumeMinServerVersion", "14");

	private static final int BACKLOG = 50;

	private final TestDatabase database;

	private final ServerSocket listener;

	private final @Nullable ExchangeListener exchangeListener;

	private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();

	private RoundTripProxy(TestDatabase database, ServerSocket listener, @Nullable ExchangeListener exchangeListener) {
		this.database = database;
		this.listener = listener;
		this.exchangeListener = exchangeListener;
	}

	/**
	 * Starts a proxy.
	 * @param database where it leads
	 * @return a proxy that listens until it is closed
	 */
	public static RoundTripProxy inFrontOf(TestDatabase database) {
		return start(database, null);
	}

	/**
	 * Starts a proxy that passes requests and answers on one by one.
	 * @param database where it leads
	 * @param exchangeListener is told of each request of each connection
	 * @return a proxy that listens until it is closed
	 */
	public static RoundTripProxy inFrontOf(TestDatabase database, ExchangeListener exchangeListener) {
		return start(database, exchangeListener);
	}

	private static RoundTripProxy start(TestDatabase database, @Nullable ExchangeListener exchangeListener) {
		try {
			ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
			RoundTripProxy proxy = new RoundTripProxy(database, listener, exchangeListener);
			ProxiedConnection.startThread("round-trip-proxy", proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				connect(this.listener.accept());
			}
			catch (IOException ex) {
				// closed, or this client or the server cannot be reached: the next one
				// may
			}
		}
		cut();
	}

	private void connect(Socket client) throws IOException {
		try {
			Socket server = new Socket(this.database.address().host(), this.database.address().port());
			ProxiedConnection connection = new ProxiedConnection(client, server, this.exchangeListener);
			this.connections.add(connection);
			connection.start();
		}
		catch (IOException ex) {
			client.close();
			throw ex;
		}
	}

	/**
	 * The database's URL through the proxy, without user and password and without
	 * encryption.
	 * @return a JDBC URL
	 */
	public String jdbcUrl() {
		return address().jdbcUrl(this.database.name());
	}

	/**
	 * Opens a new connection through the proxy, as the database's owner, whenever it is
	 * asked for one.
	 * @return a data source without a pool
	 */
	public DataSource dataSource() {
		return address().dataSource(this.database.name());
	}

	private ServerAddress address() {
		return this.database.address()
			.with(this.listener.getInetAddress().getHostAddress(), this.listener.getLocalPort(), PARAMETERS);
	}

	/**
	 * All connections so far, in the order of their opening; a driver's request to cancel
	 * a statement is one too.
	 * @return the connections at this moment
	 */
	public List<ProxiedConnection> connections() {
		return List.copyOf(this.connections);
	}

	/**
	 * The round trips of all connections together.
	 * @return the sum of {@link ProxiedConnection#roundTrips()}
	 */
	public int roundTrips() {
		return this.connections.stream().mapToInt(ProxiedConnection::roundTrips).sum();
	}

	/**
	 * Breaks every open connection, as a network that fails does; new ones are accepted.
	 */
	public void cut() {
		this.connections.forEach(ProxiedConnection::cut);
	}

	/**
	 * Breaks every open connection and accepts no more.
	 */
	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			cut();
		}
	}

}
