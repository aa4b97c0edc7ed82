package dev.tidemark.test.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StartupEndTests {

	private static final byte[] BEFORE = concat(message('R', "\0\0\0\0"), message('S', "TimeZone\0Z\0"));

	private static final byte[] READY = message('Z', "I");

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 7, 1000 })
	void isFoundInPiecesOfAnySize(int size) {
		StartupEnd end = new StartupEnd();
		read(end, BEFORE, size);
		assertThat(end.isReached()).isFalse();
		read(end, READY, size);
		assertThat(end.isReached()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1000 })
	void staysReached(int size) {
		StartupEnd end = new StartupEnd();
		read(end, concat(READY, message('C', "SELECT 1\0")), size);
		assertThat(end.isReached()).isTrue();
	}

	private static void read(StartupEnd end, byte[] data, int size) {
		for (int start = 0; start < data.length; start += size) {
			end.read(ByteBuffer.wrap(data, start, Math.min(size, data.length - start)));
		}
	}

	private static byte[] message(char type, String body) {
		return ByteBuffer.allocate(1 + Integer.BYTES + body.length())
			.put((byte) type)
			.putInt(Integer.BYTES + body.length())
			.put(body.getBytes(StandardCharsets.ISO_8859_1))
			.array();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
	}

}
