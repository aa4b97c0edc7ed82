package dev.tidemark.test.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Passes requests to a server and answers to a client one by one, and tells a listener of
 * each. A client that copies data to the server is not understood. Used by the two
 * threads of one connection.
 */
final class Lockstep {

	private final ProxiedConnection connection;

	private final ExchangeListener listener;

	private final OutputStream server;

	private final OutputStream client;

	private final MessageReader fromClient = new MessageReader(false);

	private final MessageReader fromServer = new MessageReader(true);

	private final Map<String, String> prepared = new HashMap<>();

	private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

	private final Queue<WaitingRequest> waiting = new ArrayDeque<>();

	private List<WireMessage> incomplete = new ArrayList<>();

	private @Nullable WaitingRequest sent;

	private int requests;

	private volatile boolean started;

	Lockstep(ProxiedConnection connection, ExchangeListener listener, OutputStream server, OutputStream client) {
		this.connection = connection;
		this.listener = listener;
		this.server = server;
		this.client = client;
	}

	void clientSent(ByteBuffer data) throws IOException {
		for (WireMessage message : this.fromClient.read(data)) {
			this.incomplete.add(message);
			if (message.endsRequest()) {
				enqueue();
				sendNext();
			}
			else if (!this.started || message.type() == WireMessage.TERMINATE) {
				write(this.incomplete, this.server);
				this.incomplete = new ArrayList<>();
			}
		}
	}

	private synchronized void enqueue() {
		this.requests++;
		this.waiting.add(new WaitingRequest(new ClientRequest(this.requests, sql()), this.incomplete));
		this.incomplete = new ArrayList<>();
	}

	private String sql() {
		List<String> statements = new ArrayList<>();
		for (WireMessage message : this.incomplete) {
			switch (message.type()) {
				case WireMessage.SIMPLE_QUERY -> statements.add(message.text(0));
				case WireMessage.PARSE -> this.prepared.put(message.text(0), message.text(1));
				case WireMessage.BIND -> statements.add(this.prepared.getOrDefault(message.text(1), ""));
				default -> {
				}
			}
		}
		return String.join("; ", statements);
	}

	private void sendNext() throws IOException {
		WaitingRequest next = takeNext();
		if (next != null) {
			this.listener.beforeRequest(this.connection, next.request());
			write(next.messages(), this.server);
		}
	}

	private synchronized @Nullable WaitingRequest takeNext() {
		if (this.sent != null) {
			return null;
		}
		this.sent = this.waiting.poll();
		return this.sent;
	}

	void serverSent(ByteBuffer data) throws IOException {
		for (WireMessage message : this.fromServer.read(data)) {
			this.answer.write(message.bytes());
			if (!this.started) {
				// before it is passed on: the client asks as soon as it has it
				this.started = (message.type() == WireMessage.READY_FOR_QUERY);
				passOn();
			}
			else if (message.type() == WireMessage.READY_FOR_QUERY) {
				answered();
			}
		}
	}

	private void answered() throws IOException {
		WaitingRequest request;
		synchronized (this) {
			request = this.sent;
		}
		if (request != null) {
			this.listener.beforeAnswer(this.connection, request.request());
		}
		passOn();
		synchronized (this) {
			this.sent = null;
		}
		sendNext();
	}

	/**
	 * The server has closed the connection: its last words reach the client.
	 */
	void serverClosed() throws IOException {
		passOn();
	}

	private void passOn() throws IOException {
		this.answer.writeTo(this.client);
		this.answer.reset();
	}

	private static void write(List<WireMessage> messages, OutputStream to) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (WireMessage message : messages) {
			all.write(message.bytes());
		}
		all.writeTo(to);
	}

	private record WaitingRequest(ClientRequest request, List<WireMessage> messages) {

	}

}
