package dev.tidemark.test.database;

import java.nio.ByteBuffer;

/**
 * Looks for the first {@code ReadyForQuery} in what a PostgreSQL server sends: messages
 * of a type (one byte) and a length (four bytes, which count themselves). The data come
 * in pieces of any size.
 */
final class StartupEnd {

	private static final byte READY_FOR_QUERY = 'Z';

	private static final int HEADER = 5;

	private final ByteBuffer header = ByteBuffer.allocate(HEADER);

	private int bodyLeft;

	private boolean reached;

	boolean isReached() {
		return this.reached;
	}

	void read(ByteBuffer data) {
		while (data.hasRemaining() && !this.reached) {
			if (this.bodyLeft > 0) {
				skipBody(data);
			}
			else {
				readHeader(data);
			}
		}
	}

	private void skipBody(ByteBuffer data) {
		int skipped = Math.min(this.bodyLeft, data.remaining());
		data.position(data.position() + skipped);
		this.bodyLeft -= skipped;
	}

	private void readHeader(ByteBuffer data) {
		this.header.put(data.get());
		if (!this.header.hasRemaining()) {
			this.reached = (this.header.get(0) == READY_FOR_QUERY);
			this.bodyLeft = this.header.getInt(1) - Integer.BYTES;
			this.header.clear();
		}
	}

}
