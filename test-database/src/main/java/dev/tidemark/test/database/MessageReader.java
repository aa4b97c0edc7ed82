package dev.tidemark.test.database;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts messages of PostgreSQL's protocol together from pieces of any size: a type (one
 * byte, except in a client's first message) and a length (four bytes, which count
 * themselves).
 */
final class MessageReader {

	private ByteBuffer rest = ByteBuffer.allocate(0);

	private boolean typed;

	/**
	 * Creates a reader.
	 * @param typed whether the first message has a type, as all of a server have
	 */
	MessageReader(boolean typed) {
		this.typed = typed;
	}

	/**
	 * The messages that are complete now.
	 */
	List<WireMessage> read(ByteBuffer data) {
		ByteBuffer all = ByteBuffer.allocate(this.rest.remaining() + data.remaining()).put(this.rest).put(data).flip();
		List<WireMessage> messages = new ArrayList<>();
		while (all.remaining() >= nextLength(all)) {
			byte[] bytes = new byte[nextLength(all)];
			all.get(bytes);
			messages.add(new WireMessage(this.typed ? (char) bytes[0] : WireMessage.STARTUP, bytes));
			this.typed = true;
		}
		this.rest = all.slice();
		return messages;
	}

	private int nextLength(ByteBuffer data) {
		int type = this.typed ? 1 : 0;
		return (data.remaining() < type + Integer.BYTES) ? Integer.MAX_VALUE
				: type + data.getInt(data.position() + type);
	}

}
