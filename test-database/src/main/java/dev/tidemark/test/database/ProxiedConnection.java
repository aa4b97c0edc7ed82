package dev.tidemark.test.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * One client's connection through a {@link RoundTripProxy}. Safe for use by several
 * threads.
 */
public final class ProxiedConnection {

	private static final int BUFFER_SIZE = 8192;

	private final Socket client;

	private final Socket server;

	private final @Nullable Lockstep lockstep;

	private final StartupEnd startupEnd = new StartupEnd();

	private boolean asked;

	private int roundTrips;

	private long bytesToServer;

	private long bytesToClient;

	/**
	 * Connects two sockets.
	 * @param listener is told of each request, or {@code null} where everything is passed
	 * on as it comes
	 */
	ProxiedConnection(Socket client, Socket server, @Nullable ExchangeListener listener) throws IOException {
		this.client = client;
		this.server = server;
		client.setTcpNoDelay(true);
		server.setTcpNoDelay(true);
		this.lockstep = (listener != null)
				? new Lockstep(this, listener, server.getOutputStream(), client.getOutputStream()) : null;
	}

	void start() {
		startThread("proxy-to-server", () -> copy(this.client, this.server, this::passToServer, () -> {
		}));
		startThread("proxy-to-client", () -> copy(this.server, this.client, this::passToClient, this::serverClosed));
	}

	static void startThread(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
	}

	private static void copy(Socket from, Socket to, Passage passage, Farewell farewell) {
		byte[] buffer = new byte[BUFFER_SIZE];
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				passage.pass(ByteBuffer.wrap(buffer, 0, length), out);
			}
			farewell.say();
		}
		catch (IOException ex) {
			// one side is gone, and the other has been closed with it
		}
	}

	private void passToServer(ByteBuffer data, OutputStream out) throws IOException {
		// before it is passed on: whoever has the answer sees the count
		clientSent(data.duplicate());
		if (this.lockstep != null) {
			this.lockstep.clientSent(data);
		}
		else {
			out.write(data.array(), data.position(), data.remaining());
		}
	}

	private void passToClient(ByteBuffer data, OutputStream out) throws IOException {
		serverSent(data.duplicate());
		if (this.lockstep != null) {
			this.lockstep.serverSent(data);
		}
		else {
			out.write(data.array(), data.position(), data.remaining());
		}
	}

	private void serverClosed() throws IOException {
		if (this.lockstep != null) {
			this.lockstep.serverClosed();
		}
	}

	private synchronized void clientSent(ByteBuffer data) {
		this.bytesToServer += data.remaining();
		this.asked = true;
	}

	private synchronized void serverSent(ByteBuffer data) {
		this.bytesToClient += data.remaining();
		if (this.asked && this.startupEnd.isReached()) {
			this.roundTrips++;
		}
		this.asked = false;
		this.startupEnd.read(data);
	}

	/**
	 * How often the client has said something and the server has answered, from the end
	 * of the startup on (the server's first {@code ReadyForQuery}). What the client sends
	 * without waiting counts once.
	 * @return the number of round trips
	 */
	public synchronized int roundTrips() {
		return this.roundTrips;
	}

	/**
	 * What the client has sent, the startup included.
	 * @return a number of bytes
	 */
	public synchronized long bytesToServer() {
		return this.bytesToServer;
	}

	/**
	 * What the server has sent, the startup included.
	 * @return a number of bytes
	 */
	public synchronized long bytesToClient() {
		return this.bytesToClient;
	}

	/**
	 * Whether neither side has closed it.
	 * @return whether data still go through
	 */
	public boolean isOpen() {
		return !this.client.isClosed() && !this.server.isClosed();
	}

	/**
	 * Breaks the connection: both sides see a reset. Has no effect on a closed one.
	 */
	public void cut() {
		reset(this.client);
		reset(this.server);
	}

	private static void reset(Socket socket) {
		try (socket) {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// closed already
		}
	}

	@FunctionalInterface
	private interface Passage {

		void pass(ByteBuffer data, OutputStream out) throws IOException;

	}

	@FunctionalInterface
	private interface Farewell {

		void say() throws IOException;

	}

}
