package dev.tidemark.test.database;

/**
 * Is told of each request while it is in the hands of a {@link RoundTripProxy}. What a
 * client sends without waiting is passed on one request at a time, each when the one
 * before it is answered, and an answer is passed on when it is complete.
 * <p>
 * The line stands still until a method returns; one that
 * {@linkplain ProxiedConnection#cut cuts} it keeps the request from the server, or the
 * answer from the client. The methods are called by threads of the proxy, for one
 * connection one at a time.
 */
public interface ExchangeListener {

	/**
	 * The server is about to get a request.
	 * @param connection the client's connection
	 * @param request the request
	 */
	default void beforeRequest(ProxiedConnection connection, ClientRequest request) {
	}

	/**
	 * The server has answered, and the client is about to know.
	 * @param connection the client's connection
	 * @param request the request that was answered
	 */
	default void beforeAnswer(ProxiedConnection connection, ClientRequest request) {
	}

}
