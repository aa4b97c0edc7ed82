package dev.tidemark.discovery;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationProblem;

/**
 * Decodes the bytes of a file, or says what they are if they are not UTF-8.
 */
final class ScriptText {

	private static final int SAMPLE = 4096;

	/** What stands for bytes that cannot be decoded. */
	private static final char REPLACEMENT = '\uFFFD';

	private final String location;

	private final byte[] bytes;

	private ScriptText(String location, byte[] bytes) {
		this.location = location;
		this.bytes = bytes;
	}

	/**
	 * Decodes a file.
	 * @return the text without a byte order mark
	 * @throws NotTextException if it is not UTF-8
	 */
	static String decode(String location, byte[] bytes) throws NotTextException {
		return new ScriptText(location, bytes).decode();
	}

	private String decode() throws NotTextException {
		int start = (this.bytes.length >= 3 && at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF) ? 3 : 0;
		String text = new String(this.bytes, start, this.bytes.length - start, StandardCharsets.UTF_8);
		// either it is in the file, or it stands for what is not UTF-8
		boolean doubtful = text.indexOf(REPLACEMENT) >= 0;
		if ((doubtful || text.indexOf('\0') >= 0) && utf16()) {
			throw new NotTextException(this.location, 0, 0,
					"is UTF-16: save it as UTF-8 (for example with iconv -f UTF-16 -t UTF-8)");
		}
		int invalid = doubtful ? firstInvalid() : -1;
		if (invalid >= 0) {
			throw binary() ? new NotTextException(this.location, 0, 0,
					"is a binary file: a script is text in UTF-8; move the file out of the location, or remove .sql from its name")
					: notUtf8(invalid);
		}
		return text;
	}

	private int at(int index) {
		return this.bytes[index] & 0xFF;
	}

	/**
	 * With a byte order mark, or text of which every other byte is zero.
	 */
	private boolean utf16() {
		if (this.bytes.length < 2) {
			return false;
		}
		boolean marked = (at(0) == 0xFE && at(1) == 0xFF) || (at(0) == 0xFF && at(1) == 0xFE);
		return marked || zeros(0) > share() || zeros(1) > share();
	}

	private int sample() {
		return Math.min(SAMPLE, this.bytes.length);
	}

	private int share() {
		return sample() * 2 / 5;
	}

	private int zeros(int from) {
		return (int) IntStream.iterate(from, (i) -> i < sample(), (i) -> i + 2).filter((i) -> at(i) == 0).count();
	}

	private boolean binary() {
		long control = IntStream.range(0, sample()).map(this::at).filter((b) -> b < ' ' && !isSpace(b)).count();
		return control * 20 > sample();
	}

	private static boolean isSpace(int b) {
		return b >= '\t' && b <= '\r';
	}

	private int firstInvalid() {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		ByteBuffer in = ByteBuffer.wrap(this.bytes);
		CharBuffer out = CharBuffer.allocate(SAMPLE);
		while (true) {
			CoderResult result = decoder.decode(in, out.clear(), true);
			if (!result.isOverflow()) {
				return result.isError() ? in.position() : -1;
			}
		}
	}

	private NotTextException notUtf8(int invalid) {
		String before = new String(this.bytes, 0, invalid, StandardCharsets.UTF_8);
		int lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
		int line = 1 + (int) before.lines().count() - ((lineStart < before.length()) ? 1 : 0);
		return new NotTextException(this.location, line, 1 + before.codePointCount(lineStart, before.length()),
				"the byte 0x%02X is not UTF-8: save the file in that encoding (for example with iconv -f LATIN1 -t UTF-8)"
					.formatted(at(invalid)));
	}

	/**
	 * A file that is no text in UTF-8.
	 */
	static final class NotTextException extends Exception {

		private final transient MigrationProblem problem;

		NotTextException(@Nullable String location, int line, int column, String message) {
			super(message);
			this.problem = new MigrationProblem(location, line, column, message);
		}

		MigrationProblem problem() {
			return this.problem;
		}

	}

}
