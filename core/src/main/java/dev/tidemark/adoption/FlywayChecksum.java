package dev.tidemark.adoption;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Flyway's checksum: CRC-32 over the lines without their ends, and without the byte order
 * mark of the first.
 */
final class FlywayChecksum {

	private FlywayChecksum() {
	}

	/**
	 * Computes the checksum.
	 * @param text a script, with or without a byte order mark
	 * @return the checksum, 0 where there are no lines
	 */
	static int of(String text) {
		CRC32 crc = new CRC32();
		try (BufferedReader reader = new BufferedReader(
				new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				crc.update(line.getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (int) crc.getValue();
	}

}
