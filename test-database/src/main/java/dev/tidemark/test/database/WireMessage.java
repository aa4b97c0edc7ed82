package dev.tidemark.test.database;

import java.nio.charset.StandardCharsets;

/**
 * A message of PostgreSQL's protocol.
 *
 * @param type its type, or {@link #STARTUP}
 * @param bytes all of it, type and length included
 */
@SuppressWarnings("ArrayRecordComponent")
record WireMessage(char type, byte[] bytes) {

	/** Stands for the first message of a client, which has no type. */
	static final char STARTUP = 0;

	static final char READY_FOR_QUERY = 'Z';

	static final char SIMPLE_QUERY = 'Q';

	static final char PARSE = 'P';

	static final char BIND = 'B';

	static final char TERMINATE = 'X';

	private static final String END_OF_REQUEST = "QSF";

	private static final int HEADER = 5;

	/**
	 * Whether the server answers what came up to here.
	 */
	boolean endsRequest() {
		return END_OF_REQUEST.indexOf(this.type) >= 0;
	}

	/**
	 * One of the texts that the message begins with.
	 * @param index how many come before it
	 */
	String text(int index) {
		int start = HEADER;
		for (int i = 0; i < index; i++) {
			start = end(start) + 1;
		}
		return new String(this.bytes, start, end(start) - start, StandardCharsets.UTF_8);
	}

	private int end(int start) {
		int end = start;
		while (this.bytes[end] != 0) {
			end++;
		}
		return end;
	}

}
