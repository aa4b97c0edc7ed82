package dev.tidemark.sql;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The data that follow a COPY … FROM STDIN, as a part of the script and not as a copy of
 * it.
 *
 * @param script the script
 * @param start where the data begin
 * @param end where they end
 * @param line the line of the file in which they begin, counted from 1
 */
public record CopyData(String script, int start, int end, int line) {

	private static final int CHUNK = 64 * 1024;

	/**
	 * Hands the data on in pieces, in UTF-8.
	 * @param <E> what the sink throws
	 * @param sink takes the pieces
	 * @throws E if the sink does
	 */
	public <E extends Exception> void writeTo(Sink<E> sink) throws E {
		CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		CharBuffer characters = CharBuffer.wrap(this.script, this.start, this.end);
		ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, 4 + 3L * (this.end - this.start)));
		boolean more = true;
		while (more) {
			more = encoder.encode(characters, bytes, true).isOverflow();
			if (bytes.position() > 0) {
				sink.accept(bytes.array(), bytes.position());
			}
			bytes.clear();
		}
	}

	/**
	 * Tells whether a place of the script is within the data.
	 * @param offset the place
	 * @return whether what stands there is data
	 */
	public boolean covers(int offset) {
		return this.start <= offset && offset < this.end;
	}

	/**
	 * Says how much there is; data are not shown.
	 */
	@Override
	public String toString() {
		return "%d characters of data from line %d".formatted(this.end - this.start, this.line);
	}

	/**
	 * Takes pieces of data.
	 *
	 * @param <E> what it throws
	 */
	@FunctionalInterface
	public interface Sink<E extends Exception> {

		/**
		 * Takes a piece.
		 * @param bytes holds it, and is used again afterwards
		 * @param length how many bytes of it count
		 * @throws E if it cannot
		 */
		void accept(byte[] bytes, int length) throws E;

	}

}
